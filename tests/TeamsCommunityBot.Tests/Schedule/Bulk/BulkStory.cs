using TeamsCommunityBot.Simulator;

namespace TeamsCommunityBot.Tests.Schedule.Bulk;

/// <summary>Processes that send one bulk sweep to a simulated Teams, whatever is done to them, and a count of what arrived.</summary>
internal sealed class BulkStory : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-bulk-");
    private readonly Dictionary<string, string?> _settings;

    private BulkStory(SimTeams sim, int posts, Dictionary<string, string?> settings) => (Sim, Posts, _settings) = (sim, posts, settings);

    public SimTeams Sim { get; }

    /// <summary>How many there are to be sent.</summary>
    public int Posts { get; }

    public int Arrived => Sim.Posts().Count;

    private string Targets => Path.Combine(_folder.FullName, "targets.tsv");

    /// <param name="storage">Settings of the store; empty: an SQLite file of its own.</param>
    /// <param name="latency">How long the connector takes to answer a post; it takes effect before.</param>
    public static async Task<BulkStory> StartAsync(int posts, IReadOnlyDictionary<string, string?> storage, TimeSpan latency, CancellationToken ct, int tenants = 1)
    {
        var sim = await SimTeams.StartAsync(ct: ct);
        sim.Faults.Always(Fault.Delay(latency), new FaultScope(SimOperation.CreateConversation));
        var settings = new Dictionary<string, string?>(sim.Settings()) { ["Schedule:Spread"] = "00:00:00", ["Schedule:Lease"] = "00:00:03", ["Schedule:Tick"] = "00:00:01", ["Logging:LogLevel:Default"] = "Error" };
        var story = new BulkStory(sim, posts * tenants, settings);
        settings["Storage:Sqlite"] = Path.Combine(story._folder.FullName, "community.db");
        foreach (var (key, value) in storage) settings[key] = value;
        await BulkTargets.PlanAsync(settings, BulkTargets.Write(story.Targets, sim, tenants, posts), "slot", ct);
        return story;
    }

    public SweeperProcess Run() => SweeperProcess.Start(Targets, _settings);

    /// <summary>Waits until so many posts have arrived, doubles included.</summary>
    public async Task ArrivedAsync(int count, CancellationToken ct)
    {
        while (Arrived < count) await Task.Delay(Glance, TimeProvider.System, ct);
    }

    /// <summary>Waits until every post has arrived at least once.</summary>
    public async Task AllArrivedAsync(CancellationToken ct)
    {
        while (Missing() > 0) await Task.Delay(Glance * 5, TimeProvider.System, ct);
    }

    public int Missing() => Posts - Distinct();

    public int Doubles() => Arrived - Distinct();

    public async ValueTask DisposeAsync()
    {
        await Sim.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private int Distinct() => Sim.Posts().Select(post => post.Conversation.Id).Distinct().Count();
}
