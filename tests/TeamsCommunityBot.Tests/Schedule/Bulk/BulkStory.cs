using System.Globalization;
using TeamsCommunityBot.Simulator;

namespace TeamsCommunityBot.Tests.Schedule.Bulk;

/// <summary>Processes that send one bulk sweep to a simulated Teams, whatever is done to them, and a count of what arrived.</summary>
internal sealed class BulkStory : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-bulk-");
    private readonly Dictionary<string, string?> _settings;

    private readonly FaultRule _requests;

    private BulkStory(SimTeams sim, int posts, FaultRule requests, Dictionary<string, string?> settings) =>
        (Sim, Posts, _requests, _settings) = (sim, posts, requests, settings);

    public SimTeams Sim { get; }

    /// <summary>How many there are to be sent.</summary>
    public int Posts { get; }

    public int Arrived => Sim.Posts().Count;

    /// <summary>How often the bot asked the connector to post, whatever became of it.</summary>
    public long Requests => _requests.Hits;

    /// <summary>The tenants' ids.</summary>
    public IReadOnlyList<string> Tenants { get; private set; } = [];

    /// <summary>What the store was asked, and how often, by the processes that ended by themselves.</summary>
    public IReadOnlyDictionary<string, long> Operations => _folder.EnumerateFiles("operations.*").SelectMany(file => File.ReadLines(file.FullName))
        .Select(line => line.Split('\t')).GroupBy(parts => parts[0])
            .ToDictionary(kind => kind.Key, kind => kind.Sum(parts => long.Parse(parts[1], CultureInfo.InvariantCulture)));

    /// <param name="storage">Settings of the store and others; empty: an SQLite file of its own.</param>
    /// <param name="inOwnTenant">In the bot's own tenant, so that channels can be read back.</param>
    /// <param name="latency">How long the connector takes to answer a post; it takes effect before.</param>
    public static async Task<BulkStory> StartAsync(int posts, IReadOnlyDictionary<string, string?> storage, TimeSpan latency, CancellationToken ct,
        int tenants = 1, SimOptions? options = null, bool inOwnTenant = false)
    {
        var sim = await SimTeams.StartAsync(options, ct);
        var requests = sim.Faults.Always(Fault.Delay(latency), new FaultScope(SimOperation.CreateConversation));
        var settings = new Dictionary<string, string?>(sim.Settings())
        {
            ["Schedule:Spread"] = "00:00:00",
            ["Schedule:Lease"] = "00:00:03",
            ["Schedule:Tick"] = "00:00:01",
            ["Logging:LogLevel:Default"] = "Error"
        };
        var story = new BulkStory(sim, posts * tenants, requests, settings);
        settings["Storage:Sqlite"] = Path.Combine(story._folder.FullName, "community.db");
        foreach (var (key, value) in storage) settings[key] = value;
        story.Tenants = BulkTargets.Write(story._folder.FullName, sim, tenants, posts, inOwnTenant);
        await BulkTargets.PlanAsync(settings, story.Tenants, "slot", ct);
        return story;
    }

    /// <summary>Settings with which channels are read back, from some moments after a process took over.</summary>
    public static IReadOnlyDictionary<string, string?> ReadBack { get; } = new Dictionary<string, string?>
    {
        ["Graph:Level"] = "1",
        ["Schedule:ReadBackAfter"] = "00:00:01"
    };

    /// <param name="more">Variables of this process alone.</param>
    public SweeperProcess Run(params (string Name, string? Value)[] more) => SweeperProcess.Start(_folder.FullName,
        new Dictionary<string, string?>([.. _settings, .. more.Select(one => KeyValuePair.Create(one.Name, one.Value))]));

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
