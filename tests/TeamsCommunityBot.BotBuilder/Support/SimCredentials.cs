using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;
using TeamsCommunityBot.Simulator;

namespace TeamsCommunityBot.BotBuilder.Support;

/// <summary>
/// The bot's registration as the SDK asks for it. The SDK's own credentials stand on a library that refuses an authority on http, so the form is
/// posted here; whom the token is for and where it goes is the SDK's doing.
/// </summary>
internal sealed class SimCredentials(SimTeams sim) : ServiceClientCredentialsFactory
{
    /// <summary>To the letter, as the SDK's own <c>PasswordServiceClientCredentialFactory</c> compares.</summary>
    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == sim.Options.AppId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceClientCredentials>(new Bearer(sim, audience));

    private sealed class Bearer(SimTeams sim, string audience) : ServiceClientCredentials
    {
        private static readonly HttpClient Http = new();

        public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = sim.Options.AppId,
                ["client_secret"] = sim.Options.ClientSecret,
                ["scope"] = $"{audience}/.default",
            });
            using var answer = await Http.PostAsync(new Uri(sim.BaseUrl, $"{sim.Sample.Tenant.Id}/oauth2/v2.0/token"), form, cancellationToken);
            var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!["access_token"]!.ToString();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }
}
