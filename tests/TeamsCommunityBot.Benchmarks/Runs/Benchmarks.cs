using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>The command: prepares, runs what was asked for, reports.</summary>
internal static class Benchmarks
{
    private static readonly string[] All = ["turns", "azurite", "operations", "coldstart", "growth", "fairness", "reconcile", "text"];

    public static async Task<int> RunAsync(string wanted, Pace pace)
    {
        if (wanted != "all" && !All.Contains(wanted))
            throw new BenchmarkException($"There is no run '{wanted}'; there are: all, {string.Join(", ", All)}.");
        Directory.CreateDirectory(Repository.Artifacts);
        if (wanted == "reconcile") return await ReconcileAsync();
        if (wanted == "text") return await TextAsync();
        Prerequisites.Check();
        Directory.CreateDirectory(Path.Combine(Repository.Artifacts, "benchmarks"));
        await Prerequisites.InstallPeersAsync();
        var program = await Prerequisites.PublishBotAsync();

        var report = new Report(TimeProvider.System);
        await using var stand = await Stand.StartAsync();
        var bot = new Bot(stand, program);
        foreach (var run in All.Where(run => wanted == "all" || run == wanted))
            await RunAsync(run, bot, stand, pace, report);
        await report.WriteAsync();
        return 0;
    }

    /// <summary>Needs no published bot, no peers and no load generator.</summary>
    private static async Task<int> ReconcileAsync()
    {
        var report = new Report(TimeProvider.System);
        await new ReconcileRun(report).RunAsync();
        await report.WriteAsync();
        return 0;
    }

    /// <summary>As above.</summary>
    private static async Task<int> TextAsync()
    {
        var report = new Report(TimeProvider.System);
        new TextRun(report).Run();
        await report.WriteAsync();
        return 0;
    }

    private static Task RunAsync(string run, Bot bot, Stand stand, Pace pace, Report report) => run switch
    {
        "turns" => new TurnsRun(stand, pace, report).RunAsync(bot),
        "azurite" => new TurnsRun(stand, pace, report).RunOnAzuriteAsync(bot),
        "operations" => new OperationsRun(stand, report).RunAsync(bot),
        "coldstart" => new ColdStartRun(stand, pace, report).RunAsync(bot),
        "fairness" => new FairnessRun(stand, pace, report).RunAsync(bot),
        "reconcile" => new ReconcileRun(report).RunAsync(),
        "text" => Task.Run(new TextRun(report).Run),
        _ => new GrowthRun(stand, pace, report).RunAsync(bot),
    };
}
