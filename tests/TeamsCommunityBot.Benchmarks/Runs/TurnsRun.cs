using System.Globalization;
using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>How many turns a second, and how slow the slowest: ours with everything on against echo bots with everything off.</summary>
internal sealed class TurnsRun(Stand stand, Pace pace, Report report)
{
    private const int Connections = 16;

    public async Task RunAsync(Bot bot)
    {
        Console.Error.WriteLine("turns");
        var ours = bot.OnSqlite("**this bot**, `/community status`, SQLite", Path.Combine(Repository.Scratch("turns"), "community.db"));
        await RegisterAsync(bot, ours);
        var standings = await new Rounds(stand, pace).RunAsync([ours, .. Contestant.Peers, Contestant.BareEcho], Connections);
        report.Add("Turns",
            $"One mention in a channel in, one message through the connector out. {Method(pace)} This bot answers with its status card, Bot Framework's "
                + "token checked and every turn claimed durably; the others echo a text, without authentication and without storage.",
            Table(standings));
    }

    public async Task RunOnAzuriteAsync(Bot bot)
    {
        Console.Error.WriteLine("azurite");
        await using var azurite = await Azurite.StartAsync();
        var ours = bot.OnAzure("**this bot**, `/community status`, Azurite", azurite.Connection);
        await RegisterAsync(bot, ours);
        var standings = await new Rounds(stand, pace).RunAsync([ours, Contestant.BareAzure(azurite.Connection)], Connections);
        report.Add("Turns on Azure Tables (Azurite)",
            $"The same with Azurite beside the connector: it is the limit, so the ratio counts, not the rate. {Method(pace)}", Table(standings));
    }

    private static async Task RegisterAsync(Bot bot, Contestant ours)
    {
        await using var server = ours.Start(Server.FreePort());
        await server.ListeningAsync();
        await bot.RegisterAsync(server.Address);
    }

    private static string Method(Pace pace) =>
        $"Server alone on one core; wrk with {Connections} connections and the connector on the other; {pace.WarmUpSeconds} s warm-up, "
            + $"{pace.MeasuredSeconds} s measured, median (range) of {pace.Rounds} interleaved rounds.";

    private static IReadOnlyList<string[]> Table(IReadOnlyList<Standing> standings) =>
    [
        ["server", "turns/s", "this bot is", "p50 ms", "p99 ms", "answers a turn", "processor µs a turn", "peak memory MiB"],
        .. standings.Select(standing => Row(standing, standings[0])),
    ];

    private static string[] Row(Standing standing, Standing ours) => !standing.Valid
        ? [standing.Contestant.Name, "void", "", "", "", standing.AnswersPerTurn.Show("N3"), "", ""]
        :
        [
            standing.Contestant.Name,
            standing.PerSecond.Show(),
            standing == ours ? "" : Ratio(ours, standing),
            standing.P50.Show("N2"),
            standing.P99.Show("N1"),
            standing.AnswersPerTurn.Median.ToString("N2", CultureInfo.InvariantCulture),
            standing.WorkPerTurn.Show(),
            standing.PeakMiB.Show(),
        ];

    private static string Ratio(Standing ours, Standing peer) =>
        ours.Valid ? string.Create(CultureInfo.InvariantCulture, $"{ours.PerSecond.Median / peer.PerSecond.Median:N2}×") : "void";
}
