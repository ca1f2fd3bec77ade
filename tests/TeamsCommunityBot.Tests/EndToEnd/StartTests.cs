using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>What keeps the program from starting, and what it does while somebody waits: a sentence, and never a stack trace.</summary>
public sealed partial class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("community-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_taken_port_is_one_sentence_that_names_it(string environment)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await SaysWhyAsync(environment, $"The bot does not start: port {port} is taken by another program", $"--urls=http://127.0.0.1:{port}");
    }

    [Theory]
    [InlineData("Development", "--Playground:Port=70000", "The bot does not start: Playground:Port must lie between 0 and 65535.")]
    [InlineData("Development", "--Playground:Port=abc", "The bot does not start: the setting Playground:Port cannot be read as a whole number.")]
    [InlineData("Development", "--Pages:Address=ftp://x", "The bot does not start: Pages:Address is not an https address")]
    [InlineData("Development", "--urls=http://0.0.0.0:0", "The bot does not start: Bot:AppId is empty, so nobody is authenticated")]
    [InlineData("Development", "--urls=nonsense", "The bot does not start: the setting urls is no address")]
    [InlineData("Production", "--Schedule:Tick=soon", "The bot does not start: the setting Schedule:Tick cannot be read as a time such as 00:00:30.")]
    [InlineData("Production", "--Bot:AppId=", "The bot does not start: Bot:AppId is empty")]
    [InlineData("Production", "--Bot:TenantId=x", "The bot does not start: Bot:TenantId is not a GUID")]
    public async Task A_setting_that_is_wrong_is_one_sentence_that_names_it(string environment, string setting, string sentence) =>
        await SaysWhyAsync(environment, sentence, setting);

    [Fact]
    public async Task While_the_Playground_is_not_there_yet_it_is_said_every_few_seconds()
    {
        await using var bot = BotProcess.Start(_folder, path: await NpxAsync("sleep 300"), []);

        await bot.SaysAsync(Waiting());

        Assert.DoesNotContain("   at ", bot.Output, StringComparison.Ordinal);
        Assert.Equal(0, await bot.StopAsync());
    }

    [Fact]
    public async Task A_Playground_that_was_ended_from_outside_is_one_sentence_and_the_bot_runs_on()
    {
        await using var bot = BotProcess.Start(_folder, path: await NpxAsync("kill -KILL $$"), []);

        await bot.SaysAsync(Ended());
        using var http = new HttpClient { BaseAddress = await bot.AddressAsync() };

        Assert.Equal("live", await http.GetStringAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Single(bot.Output.Split('\n'), line => line.Contains("The Playground ended", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", bot.Output, StringComparison.Ordinal);
        Assert.Equal(0, await bot.StopAsync());
    }

    [Fact]
    public async Task What_the_Playground_died_of_is_named_and_not_the_end_of_its_trace()
    {
        await using var bot = BotProcess.Start(_folder,
            path: await NpxAsync("echo 'npm error code ENOTFOUND' >&2; echo '    at Object.x (y.js:1)' >&2; exit 1"), []);

        await bot.SaysAsync(Ended());

        Assert.Contains("The Playground ended (npm error code ENOTFOUND).", bot.Output, StringComparison.Ordinal);
    }

    private async Task SaysWhyAsync(string environment, string sentence, string setting)
    {
        string[] registered = environment == "Production"
            ? ["--Bot:AppId=11111111-1111-4111-8111-111111111111", "--Bot:TenantId=22222222-2222-4222-8222-222222222222", "--Bot:ClientSecret=no-secret-at-all"]
            : [];
        await using var bot = BotProcess.StartIn(environment, _folder, [.. registered, setting]);

        Assert.NotEqual(0, await bot.EndedAsync());
        Assert.Single(bot.Output.Split('\n'), line => line.StartsWith(sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", bot.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", bot.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", bot.Output, StringComparison.Ordinal);
    }

    /// <summary>A PATH on which npx does this, and nothing else that node needs.</summary>
    private async Task<string> NpxAsync(string does)
    {
        var tool = Path.Combine(_folder, "npx");
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\n{does}\n", TestContext.Current.CancellationToken);
        using var chmod = Process.Start("chmod", ["+x", tool]);
        await chmod.WaitForExitAsync(TestContext.Current.CancellationToken);
        return $"{_folder}:/usr/bin:/bin";
    }

    [GeneratedRegex(@"Waiting for the Playground: \d+ seconds so far\.")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"The Playground ended \([^)]+\)\.")]
    private static partial Regex Ended();
}
