namespace TeamsCommunityBot.Domain;

/// <summary>How many colleagues a community wants; pure.</summary>
public sealed partial record Community
{
    public const int LeastStaffCap = 1;
    public const int MostStaffCap = 10;
    private const int UsualStaffCap = 3;

    /// <summary>Up to so many colleagues it works by itself; beyond, each should know what they do. Rows from before have none: three.</summary>
    public int StaffCap { get => field == 0 ? UsualStaffCap : field; init; }

    /// <summary>What the monthly look at its colleagues saw last; null before the first.</summary>
    public StaffSeen? StaffSeen { get; init; }
}

/// <summary>The colleagues of a community, and which of them has neither a role nor a contribution that they confirmed.</summary>
/// <param name="Cap">From so many colleagues on each should know what they do.</param>
/// <param name="Colleagues">Guests, people of other organisations and observers are not counted.</param>
/// <param name="Unclear">Those of them for whom it is not clear, by name.</param>
public sealed record Staffing(int Cap, int Colleagues, IReadOnlyList<Person> Unclear)
{
    /// <summary>More colleagues than work by themselves, and not everybody knows what they do.</summary>
    public bool AsksAttention => IsLarge && Unclear.Count > 0;

    public bool IsLarge => Colleagues > Cap;

    /// <param name="members">Everybody of the organisation in the channel; the bot is not one of them.</param>
    /// <param name="observers">The ids of those who only look on: a lawful thing to do, and nobody's burden.</param>
    public static Staffing Of(Community community, IEnumerable<Person> members, IReadOnlySet<string> observers, IReadOnlyList<Contribution> contributions,
        DateTimeOffset now)
    {
        var today = community.Today(now);
        var said = contributions.ToLookup(contribution => contribution.Who.Id);
        var counted = members.Where(person => community.HeldBy(person.Id).Count > 0 || !observers.Contains(person.Id)).ToList();
        var unclear = counted.Where(person =>
            community.HeldBy(person.Id) is { Count: 0 } none
                && Contribution.StateOf(said[person.Id].FirstOrDefault(), none, now, today) != ContributionState.Confirmed);
        return new(community.StaffCap, counted.Count, [.. unclear.OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)]);
    }
}

/// <summary>Somebody who looks on: not counted, and nothing is expected of them.</summary>
/// <param name="By">Who made them one; they themself may undo it.</param>
public sealed record Observer(Person Who, Person By, DateTimeOffset At);
