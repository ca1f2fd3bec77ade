using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>What the server itself holds back: <c>builder.WebHost.ConfigureKestrel(Limits.Apply)</c>.</summary>
internal static class Limits
{
    /// <summary>Bytes of a request's line and headers.</summary>
    public const int LongestHeaders = 32 * 1024;

    public static void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        var limits = server.Limits;
        limits.MaxRequestBodySize = RequestBody.Longest;
        limits.MaxRequestHeadersTotalSize = LongestHeaders;
        limits.MaxConcurrentConnections = 4_000;
        limits.MaxConcurrentUpgradedConnections = 0; // nothing here is upgraded
        limits.RequestHeadersTimeout = SilentConnections.Patience;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 1_024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new(bytesPerSecond: 1_024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.Http2.MaxStreamsPerConnection = 100;
        server.ConfigureEndpointDefaults(endpoint =>
        {
            var silent = endpoint.ApplicationServices.GetService<SilentConnections>();
            if (silent is not null) endpoint.Use(next => connection => silent.RunAsync(connection, next, connection.ConnectionClosed));
        });
    }
}
