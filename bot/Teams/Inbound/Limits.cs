using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>What the server itself holds back: <c>builder.WebHost.ConfigureKestrel(Limits.Apply)</c>.</summary>
internal static class Limits
{
    public static void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        var limits = server.Limits;
        limits.MaxRequestBodySize = RequestBody.Longest;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxConcurrentConnections = 2_000;
        limits.MaxConcurrentUpgradedConnections = 0; // nothing here is upgraded
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 1_024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new(bytesPerSecond: 1_024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.Http2.MaxStreamsPerConnection = 100;
    }
}
