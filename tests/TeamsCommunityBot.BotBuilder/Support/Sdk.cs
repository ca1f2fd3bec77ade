using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TeamsCommunityBot.Simulator;

namespace TeamsCommunityBot.BotBuilder.Support;

/// <summary>Microsoft's SDK, told nothing but where the simulated Teams is.</summary>
internal static class Sdk
{
    private static readonly HttpClient Http = new();
    private static int _made;

    /// <summary>An adapter that has read no keys yet, whatever others have read before.</summary>
    public static CloudAdapter Adapter(SimTeams sim) => new(Authentication(sim));

    public static BotFrameworkAuthentication Authentication(SimTeams sim)
    {
        // An address of its own, since the SDK keeps what it has read for the process, under the address.
        var metadata = new Uri(sim.BaseUrl, $"v1/.well-known/openidconfiguration?{Interlocked.Increment(ref _made)}").AbsoluteUri;
        AllowHttp(metadata);
        var settings = new Dictionary<string, string?>
        {
            ["ValidateAuthority"] = "true",
            ["ToChannelFromBotLoginUrl"] = sim.BaseUrl.AbsoluteUri,
            ["ToChannelFromBotOAuthScope"] = SimTokens.Issuer,
            ["ToBotFromChannelTokenIssuer"] = SimTokens.Issuer,
            ["ToBotFromChannelOpenIdMetadataUrl"] = metadata,
            ["ToBotFromEmulatorOpenIdMetadataUrl"] = metadata,
            ["OAuthUrl"] = sim.BaseUrl.AbsoluteUri,
            ["CallerId"] = "urn:botframework:azure",
        };
        return new ConfigurationBotFrameworkAuthentication(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            new SimCredentials(sim),
            new AuthenticationConfiguration(),
            httpClientFactory: null,
            NullLogger.Instance);
    }

    /// <summary>
    /// The SDK reads metadata over https alone, and the simulator speaks http: the SDK's own reader for this address is put where it would have put
    /// one, with that one demand lifted. The SDK is archived, so the field stays.
    /// </summary>
    private static void AllowHttp(string metadata)
    {
        var field = typeof(JwtTokenExtractor).GetField("_openIdMetadataCache", BindingFlags.Static | BindingFlags.NonPublic)
            ?? throw new MissingFieldException(nameof(JwtTokenExtractor), "_openIdMetadataCache");
        var readers = (ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>>)field.GetValue(null)!;
        readers[metadata] = new(metadata, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(Http) { RequireHttps = false });
    }
}
