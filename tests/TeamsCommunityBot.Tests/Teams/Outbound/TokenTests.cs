using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Teams.Outbound.Tokens;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

public sealed class TokenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_carries_the_one_token_that_was_fetched()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => driver.SendAsync(Ct).AsTask()));

        Assert.Equal(1, driver.Teams.Entra.Issued);
        Assert.Equal(1, driver.Count(SimOperation.Token));
        Assert.Equal(50, driver.Teams.Requests.ToConnector.Count(request => request.Bearer == SimBearer.Valid && request.Status == 201));
    }

    [Fact]
    public async Task After_the_start_there_is_nothing_to_wait_for()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var warmUp = driver.Get<IEnumerable<IHostedService>>().OfType<OutboundWarmUp>().Single();

        await warmUp.StartAsync(Ct);
        await warmUp.ExecuteTask!;
        Assert.Equal((1, 1), (driver.Teams.Entra.Issued, driver.Get<WatchedTable>().Keys.Count));

        driver.Teams.Faults.Always(Fault.Error(503), new FaultScope(SimOperation.Token));
        driver.Get<WatchedTable>().IsDown = true;
        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));
        await driver.Get<ICardSigner>().SignAsync(new AdaptiveCard { Lang = "nl", FallbackText = "Kaart.", Body = [] }, "t", "c", Ct);
    }

    [Fact]
    public async Task A_start_without_issuer_and_store_goes_on()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(500), new FaultScope(SimOperation.Token));
        driver.Get<WatchedTable>().IsDown = true;
        var warmUp = driver.Get<IEnumerable<IHostedService>>().OfType<OutboundWarmUp>().Single();

        await warmUp.StartAsync(Ct);
        await warmUp.ExecuteTask!;

        Assert.Equal([LogLevel.Warning, LogLevel.Error], driver.Logs.Lines.Select(line => line.Level).Order());
    }

    [Fact]
    public async Task A_refused_token_is_replaced_and_the_message_arrives_once()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        await driver.SendAsync(Ct);
        for (var round = 2; round <= 4; round++)
        {
            driver.Teams.Entra.RevokeAll();
            Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));
            Assert.Equal(round, driver.Teams.Entra.Issued);
        }

        Assert.Equal(4, driver.Teams.Posts().Count);
        Assert.Equal(7, driver.Count(SimOperation.Send));
    }

    [Fact]
    public async Task A_connector_that_refuses_every_token_does_not_make_us_fetch_more_and_more()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(401, "BotNotRegistered"), new FaultScope(SimOperation.Send));

        for (var i = 0; i < 10; i++)
            Assert.Equal(new SendResult.Failed(SendFailure.Unauthorised, "BotNotRegistered", Status: 401), await driver.SendAsync(Ct));

        Assert.Equal(2, driver.Teams.Entra.Issued);
        driver.Time.Advance(TimeSpan.FromMinutes(1));
        await driver.SendAsync(Ct);
        Assert.Equal(3, driver.Teams.Entra.Issued);
    }

    [Fact]
    public async Task A_token_is_renewed_ahead_beside_the_work_and_never_used_in_its_last_five_minutes()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        await driver.SendAsync(Ct);
        driver.Time.Advance(TimeSpan.FromMinutes(44));
        await driver.SendAsync(Ct);
        Assert.Equal(1, driver.Count(SimOperation.Token));

        // Sixteen minutes before it expires, the issuer is down: the old token serves on.
        driver.Time.Advance(TimeSpan.FromMinutes(2));
        driver.Teams.Faults.Always(Fault.Error(500), new FaultScope(SimOperation.Token));
        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));
        while (!driver.Logs.All.Contains("No token", StringComparison.Ordinal)) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);

        driver.Teams.Faults.Clear();
        driver.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));
        Assert.Equal(2, driver.Teams.Entra.Issued);
    }

    [Fact]
    public async Task A_short_life_is_used_by_halves()
    {
        await using var driver = await OutboundDriver.StartAsync(new SimOptions { TokenLifetime = TimeSpan.FromMinutes(4) }, ct: Ct);
        await driver.SendAsync(Ct);
        driver.Time.Advance(TimeSpan.FromSeconds(50));
        await driver.SendAsync(Ct);
        Assert.Equal(1, driver.Teams.Entra.Issued);

        driver.Time.Advance(TimeSpan.FromSeconds(75));
        await driver.SendAsync(Ct);
        Assert.Equal(2, driver.Teams.Entra.Issued);
    }

    [Fact]
    public async Task Without_a_token_nothing_leaves_and_the_issuer_is_left_alone_as_long_as_it_asks()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(429, retryAfter: "40"), new FaultScope(SimOperation.Token));

        var first = Assert.IsType<SendResult.Failed>(await driver.SendAsync(Ct));
        var second = Assert.IsType<SendResult.Failed>(await driver.SendAsync(Ct));

        Assert.Equal((SendFailure.Unavailable, TimeSpan.FromSeconds(40)), (first.Kind, first.RetryAfter));
        Assert.Equal((SendFailure.Unavailable, TimeSpan.FromSeconds(40)), (second.Kind, second.RetryAfter));
        Assert.Equal((1, 0), (driver.Count(SimOperation.Token), driver.Count(SimOperation.Send)));
        driver.Teams.Faults.Clear();
        driver.Time.Advance(TimeSpan.FromSeconds(41));
        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));
    }

    [Fact]
    public async Task An_issuer_that_stumbles_is_asked_again_at_once()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(2, Fault.Error(503), new FaultScope(SimOperation.Token));

        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"access_token\":\"\",\"expires_in\":3600}")]
    [InlineData("{\"access_token\":\"a b\\r\\nX: 1\",\"expires_in\":3600}")]
    [InlineData("{\"access_token\":7}")]
    [InlineData("not json")]
    public async Task An_answer_without_a_usable_token_is_a_failure(string body)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Body(200, body), new FaultScope(SimOperation.Token));

        Assert.Equal(SendFailure.Unavailable, Assert.IsType<SendResult.Failed>(await driver.SendAsync(Ct)).Kind);
        Assert.Equal(0, driver.Count(SimOperation.Send));
    }

    [Fact]
    public async Task A_wrong_secret_is_logged_without_the_secret()
    {
        const string wrong = "a-wrong-secret-for-tests";
        await using var driver = await OutboundDriver.StartAsync(settings: values => values["Bot:ClientSecret"] = wrong, ct: Ct);

        Assert.Equal(SendFailure.Unavailable, Assert.IsType<SendResult.Failed>(await driver.SendAsync(Ct)).Kind);

        Assert.Contains(driver.Logs.Lines, line => line.Level == LogLevel.Error && line.Line.Contains("status 401", StringComparison.Ordinal));
        Assert.DoesNotContain(wrong, driver.Logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_log_line_holds_a_token_an_id_or_a_text()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(1, Fault.Error(401), new FaultScope(SimOperation.Send));
        await driver.SendAsync(Ct);
        driver.Teams.Faults.Always(Fault.Error(500), new FaultScope(SimOperation.Send));
        await driver.SendAsync(Ct);
        var token = (await driver.Get<BotTokens>().GetAsync(Ct)).Token!;

        Assert.DoesNotContain(token.Header.Parameter!, driver.Logs.All, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Header.Parameter!, $"{token}{new TokenAnswer(token)}", StringComparison.Ordinal);
        Assert.DoesNotContain("Hallo", driver.Logs.All, StringComparison.Ordinal);
        Assert.DoesNotContain("thread.tacv2", driver.Logs.All, StringComparison.Ordinal);
        Assert.DoesNotContain(driver.Teams.Options.ClientSecret, driver.Logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_anonymous_mode_no_token_is_sent_or_asked_for()
    {
        await using var driver = await OutboundDriver.StartAsync(
            new SimOptions { RequireBearer = false }, values => values["Bot:AppId"] = values["Bot:ClientSecret"] = "", ct: Ct);

        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));

        Assert.Equal(SimBearer.None, Assert.Single(driver.Teams.Requests).Bearer);
    }

    [Theory]
    [InlineData("bot.pem")]
    [InlineData("bot.pfx")]
    public async Task A_certificate_proves_the_bot_and_a_renewed_one_needs_no_restart(string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(name);
        using var first = Write(path);
        await using var driver = await OutboundDriver.StartAsync(
            settings: values => (values["Bot:ClientSecret"], values["Bot:CertificatePath"]) = ("", path), ct: Ct);
        driver.Teams.Entra.Trust(first);
        driver.Time.Advance(TimeProvider.System.GetUtcNow() - driver.Time.GetUtcNow());
        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));

        using var second = Write(path);
        driver.Teams.Entra.Trust(second);
        driver.Teams.Entra.RevokeAll();
        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));
        Assert.Equal(2, driver.Teams.Entra.Issued);
        Assert.Contains(driver.Logs.Lines, line => line.Line.Contains("certificate expires", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_a_failure_with_a_reason()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("bot.pem"), "not a certificate", Ct);
        await using var driver = await OutboundDriver.StartAsync(
            settings: values => (values["Bot:ClientSecret"], values["Bot:CertificatePath"]) = ("", folder.File("bot.pem")), ct: Ct);

        Assert.Equal(SendFailure.Unavailable, Assert.IsType<SendResult.Failed>(await driver.SendAsync(Ct)).Kind);

        Assert.Contains("the certificate cannot be used", driver.Logs.All, StringComparison.Ordinal);
    }

    private static X509Certificate2 Write(string path)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=community-bot-test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(10));
        if (path.EndsWith(".pfx", StringComparison.Ordinal)) File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12));
        else File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return certificate;
    }
}
