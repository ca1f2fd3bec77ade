using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>The Graph client is forty megabytes: whoever does not ask Graph anything does not pay for it, neither at the start nor later.</summary>
public sealed class GraphLoadingTests
{
    private const string Client = "Microsoft.Graph.dll";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData("0", false), InlineData("2", true)]
    public async Task The_Graph_client_is_loaded_with_the_first_question_only(string level, bool isLoadedAfterwards)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        var folder = Directory.CreateTempSubdirectory("community-bot-");
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        var settings = new Dictionary<string, string?>(sim.Settings())
        {
            ["Storage:Sqlite"] = Path.Combine(folder.FullName, "community.db"),
            ["Graph:Level"] = level
        };
        using (var bot = await ProductionProcess.StartAsync(settings, Ct))
        {
            await sim.DeliverAsync(bot.Endpoint, sim.Activities.Message(sim.Sample.Channel, sim.Sample.Anna, "status"), Ct);
            Assert.NotEmpty(sim.Posts(sim.Sample.Channel));
            var loaded = await bot.LoadedAsync(Ct);
            Assert.Contains("TeamsCommunityBot.dll", loaded);
            Assert.DoesNotContain(Client, loaded);

            await sim.DeliverAsync(bot.Endpoint, sim.Activities.Message(sim.Sample.Channel, sim.Sample.Anna, "doctor"), Ct);
            Assert.Equal(isLoadedAfterwards, (await bot.LoadedAsync(Ct)).Contains(Client));
            await bot.KillAsync(Ct);
        }
        folder.Delete(recursive: true);
    }
}
