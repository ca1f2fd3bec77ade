using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

/// <summary>The tokens judged by IdentityModel, with nothing but the published metadata.</summary>
public sealed class InboundTokenTests
{
    [Fact]
    public async Task A_valid_token_is_valid_and_every_forged_one_is_not()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var parameters = await ParametersAsync(sim);

        Assert.True((await ValidateAsync(sim.Tokens.Valid(), parameters)).IsValid);
        Assert.True((await ValidateAsync(sim.Tokens.Make(header: h => h["alg"] = "RS512"), parameters)).IsValid);
        // Left to the bot: IdentityModel accepts an audience among others and ignores what crit names.
        string[] leftToTheBot = ["several audiences", "critical header nobody knows"];
        var accepted = new List<string>();
        foreach (var (name, token) in sim.Tokens.Forged(new Uri("http://127.0.0.1:1/")))
            if ((await ValidateAsync(token, parameters)).IsValid)
                accepted.Add(name);
        Assert.Equal([], accepted.Except(leftToTheBot));
    }

    [Fact]
    public async Task Each_forgery_is_wrong_in_one_thing_only()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var lax = await ParametersAsync(sim);
        (lax.ValidateIssuer, lax.ValidateAudience, lax.ValidateLifetime, lax.RequireExpirationTime) = (false, false, false, false);
        string[] wrongInAClaim =
            ["expired", "not yet valid", "no expiry", "another issuer", "no issuer", "another bot", "several audiences", "empty audience", "no audience"];

        foreach (var (name, token) in sim.Tokens.Forged(new Uri("http://127.0.0.1:1/")).Where(forged => wrongInAClaim.Contains(forged.Name)))
            Assert.True((await ValidateAsync(token, lax)).IsValid, name);
    }

    [Fact]
    public async Task Keys_are_published_rotated_withdrawn_and_endorsed()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var first = sim.Keys.Current;
        var before = sim.Tokens.Valid();
        var second = sim.Keys.Rotate();
        sim.Keys.Endorse(first, ["webchat"]);

        var keys = await KeysAsync(sim);
        Assert.Equal([first.Kid, second.Kid], keys.Select(key => key!["kid"]!.ToString()));
        Assert.Equal(["""["webchat"]""", """["msteams"]"""], keys.Select(key => key!["endorsements"]!.ToJsonString()));
        Assert.NotEqual(before, sim.Tokens.Valid());
        sim.Keys.Withdraw(first);
        sim.Keys.Endorse(second, null);
        var left = Assert.Single(await KeysAsync(sim));
        Assert.Equal((second.Kid, false), (left!["kid"]!.ToString(), left.AsObject().ContainsKey("endorsements")));
        Assert.False((await ValidateAsync(before, await ParametersAsync(sim))).IsValid);
        Assert.Equal(3, sim.Keys.Fetches);
    }

    private static async Task<JsonArray> KeysAsync(SimTeams sim)
    {
        using var client = new SimClient(sim);
        return (await client.GetAsync("v1/.well-known/keys")).Json!["keys"]!.AsArray();
    }

    private static Task<TokenValidationResult> ValidateAsync(string token, TokenValidationParameters parameters) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, parameters);

    private static async Task<TokenValidationParameters> ParametersAsync(SimTeams sim)
    {
        using var http = new HttpClient();
        var metadata = await new ConfigurationManager<OpenIdConnectConfiguration>(
            sim.Settings()["Bot:OpenIdMetadata"],
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = false }).GetConfigurationAsync(TestContext.Current.CancellationToken);
        return new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = sim.Options.AppId,
            IssuerSigningKeys = metadata.SigningKeys,
            ValidAlgorithms = ["RS256", "RS384", "RS512"],
        };
    }
}
