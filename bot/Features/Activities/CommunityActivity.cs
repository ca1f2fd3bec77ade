using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>Something that a community does or did: planned, or noted afterwards; pure.</summary>
internal sealed record CommunityActivity
{
    /// <summary>The longest title, in graphemes.</summary>
    public const int TitleLimit = 80;

    /// <summary>The longest place, in graphemes.</summary>
    public const int PlaceLimit = 80;

    public const int MostHeads = 9_999;

    /// <summary>So many say beforehand that they come, at most: the row must stay within the store's limit.</summary>
    public const int MostComing = 500;

    /// <summary>An activity lies at most so many years back or ahead.</summary>
    public const int YearsAround = 2;

    /// <summary>A correction can be taken back for so long, unless something else happened since.</summary>
    public static TimeSpan UndoTime { get; } = TimeSpan.FromHours(24);

    /// <summary>Whoever is not asked within so many days after it is not asked at all: it is long forgotten by then.</summary>
    public const int DaysToAsk = 14;

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>When it begins, by the community's own clock; null while nobody said, and in rows from before it was asked.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>Where it is; may be empty.</summary>
    public string Place { get => field ?? ""; init; }

    /// <summary>Who said that they come, by object id: each counts once. Nobody is ever named; forgotten the day after.</summary>
    public IReadOnlyList<string> Coming { get => field ?? []; init; }

    /// <summary>The name under which its calendar file is found, which nobody can guess; empty in rows from before there was one.</summary>
    public string Calendar { get => field ?? ""; init; }

    /// <summary>How many people came; null while nobody told. Never who.</summary>
    public int? Heads { get; init; }

    /// <summary>It was planned and did not take place.</summary>
    public bool IsCalledOff { get; init; }

    /// <summary>Who planned or noted it; nobody once they were erased.</summary>
    public required Person By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Counts the changes; stands on cards, so that an old card is known as old.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>As it was before its last change; of that one nothing earlier is kept.</summary>
    public CommunityActivity? Before { get; init; }

    public Person? ChangedBy { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Taken away; it waits for an undo.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Whether it is worth asking afterwards how many came.</summary>
    public bool AsksHeads => Heads is null && !IsCalledOff && !IsRemoved;

    /// <summary>With other facts. A headcount says that it took place.</summary>
    public CommunityActivity Corrected(CommunityActivity facts, Person by, DateTimeOffset at) => Changed(by, at) with
    {
        Title = facts.Title,
        Day = facts.Day,
        Time = facts.Time,
        Place = facts.Place,
        Heads = facts.Heads,
        IsCalledOff = facts.Heads is null && facts.Day == Day && IsCalledOff,
    };

    /// <summary>Whether somebody may still say that they come, or not after all.</summary>
    public bool IsAheadOn(DateOnly today) => AsksHeads && Day >= today;

    /// <summary>As the status tells of it; null where it is not planned.</summary>
    public PlannedActivity? PlannedOn(DateOnly today) => IsAheadOn(today) ? new(Id, Title, Day, Time, Coming.Count) : null;

    /// <summary>Somebody says that they come, or not after all. It changes nothing that a card depends on.</summary>
    public CommunityActivity WithComing(string personId, bool comes) =>
        comes == Coming.Contains(personId) ? this : this with { Coming = comes ? [.. Coming, personId] : [.. Coming.Where(id => id != personId)] };

    /// <summary>Somebody tells how many came, or (with null) that it did not take place.</summary>
    public CommunityActivity Told(int? heads, Person by, DateTimeOffset at) => Changed(by, at) with { Heads = heads, IsCalledOff = heads is null };

    public CommunityActivity Removed(Person by, DateTimeOffset at) => Changed(by, at) with { IsRemoved = true };

    /// <summary>Whether somebody may take back what they changed last.</summary>
    public bool MayUndo(Person person, int revision, DateTimeOffset now) =>
        Before is not null && Revision == revision && person.Is(ChangedBy) && now - ChangedAt < UndoTime;

    /// <summary>Whether the last change was taken back by somebody already, who presses "undo" on the same card again.</summary>
    /// <param name="revision">The activity's, as the card showed it.</param>
    public bool WasUndone(Person person, int revision) => Before is null && Revision == revision + 1 && person.Is(ChangedBy);

    /// <summary>As it was before the last change.</summary>
    public CommunityActivity Undone(Person by, DateTimeOffset at) =>
        Before! with { Revision = Revision + 1, ChangedBy = by, ChangedAt = at, Coming = Coming };

    /// <summary>When it begins; null where only the day is known.</summary>
    public DateTimeOffset? Begins(Community community) => Time is { } time ? LocalTime.MomentOf(community.TimeZone, Day, time) : null;

    /// <summary>The community's own hour on the day after.</summary>
    public DateTimeOffset DayAfter(Community community) => LocalTime.MomentOf(community.TimeZone, Day.AddDays(1), community.Rhythm.Time);

    /// <summary>
    /// When to ask how many came: at the community's own hour, the day after; when that is paused or quiet, the first day after it that is not. Null
    /// when that is too long after.
    /// </summary>
    public DateTimeOffset? AskAt(Community community, IReadOnlyList<QuietDays> quiet)
    {
        var day = Enumerable.Range(1, DaysToAsk).Select(Day.AddDays).Select(after => (DateOnly?)after)
            .FirstOrDefault(after => community.Rhythm.Pause?.Covers(after!.Value) != true && !quiet.Any(days => days.Covers(after!.Value)));
        return day is { } found ? LocalTime.MomentOf(community.TimeZone, found, community.Rhythm.Time) : null;
    }

    private CommunityActivity Changed(Person by, DateTimeOffset at) => this with
    {
        Revision = Revision + 1,
        Before = this with { Before = null, ChangedBy = null, ChangedAt = null, Coming = [] },
        ChangedBy = by,
        ChangedAt = at,
    };
}
