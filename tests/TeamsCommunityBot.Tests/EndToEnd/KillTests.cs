using System.Net;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>What was acknowledged is kept, whatever happens to the process between two requests; on both stores, with the real program.</summary>
public sealed class KillTests(Azurite azurite) : IAsyncLifetime
{
    private const int Rounds = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-bot-");
    private SimTeams _sim = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _sim = await SimTeams.StartAsync(ct: Ct);

    public async ValueTask DisposeAsync()
    {
        await _sim.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("Azurite")]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_done_twice(string store)
    {
        var settings = await SettingsAsync(store);
        var channels = Enumerable.Range(1, Rounds).Select(number => _sim.Org.AddChannel(_sim.Sample.Team, $"Kanaal {number}")).ToArray();

        for (var round = 0; round < Rounds; round++)
        {
            var (channel, anna) = (channels[round], _sim.Sample.Anna);
            var form = await DeliverAndKillAsync(settings, _sim.Activities.Message(channel, anna, "register"), channel);
            var press = _sim.Activities.Press(form, anna, "community.register",
                new Dictionary<string, string> { ["Name"] = $"Lezers {round}", ["StartDate"] = "2026-09-01", ["Language"] = "nl" });
            await DeliverAndKillAsync(settings, press, channel);

            using var bot = await ProductionProcess.StartAsync(settings, Ct);
            // Teams did not hear the answer and sends the press again: the community is there once, and unchanged.
            await DeliverAsync(bot, press);
            for (var earlier = 0; earlier <= round; earlier++)
            {
                var said = _sim.Activities.Message(channels[earlier], anna, "status");
                await DeliverAsync(bot, said);
                var posts = _sim.Posts(channels[earlier]).Count;
                await DeliverAsync(bot, said);
                Assert.Equal(posts, _sim.Posts(channels[earlier]).Count);
                Assert.Contains($"Lezers {earlier}", _sim.Posts(channels[earlier])[^1].Card!.Words(), StringComparison.Ordinal);
            }
            await bot.KillAsync(Ct);
        }
    }

    private async Task<SimPost> DeliverAndKillAsync(IReadOnlyDictionary<string, string?> settings, JsonObject activity, SimChannel channel)
    {
        using var bot = await ProductionProcess.StartAsync(settings, Ct);
        await DeliverAsync(bot, activity);
        await bot.KillAsync(Ct);
        return _sim.Posts(channel)[^1];
    }

    private async Task DeliverAsync(ProductionProcess bot, JsonObject activity) =>
        Assert.Equal(HttpStatusCode.OK, (await _sim.DeliverAsync(bot.Endpoint, activity, Ct)).Status);

    private async Task<IReadOnlyDictionary<string, string?>> SettingsAsync(string store) => new Dictionary<string, string?>(_sim.Settings())
    {
        ["Storage:Sqlite"] = Path.Combine(_folder.FullName, "community.db"),
        ["Storage:ConnectionString"] = store == "Azurite" ? await azurite.ConnectionStringAsync() : null,
        ["Storage:Table"] = "Kill",
    };
}
