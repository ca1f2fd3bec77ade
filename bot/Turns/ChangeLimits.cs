namespace TeamsCommunityBot.Turns;

/// <summary>
/// How often something may be changed within a minute, by one person and in one team: a broken client or somebody's script must not fill the store or
/// the channel, nor use up what the others may change. Kept in this process: with several, each allows as much, which still is no flood, and a count in the
/// store would cost as much as what it saves.
/// </summary>
public sealed class ChangeLimits(TimeProvider time)
{
    /// <summary>Changes in one team (outside teams: in one conversation) within <see cref="Window"/>.</summary>
    public const int PerTeam = 60;

    /// <summary>
    /// Changes by one person in one team. Fewer where the team has fewer left: nobody takes more than is left for the others, so a script never has all.
    /// </summary>
    public const int PerPerson = 30;

    /// <summary>Cards that one person has posted for everyone in one team, whoever they are.</summary>
    public const int PostsPerPerson = 20;

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

    /// <summary>The limit that a turn would go over now, or null when it may go on.</summary>
    public Limit? Exceeded(Turn turn, Route route)
    {
        lock (_lock) return LimitsOf(turn, route).FirstOrDefault(limit => Taken(limit.Name) >= limit.Most);
    }

    /// <summary>Counts a turn that may go on; else the limit that it would go over, and nothing is counted.</summary>
    public Limit? Take(Turn turn, Route route)
    {
        lock (_lock)
        {
            if (Exceeded(turn, route) is { } limit) return limit;
            foreach (var (_, name, _) in LimitsOf(turn, route)) Add(name);
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

    private IEnumerable<Limit> LimitsOf(Turn turn, Route route)
    {
        var (who, team) = ($"{turn.TenantId}|{turn.From.Id}", $"{turn.TenantId}|{turn.Conversation.TeamId ?? turn.Conversation.Id}");
        if (route.Posts) yield return new(LimitKind.Posts, $"posts|{who}|{team}", PostsPerPerson);
        if (!route.Changes) yield break;
        if (route.MostPerPerson is { } most) yield return new(LimitKind.This, $"person|{who}|{route.Trigger}", most);
        var changes = new Limit(LimitKind.Team, $"team|{team}", PerTeam);
        yield return changes;
        yield return new(LimitKind.Person, $"person|{who}|{team}", Math.Min(PerPerson, PerTeam - Taken(changes.Name)));
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

/// <summary>A limit on changes.</summary>
/// <param name="Most">So many within <see cref="ChangeLimits.Window"/>.</param>
public sealed record Limit(LimitKind Kind, string Name, int Most);

/// <summary>What a limit is on.</summary>
public enum LimitKind
{
    /// <summary>All changes in a team.</summary>
    Team,

    /// <summary>One person's share of these.</summary>
    Person,

    /// <summary>One thing that a person does.</summary>
    This,

    /// <summary>What one person has posted for everyone.</summary>
    Posts,
}
