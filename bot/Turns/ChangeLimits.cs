namespace TeamsCommunityBot.Turns;

/// <summary>
/// How often something may be changed within a minute, by one person and in one team: a broken client or somebody's script must not fill the store or
/// the channel. Kept in this process: with several, each allows as much, which still is no flood, and a count in the store would cost as much as
/// what it saves.
/// </summary>
public sealed class ChangeLimits(TimeProvider time)
{
    /// <summary>Changes in one team (outside teams: in one conversation) within <see cref="Window"/>.</summary>
    public const int PerTeam = 60;

    /// <summary>Registrations by one person within <see cref="Window"/>.</summary>
    public const int RegistrationsPerPerson = 10;

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Names that are counted at once; with the most that one holds some megabytes. Full means that it begins anew.</summary>
    private const int MostNames = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _counted = [];

    /// <summary>How many names are counted now.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _counted.Count;
        }
    }

    /// <summary>Whether a turn would go over a limit now: the most that is allowed, or null when it may go on.</summary>
    public int? Exceeded(Turn turn, Route route)
    {
        lock (_lock) return LimitsOf(turn, route).Where(limit => Taken(limit.Name) >= limit.Most).Select(limit => (int?)limit.Most).FirstOrDefault();
    }

    /// <summary>Counts a turn that may go on; else the limit that it would go over, and nothing is counted.</summary>
    public int? Take(Turn turn, Route route)
    {
        lock (_lock)
        {
            if (Exceeded(turn, route) is { } most) return most;
            foreach (var (name, _) in LimitsOf(turn, route)) Add(name);
            return null;
        }
    }

    /// <summary>Whether this is the first time within the window that a conversation must be told; the bot does not flood it either.</summary>
    public bool IsNews(Turn turn)
    {
        var name = $"told|{turn.TenantId}|{turn.Conversation.Id}";
        lock (_lock)
        {
            if (Taken(name) > 0) return false;
            Add(name);
            return true;
        }
    }

    private static IEnumerable<(string Name, int Most)> LimitsOf(Turn turn, Route route)
    {
        if (!route.Changes) yield break;
        if (route.MostPerPerson is { } most) yield return ($"person|{turn.TenantId}|{turn.From.Id}|{route.Trigger}", most);
        yield return ($"team|{turn.TenantId}|{turn.Conversation.TeamId ?? turn.Conversation.Id}", PerTeam);
    }

    private int Taken(string name)
    {
        if (!_counted.TryGetValue(name, out var times)) return 0;
        DropOld(times);
        return times.Count;
    }

    private void Add(string name)
    {
        if (!_counted.TryGetValue(name, out var times))
        {
            if (_counted.Count >= MostNames) MakeRoom();
            _counted[name] = times = new();
        }
        times.Enqueue(time.GetUtcNow());
    }

    private void MakeRoom()
    {
        foreach (var name in _counted.Keys.Where(name => Taken(name) == 0).ToList()) _counted.Remove(name);
        if (_counted.Count >= MostNames) _counted.Clear();
    }

    private void DropOld(Queue<DateTimeOffset> times)
    {
        var since = time.GetUtcNow() - Window;
        while (times.TryPeek(out var oldest) && oldest <= since) times.Dequeue();
    }
}
