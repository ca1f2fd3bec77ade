using System.Globalization;
using System.Runtime;
using TeamsCommunityBot.Benchmarks.Harness;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Schedule.Bulk;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>
/// What the bot sends of its own accord, by the real program in processes of its own: how near the allowed pace it comes, whether one tenant keeps others
/// waiting, and what it costs.
/// </summary>
internal sealed class SweepsRun(Pace pace, Report report)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(80);
    private static readonly Dictionary<string, string?> AsDeployed = new() { ["Schedule:Lease"] = "00:01:00", ["Schedule:Tick"] = "00:00:15" };

    /// <summary>What the connector allocates in a sweep is far less, in bytes.</summary>
    private const long MostOfConnector = 2_000_000_000;

    private bool IsQuick => pace.Rounds == 1;

    /// <param name="only">One of the parts; null for all.</param>
    public static async Task<int> RunAsync(Pace pace, string? only = null)
    {
        var report = new Report(TimeProvider.System);
        var run = new SweepsRun(pace, report);
        (string Name, Func<Task> Do)[] parts =
            [("pace", run.PaceAsync), ("noisy", run.NoisyAsync), ("memory", run.MemoryAsync), ("processes", run.ProcessesAsync),
                ("due", new DueScanRun(run.IsQuick, report).RunAsync)];
        if (only is not null && parts.All(part => part.Name != only))
            throw new BenchmarkException($"There is no part '{only}'; there are: {string.Join(", ", parts.Select(part => part.Name))}.");
        await Prerequisites.InstallPeersAsync();
        foreach (var part in parts.Where(part => only is null || part.Name == only)) await part.Do();
        await report.WriteAsync();
        return 0;
    }

    /// <summary>How near the pace that Teams allows, how many requests too many, and what it costs in the store.</summary>
    private async Task PaceAsync()
    {
        List<string[]> rows = [["posts", "tenants", "posts/s", "of what is allowed", "answered 429", "lost", "twice", "store operations a post"]];
        // The first is not counted: it warms the connector, which is part of the scales.
        await SweepAsync(tenants: 20, posts: 20);
        foreach (var (tenants, posts) in IsQuick ? new[] { (1, 200) } : [(1, 1_000), (10, 1_000)]) rows.Add(await SweepAsync(tenants, posts));
        report.Add("Sweeps", $"A connector that holds Teams' published limits and answers after {Latency.TotalMilliseconds:N0} ms; SQLite. Each tenant may "
            + "have 50 requests a second.", rows);
    }

    private static async Task<string[]> SweepAsync(int tenants, int posts)
    {
        Console.Error.WriteLine($"sweeps: pace, {tenants} x {posts}");
        await using var story = await BulkStory.StartAsync(posts, AsDeployed, Latency, default, tenants, new SimOptions { RecordAtMost = 100 });
        // A connector that stands still for a collection sees fifty requests in less than a second that took longer to leave.
        if (!GC.TryStartNoGCRegion(MostOfConnector)) throw new BenchmarkException("There is not enough memory for a connector that must not stand still.");
        using var process = story.Run();
        await FinishedAsync(story);
        if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
            throw new BenchmarkException("The connector stood still meanwhile, so the figures say nothing.");
        GC.EndNoGCRegion();
        await process.StopAsync(default);
        var rate = Rate(story);
        return [$"{story.Posts:N0}", $"{tenants}", $"{rate:N1}", (rate / (50 * tenants)).ToString("P1", CultureInfo.InvariantCulture),
            $"{story.Sim.Limits.Refused}", $"{story.Missing()}", $"{story.Doubles()}", $"{story.Operations.Values.Sum() / (double)story.Posts:N4}"];
    }

    /// <summary>
    /// When the other tenants are done, with and without one that Teams keeps telling to wait. The connector is so slow that the two cores are not what
    /// everybody waits for: else one tenant less to send for would make the others faster.
    /// </summary>
    private async Task NoisyAsync()
    {
        var (tenants, posts) = IsQuick ? (10, 50) : (100, 200);
        var latency = TimeSpan.FromSeconds(2);
        List<double> quiet = [], beside = [];
        for (var round = 0; round < (IsQuick ? 1 : 3); round++)
        {
            quiet.Add(await OthersAsync(tenants, posts, latency, isNoisy: false));
            beside.Add(await OthersAsync(tenants, posts, latency, isNoisy: true));
        }
        List<string[]> rows = [["the hundredth tenant", "the others done after s", "ratio"], Row("sends like the others", quiet),
            Row("is answered 429 for a minute", beside)];
        report.Add("A noisy neighbour", $"{tenants} tenants with {posts} posts each; a connector that answers after {latency.TotalSeconds:N0} s; SQLite. "
            + $"Median (range) of {quiet.Count} interleaved rounds.", rows);

        string[] Row(string name, List<double> seconds) => [name, new Figures(seconds).Show("N2"),
            (new Figures(seconds).Median / new Figures(quiet).Median).ToString("N3", CultureInfo.InvariantCulture)];
    }

    /// <summary>The seconds from the first post to the last in all tenants but the first.</summary>
    private static async Task<double> OthersAsync(int tenants, int posts, TimeSpan latency, bool isNoisy)
    {
        Console.Error.WriteLine($"sweeps: {(isNoisy ? "one noisy tenant" : "no noisy tenant")}");
        await using var story = await BulkStory.StartAsync(posts, AsDeployed, latency, default, tenants, new SimOptions { RecordAtMost = 100 });
        if (isNoisy) story.Sim.Faults.Before(Fault.Error(429, "Throttled", "2"), new FaultScope(SimOperation.CreateConversation, Tenant: story.Tenants[0]),
            TimeSpan.FromSeconds(60));
        using var process = story.Run();
        while (OthersMissing(story) > 0) await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var all = story.Sim.Posts().Where(post => post.Conversation.Tenant.Id != story.Tenants[0]).Select(post => post.At).ToList();
        return (all.Max() - all.Min()).TotalSeconds;
    }

    private async Task MemoryAsync()
    {
        List<string[]> rows = [["posts", "peak memory MiB", "posts/s"]];
        foreach (var tenants in IsQuick ? new[] { 10, 50 } : [10, 100, 1_000])
        {
            Console.Error.WriteLine($"sweeps: memory, {tenants} x 100");
            await using var story = await BulkStory.StartAsync(100, AsDeployed, TimeSpan.FromMilliseconds(5), default, tenants,
                new SimOptions { Limits = false, Record = false });
            var began = TimeProvider.System.GetTimestamp();
            using var process = story.Run();
            while (story.Requests < story.Posts) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            rows.Add([$"{story.Posts:N0}", $"{Machine.PeakMemory(process.Id) / 1048576.0:N0}", $"{story.Posts / seconds:N0}"]);
        }
        report.Add("Memory", "Tenants with a hundred posts each, a connector without limits; SQLite. The rate includes the start of the process.", rows);
    }

    /// <summary>
    /// First with processes so small that four of them are not too much for the store, then as they are deployed, where one of them is enough for all that it
    /// can do.
    /// </summary>
    private async Task ProcessesAsync()
    {
        var (tenants, posts) = IsQuick ? (20, 20) : (400, 25);
        List<string[]> rows = [["processes", "tenants at once in each", "posts/s", "ratio", "operations/s of the store", "lost", "twice"]];
        await using var azurite = await Azurite.StartAsync();
        var alone = 0.0;
        foreach (var (atOnce, count) in new[] { (1, 1), (1, 4), (64, 1), (64, 4) })
        {
            Console.Error.WriteLine($"sweeps: {count} processes, {atOnce} tenants at once");
            var settings = new Dictionary<string, string?>(AsDeployed)
            {
                ["Storage:ConnectionString"] = azurite.Connection,
                ["Storage:Table"] = $"Sweeps{atOnce}x{count}",
                ["Schedule:Tenants"] = $"{atOnce}",
            };
            await using var story = await BulkStory.StartAsync(posts, settings, TimeSpan.FromMilliseconds(100), default, tenants,
                new SimOptions { Limits = false });
            var processes = Enumerable.Range(0, count).Select(_ => story.Run()).ToList();
            await FinishedAsync(story);
            await Task.WhenAll(processes.Select(process => process.StopAsync(default)));
            foreach (var process in processes) process.Dispose();
            var rate = Rate(story);
            if (count == 1) alone = rate;
            var operations = story.Operations.Values.Sum() * rate / story.Posts;
            rows.Add([$"{count}", $"{atOnce}", $"{rate:N0}", $"{rate / alone:N2}", $"{operations:N0}", $"{story.Missing()}", $"{story.Doubles()}"]);
        }
        report.Add("Several processes", $"{tenants} tenants with {posts} posts each on one Azurite, a connector without limits that answers after 100 ms; "
            + "all on the same cores, Azurite and the connector too.", rows);
    }

    private static async Task FinishedAsync(BulkStory story)
    {
        while (story.Requests < story.Posts || story.Missing() > 0) await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        // What came last is written down.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
    }

    private static int OthersMissing(BulkStory story) =>
        story.Posts - (story.Posts / story.Tenants.Count) - story.Sim.Posts().Where(post => post.Conversation.Tenant.Id != story.Tenants[0])
            .Select(post => post.Conversation.Id).Distinct().Count();

    private static double Rate(BulkStory story)
    {
        var at = story.Sim.Posts().Select(post => post.At).ToList();
        return at.Count / (at.Max() - at.Min()).TotalSeconds;
    }
}
