using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

/// <summary>Against a stand-in for the token endpoint that App Service gives a machine with a managed identity.</summary>
public sealed class ManagedIdentityTests : IAsyncLifetime
{
    private const string Identity = "0b070000-0000-4000-8000-0000000000aa";
    private const string Issuer = "https://issuer.example/v2.0";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ConcurrentQueue<(string Resource, string ClientId)> _asked = [];
    private WebApplication? _machine;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _machine = builder.Build();
        _machine.Run(AnswerAsync);
        await _machine.StartAsync(Ct);
        // How the platform tells the program; nothing else in these tests reads them.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", $"{_machine.Urls.First()}/msi/token");
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "a-header-for-tests");
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        await _machine!.DisposeAsync();
        _rsa.Dispose();
    }

    [Fact]
    public async Task A_user_assigned_identity_is_the_bot_itself()
    {
        await using var driver = await OutboundDriver.StartAsync(
            new SimOptions { RequireBearer = false }, values => (values["Bot:AppType"], values["Bot:ClientSecret"]) = ("UserAssignedMsi", ""), ct: Ct);

        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));

        Assert.Equal(("https://api.botframework.com", driver.Teams.Options.AppId), Assert.Single(_asked));
        // A token that the simulated Entra did not issue, and no request to it.
        Assert.Equal(SimBearer.Unknown, Assert.Single(driver.Teams.Requests).Bearer);
    }

    [Fact]
    public async Task An_identity_stands_for_the_registration_by_a_federated_credential()
    {
        await using var driver = await OutboundDriver.StartAsync(
            settings: values => (values["Bot:ClientSecret"], values["Bot:ManagedIdentityClientId"]) = ("", Identity), ct: Ct);
        driver.Teams.Entra.Trust(Issuer, Identity, new RsaSecurityKey(_rsa));

        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));

        Assert.Equal(("api://AzureADTokenExchange", Identity), Assert.Single(_asked));
        Assert.Equal(1, driver.Teams.Entra.Issued);
    }

    [Fact]
    public async Task A_machine_that_gives_no_token_is_a_failure_with_a_reason()
    {
        await using var driver = await OutboundDriver.StartAsync(
            settings: values => (values["Bot:ClientSecret"], values["Bot:ManagedIdentityClientId"]) = ("", "0b070000-0000-4000-8000-0000000000ff"), ct: Ct);

        Assert.Equal(SendFailure.Unavailable, Assert.IsType<SendResult.Failed>(await driver.SendAsync(Ct)).Kind);

        Assert.Contains("the managed identity gives none", driver.Logs.All, StringComparison.Ordinal);
        Assert.Empty(driver.Teams.Requests);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var query = QueryHelpers.ParseQuery(http.Request.QueryString.Value);
        var (resource, clientId) = (query["resource"].ToString(), query["client_id"].ToString());
        if (clientId.EndsWith("ff", StringComparison.Ordinal) || http.Request.Headers["X-IDENTITY-HEADER"] != "a-header-for-tests")
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync("""{"statusCode":400,"message":"No User Assigned or Delegated Managed Identity found"}""", Ct);
            return;
        }
        _asked.Enqueue((resource, clientId));
        var until = TimeProvider.System.GetUtcNow().AddHours(24);
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = resource,
            Expires = until.UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = clientId },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa), SecurityAlgorithms.RsaSha256),
        });
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(
            new JsonObject
            {
                ["access_token"] = token,
                ["expires_on"] = $"{until.ToUnixTimeSeconds()}",
                ["resource"] = resource,
                ["token_type"] = "Bearer"
            }.ToJsonString(), Ct);
    }
}
