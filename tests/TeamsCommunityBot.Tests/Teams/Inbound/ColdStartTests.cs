using System.Net;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

/// <summary>Without keys nobody is let in; when they can be had, everybody is.</summary>
public sealed class ColdStartTests
{
    public static TheoryData<string> Troubles =>
        ["500", "404", "no JSON", "empty object", "no keys", "null keys", "rubbish key", "key without endorsements", "no jwks_uri", "keys over http",
            "redirect", "keys 500", "huge"];

    private static (Fault Fault, SimOperation Where) Trouble(string name, Uri elsewhere) => name switch
    {
        "500" => (Fault.Error(500), SimOperation.OpenIdMetadata),
        "404" => (Fault.Error(404), SimOperation.OpenIdMetadata),
        "no JSON" => (Fault.Body(200, "<html>"), SimOperation.OpenIdMetadata),
        "empty object" => (Fault.Body(200, "{}"), SimOperation.OpenIdMetadata),
        "no jwks_uri" => (Fault.Body(200, """{"issuer":"https://api.botframework.com"}"""), SimOperation.OpenIdMetadata),
        "keys over http" => (Fault.Body(200, """{"jwks_uri":"http://keys.example/keys"}"""), SimOperation.OpenIdMetadata),
        "redirect" => (Fault.Redirect(elsewhere), SimOperation.OpenIdMetadata),
        "no keys" => (Fault.Body(200, """{"keys":[]}"""), SimOperation.Keys),
        "null keys" => (Fault.Body(200, """{"keys":null}"""), SimOperation.Keys),
        "rubbish key" => (Fault.Body(200, """{"keys":[{"kty":7}, 5]}"""), SimOperation.Keys),
        "key without endorsements" => (Fault.Body(200, """{"keys":[{"kty":"EC","kid":"x"}]}"""), SimOperation.Keys),
        "keys 500" => (Fault.Error(500), SimOperation.Keys),
        "huge" => (Fault.HugeBody(4 << 20), SimOperation.Keys),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    [Theory, MemberData(nameof(Troubles))]
    public async Task Without_good_keys_the_answer_is_503_until_there_are(string trouble)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var elsewhere = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        // The warm-up has read good keys by now, so they are made too old to serve.
        await using var host = await InboundHost.StartAsync(sim: new SimOptions { Clock = clock });
        while (host.Get<SigningKeys>().InForce is null) await Task.Yield();
        clock.Advance(TimeSpan.FromDays(6));
        var (fault, where) = Trouble(trouble, new Uri(elsewhere.BaseUrl, "v1/.well-known/openidconfiguration"));
        using (host.Sim.Faults.Always(fault, new FaultScope(where)))
        {
            var answer = await host.DeliverAsync(host.Message());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.DeliverAsync(host.Message(), "rubbish")).Status);
        }

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, (await host.DeliverAsync(host.Message())).Status);
        Assert.Equal(0, elsewhere.Keys.MetadataFetches);
    }

    [Fact]
    public async Task Metadata_that_is_away_at_the_very_start_does_not_stop_it()
    {
        await using var elsewhere = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string?>(elsewhere.Settings()) { ["Bot:OpenIdMetadata"] = "http://127.0.0.1:1/" };
        await using var host = await InboundHost.StartAsync(settings);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.DeliverAsync(host.Message())).Status);
        Assert.Empty(host.Turns);
    }
}
