using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class EntraTests
{
    [Fact]
    public async Task The_connector_demands_a_token_that_is_current_and_meant_for_it()
    {
        var clock = new FakeTimeProvider();
        await using var sim = await SimTeams.StartAsync(new SimOptions { Clock = clock }, TestContext.Current.CancellationToken);
        using var client = new SimClient(sim);
        using var forGraph = await new SimClient(sim, "https://graph.microsoft.com/.default").SignInAsync();
        var id = sim.Sample.Channel.Id;

        await client.PostAsync(id, "no token");
        client.Token = "made-up";
        await client.PostAsync(id, "made up");
        await forGraph.PostAsync(id, "for Graph");
        await client.SignInAsync();
        await client.PostAsync(id, "good");
        clock.Advance(TimeSpan.FromMinutes(60));
        await client.PostAsync(id, "old");
        await client.SignInAsync();
        sim.Entra.RevokeAll();
        await client.PostAsync(id, "revoked");

        var calls = sim.Requests.ToConnector.ToList();
        Assert.Equal([401, 401, 401, 201, 401, 401], calls.Select(call => call.Status));
        Assert.Equal(
            [SimBearer.None, SimBearer.Unknown, SimBearer.WrongAudience, SimBearer.Valid, SimBearer.Expired, SimBearer.Unknown],
            calls.Select(call => call.Bearer));
        Assert.Equal(["good"], sim.Posts().Select(post => post.Text));
        Assert.Equal(3, sim.Entra.Issued);
    }

    [Fact]
    public async Task A_wrong_secret_or_tenant_gets_no_token()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new SimClient(sim);

        Assert.Equal((401, "invalid_client"), await client.TokenAsync(secret: "wrong") is var a ? (a.Status, a.Json!["error"]!.ToString()) : default);
        Assert.Equal((400, "unauthorized_client"),
            await client.TokenAsync(tenant: sim.Sample.Stranger.Tenant.Id) is var b ? (b.Status, b.Json!["error"]!.ToString()) : default);
        Assert.Equal((400, "invalid_request"), await client.TokenAsync(tenant: "nobody") is var c ? (c.Status, c.Json!["error"]!.ToString()) : default);
        Assert.DoesNotContain(sim.Requests, request => request.BodyText.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_stands_for_the_secret()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=community.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(sim.Clock.GetUtcNow().AddDays(-1), sim.Clock.GetUtcNow().AddDays(1));
        using var client = new SimClient(sim);
        var audience = $"{sim.BaseUrl}{sim.Sample.Tenant.Id}/oauth2/v2.0/token";
        string Assertion(string aud) => Sign(new X509SecurityKey(certificate), sim.Options.AppId, sim.Options.AppId, aud, sim.Clock);

        var unknown = await AskAsync(client, sim, Assertion(audience));
        sim.Entra.Trust(certificate);
        var known = await AskAsync(client, sim, Assertion(audience));
        var elsewhere = await AskAsync(client, sim, Assertion("https://elsewhere.example"));

        Assert.Equal((401, 200, 401), (unknown, known, elsewhere));
    }

    [Fact]
    public async Task Another_identity_stands_for_the_registration_once_it_is_trusted()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa);
        using var client = new SimClient(sim);
        sim.Entra.Trust("https://identity.example", "the-identity", key);
        string Assertion(string subject) => Sign(key, "https://identity.example", subject, "api://AzureADTokenExchange", sim.Clock);

        Assert.Equal((200, 401), (await AskAsync(client, sim, Assertion("the-identity")), await AskAsync(client, sim, Assertion("another"))));
    }

    private static async Task<int> AskAsync(SimClient client, SimTeams sim, string assertion) => (await client.AskForTokenAsync(sim.Sample.Tenant.Id, new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = sim.Options.AppId,
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion,
        ["scope"] = "https://api.botframework.com/.default",
    })).Status;

    private static string Sign(SecurityKey key, string issuer, string subject, string audience, TimeProvider clock) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = new Dictionary<string, object> { ["sub"] = subject },
            NotBefore = clock.GetUtcNow().UtcDateTime,
            Expires = clock.GetUtcNow().AddMinutes(5).UtcDateTime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
}
