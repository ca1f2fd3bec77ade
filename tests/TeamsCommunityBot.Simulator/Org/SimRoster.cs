namespace TeamsCommunityBot.Simulator;

/// <summary>Who is in a team or a conversation, in the order in which they came. Safe to change while the bot reads it.</summary>
public sealed class SimRoster
{
    private readonly Lock _lock = new();
    private readonly List<SimPerson> _people = [];
    private readonly Dictionary<string, SimPerson> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<SimPerson> _owners = [];
    private readonly SimTeam? _team;

    internal SimRoster(SimTeam? team = null) => _team = team;

    public int Count
    {
        get
        {
            lock (_lock)
                return _people.Count;
        }
    }

    public IReadOnlyList<SimPerson> People => Page(0, int.MaxValue);

    public void Add(SimPerson person, bool owner = false)
    {
        lock (_lock)
        {
            if (owner)
                _owners.Add(person);
            if (!_byId.TryAdd(person.Address, person))
                return;
            _byId.Add(person.AadObjectId, person);
            _people.Add(person);
            if (_team is not null)
                person.Teams[_team] = _team;
        }
    }

    public void Add(params ReadOnlySpan<SimPerson> people)
    {
        foreach (var person in people)
            Add(person, owner: false);
    }

    public void Remove(SimPerson person)
    {
        lock (_lock)
        {
            _byId.Remove(person.Address);
            _byId.Remove(person.AadObjectId);
            _people.Remove(person);
            _owners.Remove(person);
            if (_team is not null)
                person.Teams.TryRemove(_team, out _);
        }
    }

    /// <summary>Finds by <c>29:</c> address or Entra object id, as Teams does.</summary>
    public SimPerson? Find(string id)
    {
        lock (_lock)
            return _byId.GetValueOrDefault(id);
    }

    public bool Contains(SimPerson person) => Find(person.Address) is not null;

    public bool IsOwner(SimPerson person)
    {
        lock (_lock)
            return _owners.Contains(person);
    }

    internal IReadOnlyList<SimPerson> Page(int from, int size)
    {
        lock (_lock)
            return from >= _people.Count ? [] : _people.GetRange(from, Math.Min(size, _people.Count - from));
    }
}
