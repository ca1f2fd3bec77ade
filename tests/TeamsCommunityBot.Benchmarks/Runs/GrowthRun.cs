using System.Globalization;
using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>Whether the status of an old community costs more than that of a young one.</summary>
internal sealed class GrowthRun(Stand stand, Pace pace, Report report)
{
    /// <summary>A year, and some centuries, of weekly rows.</summary>
    private static readonly int[] Histories = [52, 20_000];

    public async Task RunAsync(Bot bot)
    {
        Console.Error.WriteLine("growth");
        var folder = Repository.Scratch("growth");
        var contestants = new List<Contestant>();
        foreach (var rows in Histories)
            contestants.Add(await PrepareAsync(bot, Path.Combine(folder, $"{rows}.db"), rows));
        var standings = await new Rounds(stand, pace).RunAsync(contestants, connections: 1);
        report.Add("Growth", "The status of a community with that much history beside it, one request at a time.",
        [
            ["history rows", "p50 ms", "ratio", "turns/s"],
            .. standings.Select(standing => standing.Valid
                ? new[] { standing.Contestant.Name, standing.P50.Show("N3"),
                    (standing.P50.Median / standings[0].P50.Median).ToString("N2", CultureInfo.InvariantCulture), standing.PerSecond.Show() }
                : [standing.Contestant.Name, "void", "", ""]),
        ]);
    }

    private static async Task<Contestant> PrepareAsync(Bot bot, string file, int rows)
    {
        var contestant = bot.OnSqlite(rows.ToString("N0", CultureInfo.InvariantCulture), file);
        await using (var server = contestant.Start(Server.FreePort()))
        {
            await server.ListeningAsync();
            await bot.RegisterAsync(server.Address);
        }
        await Seed.HistoryAsync(file, rows);
        return contestant;
    }
}
