using System.Diagnostics;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class ProgramTests
{
    [Fact]
    public async Task Started_by_hand_it_tells_the_settings_and_delivers_what_is_typed()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bot = await SimTeams.StartAsync(new SimOptions { RequireBearer = false }, ct);
        var endpoint = new Uri(bot.BaseUrl, SimClient.Activities(bot.Sample.Channel.Id));
        var program = Path.Combine(AppContext.BaseDirectory, "TeamsCommunityBot.Simulator.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--port", "0", "--bot", endpoint.AbsoluteUri])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteLineAsync("install\nbram: help\npress Opslaan\n/community status\nquit".AsMemory(), ct);
        var printed = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);

        Assert.Equal(0, process.ExitCode);
        foreach (var key in bot.Settings().Keys)
            Assert.Contains(key.Replace(":", "__", StringComparison.Ordinal) + "=", printed, StringComparison.Ordinal);
        Assert.Contains("There is no card to press on.", printed, StringComparison.Ordinal);
        Assert.Equal(["installationUpdate", "conversationUpdate", "message", "message"], bot.Posts().Select(post => post.Activity["type"]!.ToString()));
        Assert.Equal(["Bram Testman", "Anna Voorbeeld"], bot.Posts().Skip(2).Select(post => post.Activity["from"]!["name"]!.ToString()));
        Assert.EndsWith("/community status\n", bot.Posts()[^1].Text, StringComparison.Ordinal);
    }
}
