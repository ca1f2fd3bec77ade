using System.Globalization;
using TeamsCommunityBot.Benchmarks.Harness;
using TeamsCommunityBot.Tests.Schedule.Bulk;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>
/// Real processes that send a thousand posts while they are killed, stopped and frozen at moments of chance; what was lost and what came twice.
/// </summary>
internal sealed class ChaosRun(Pace pace, Report report, bool onlyReadBack)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(250);

    /// <summary>What is done to a process that sends.</summary>
    private static readonly Deed[] Deeds =
    [
        new("kill -9", 50, static (process, _) => process.KillAsync(default)),
        new("kill -9, channels read back", 50, static (process, _) => process.KillAsync(default), IsReadBack: true),
        new("SIGTERM", 20, static (process, _) => process.StopAsync(default)),
        new("SIGSTOP until another took over", 5, FreezeAsync),
    ];

    private sealed record Deed(string Name, int Times, Func<SweeperProcess, BulkStory, Task> Do, bool IsReadBack = false);

    /// <summary>So many posts for each time, so that every process gets to send and something is left for the last.</summary>
    private const int PostsEach = 20;

    /// <param name="onlyReadBack">Leaves out what does not read channels back.</param>
    public static async Task<int> RunAsync(Pace pace, bool onlyReadBack = false)
    {
        await Prerequisites.InstallPeersAsync();
        var report = new Report(TimeProvider.System);
        await new ChaosRun(pace, report, onlyReadBack).RunAsync();
        await report.WriteAsync();
        return 0;
    }

    private async Task RunAsync()
    {
        List<string[]> rows = [["store", "deed", "times", "posts", "lost", "twice", "twice a deed", "longest end"]];
        await using var azurite = await Azurite.StartAsync();
        // Beside each other: most of the time is waiting for a lease to end.
        foreach (var store in await Task.WhenAll(RunAsync("SQLite", _ => []), RunAsync("Azurite", number => Tables(azurite, number)))) rows.AddRange(store);
        report.Add(
            "Chaos",
            $"A process sends posts of one tenant at 50 a second to a connector that answers after {Latency.TotalMilliseconds:N0} ms, and at moments of "
                + "chance something is done to it; the next one goes on. The lease is 3 seconds. What a crash left in doubt is sent again, or looked for "
                + "in its channel through Graph first.",
            rows);
    }

    private async Task<List<string[]>> RunAsync(string store, Func<int, Dictionary<string, string?>> storage)
    {
#pragma warning disable RS0030 // The seed is fixed, so that a run can be repeated.
        var random = new Random(4711);
#pragma warning restore RS0030
        List<string[]> rows = [];
        foreach (var (number, deed) in Deeds.Index().Where(deed => deed.Item.IsReadBack || !onlyReadBack))
            rows.Add(await RunAsync(store, pace.Rounds == 1 ? deed with { Times = Math.Min(deed.Times, 3) } : deed, storage(number), random));
        return rows;
    }

    private static async Task<string[]> RunAsync(string store, Deed what, Dictionary<string, string?> storage, Random random)
    {
        var (name, times, deed, isReadBack) = what;
        Console.Error.WriteLine($"chaos: {name} on {store}");
        var settings = isReadBack ? storage.Concat(BulkStory.ReadBack).ToDictionary() : storage;
        await using var story = await BulkStory.StartAsync(times * PostsEach, settings, Latency, default, inOwnTenant: isReadBack);
        var longest = TimeSpan.Zero;
        for (var time = 0; time < times && story.Missing() > 0; time++)
        {
            using var process = story.Run();
            var until = Math.Min(story.Posts, story.Arrived + random.Next(1, 2 * PostsEach));
            while (story.Arrived < until && story.Missing() > 0) await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 30)), TimeProvider.System);
            var began = TimeProvider.System.GetTimestamp();
            await deed(process, story);
            if (TimeProvider.System.GetElapsedTime(began) is var took && took > longest) longest = took;
        }
        using (var last = story.Run())
        {
            await story.AllArrivedAsync(default);
            await last.StopAsync(default);
        }
        return [store, name, $"{times}", $"{story.Posts:N0}", $"{story.Missing()}", $"{story.Doubles()}",
            ((double)story.Doubles() / times).ToString("N1", CultureInfo.InvariantCulture), $"{longest.TotalSeconds:N1} s"];
    }

    private static Dictionary<string, string?> Tables(Azurite azurite, int number) => new()
    {
        ["Storage:ConnectionString"] = azurite.Connection,
        ["Storage:Table"] = $"Chaos{number}",
    };

    /// <summary>It stands still until another has the tenant and sends; then it wakes up and knows nothing of it.</summary>
    private static async Task FreezeAsync(SweeperProcess process, BulkStory story)
    {
        await process.FreezeAsync(default);
        using (var other = story.Run())
        {
            var sent = story.Arrived + 5;
            while (story.Arrived < sent && story.Missing() > 0) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            await process.ThawAsync(default);
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            await other.StopAsync(default);
        }
        await process.StopAsync(default);
    }
}
