using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Benchmarks.Harness;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>What a look at the due index costs with much and with little registered, when nothing is due.</summary>
internal sealed class DueScanRun(bool isQuick, Report report)
{
#pragma warning disable RS0030 // The seed is fixed, so that a run can be repeated.
    private static readonly Random Random = new(4711);
#pragma warning restore RS0030

    private const int Looks = 300;
    private const int AtOnce = 1_000;

    public async Task RunAsync()
    {
        List<string[]> rows = [["registered", "a look takes ms", "ratio"]];
        var few = 0.0;
        foreach (var registered in new[] { 1_000, isQuick ? 20_000 : 1_000_000 })
        {
            Console.Error.WriteLine($"sweeps: due index, {registered}");
            var figures = new Figures(await MeasureAsync(registered));
            if (few == 0) few = figures.Median;
            rows.Add([$"{registered:N0}", figures.Median.ToString("N3", CultureInfo.InvariantCulture),
                (figures.Median / few).ToString("N2", CultureInfo.InvariantCulture)]);
        }
        report.Add("The due index", $"Each tenant has one line, due in the coming weeks; nothing is due now. Median of {Looks} looks; SQLite.", rows);
    }

    private static async Task<IReadOnlyList<double>> MeasureAsync(int registered)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Storage:Sqlite"] = Path.Combine(Repository.Scratch($"due-{registered}"), "community.db") }).Build();
        await using var services = new ServiceCollection().AddStorage(settings).BuildServiceProvider();
        var clock = TimeProvider.System;
        var (table, options) = (services.GetRequiredService<ITable>(), Options.Create(new ScheduleOptions()));
        var index = new DueIndex(table, clock, options, NullLogger<DueIndex>.Instance);
        var agenda = new Agenda(table, index, clock, options, new DueSignal(clock));
        var begin = clock.GetUtcNow().AddHours(1);
        foreach (var numbers in Enumerable.Range(1, registered).Chunk(AtOnce))
            await Task.WhenAll(numbers.Select(number => agenda.PlanAsync(new($"tenant-{number}", "bulk", "slot", begin.AddSeconds(number)), default).AsTask()));

        var looks = new List<double>(Looks);
        for (var look = 0; look < Looks; look++)
        {
            var began = clock.GetTimestamp();
            for (var shard = 0; shard < DueIndex.Shards; shard++)
                if ((await index.ClaimAsync(shard, DueIndex.MostClaimed, Random, default)).Count > 0)
                    throw new BenchmarkException("Something was due that should not be.");
            looks.Add(clock.GetElapsedTime(began).TotalMilliseconds);
        }
        return looks;
    }
}
