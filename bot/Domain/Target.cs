namespace TeamsCommunityBot.Domain;

/// <summary>What a target counts. Stored: the words never change.</summary>
public enum TargetMetric
{
    /// <summary>Residents who belong to the community, counted by hand. Never the roster of the team: those are colleagues.</summary>
    Members,

    /// <summary>Activities of which somebody told how many came.</summary>
    Activities,

    /// <summary>How many came to them together; whoever comes twice counts twice.</summary>
    Participants,
    Partners,

    /// <summary>Something that the community named itself.</summary>
    Own,
}

/// <summary>A result that was agreed: so many by a day. Residents are counted, never listed.</summary>
public sealed record Target
{
    /// <summary>The longest name of what a community counts itself, and the longest reason, in graphemes.</summary>
    public const int NameLimit = 60;
    public const int ReasonLimit = 200;

    /// <summary>No community of a library is larger; a number beyond it is a slip of the finger.</summary>
    public const decimal Most = 1_000_000;

    /// <summary>A number of a community's own may have so many decimals; people and activities are whole.</summary>
    public const int Decimals = 2;

    /// <summary>A deadline is at most so many years ahead.</summary>
    public const int MostYears = 5;

    /// <summary>What was counted by hand says nothing any more after so many days.</summary>
    public const int DaysFresh = 92;

    /// <summary>Whoever changed it may take that back for so long, unless something else happened since.</summary>
    public static TimeSpan UndoTime { get; } = TimeSpan.FromHours(24);

    public required string Id { get; init; }

    public required TargetMetric Metric { get; init; }

    /// <summary>What is counted, in the plural and in the community's own words; empty unless the metric is its own.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>How many there were on the day on which it was set.</summary>
    public required decimal Baseline { get; init; }

    /// <summary>How many there must be; more than <see cref="Baseline"/>.</summary>
    public required decimal Number { get; init; }

    /// <summary>The day on which it was set: what is logged from then on counts.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day by which it must be reached; that day still counts.</summary>
    public required DateOnly Deadline { get; init; }

    /// <summary>Who looks after it; nobody once they left or were erased.</summary>
    public Person? Owner { get; init; }

    /// <summary>How many there are.</summary>
    public required decimal Value { get; init; }

    /// <summary>When they were counted; by the log, when that last changed the number.</summary>
    public required DateOnly CountedOn { get; init; }

    /// <summary>Counts the changes; stands on cards, so that an old card is known as old.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>As it was before its last change; of that one nothing earlier is kept here.</summary>
    public Target? Before { get; init; }

    public Person? ChangedBy { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Let go; it waits for an undo.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Whether the number comes from what was logged, and nobody counts by hand.</summary>
    public bool IsLogged => Metric is TargetMetric.Activities or TargetMetric.Participants;

    /// <summary>Whether its last change was a count, which everybody may make and take back.</summary>
    public bool WasJustCounted => Before is { } before && before with { Value = Value, CountedOn = CountedOn, Revision = Revision }
        == this with { Before = null, ChangedBy = null, ChangedAt = null };

    /// <summary>How many there should be on a day, on a straight line from where it began.</summary>
    /// <param name="start">The community's first day: before it nobody expects anything.</param>
    public decimal ExpectedOn(DateOnly day, DateOnly start)
    {
        var begin = start > From && start < Deadline ? start : From;
        if (day <= begin) return Baseline;
        if (day >= Deadline) return Number;
        var line = Baseline + ((Number - Baseline) * (day.DayNumber - begin.DayNumber) / (Deadline.DayNumber - begin.DayNumber));
        // Nobody is behind by a part of a person.
        return decimal.IsInteger(Baseline) && decimal.IsInteger(Number) ? Math.Floor(line) : Math.Round(line, Decimals, MidpointRounding.ToZero);
    }

    /// <summary>How it stands on a day. What was counted by hand is held against the line of the day on which it was counted.</summary>
    /// <inheritdoc cref="ExpectedOn"/>
    public TargetPace PaceOn(DateOnly today, DateOnly start)
    {
        var day = IsLogged ? today : CountedOn;
        var expected = ExpectedOn(day, start);
        return new(StateOn(today, expected), expected, day);
    }

    /// <summary>What the clock needs to know: no words of people, and nobody.</summary>
    internal Target Outline() => this with { Id = "", Name = "", Owner = null, Revision = 1, Before = null, ChangedBy = null, ChangedAt = null };

    /// <summary>Whether somebody may take back what they changed last.</summary>
    internal bool MayUndo(Person person, DateTimeOffset now) => person.Is(ChangedBy) && now - ChangedAt < UndoTime;

    internal Target Changed(Target after, Person by, DateTimeOffset at) => after with
    {
        Revision = Revision + 1,
        Before = this with { Before = null, ChangedBy = null, ChangedAt = null },
        ChangedBy = by,
        ChangedAt = at,
    };

    /// <summary>The same without an owner who is gone.</summary>
    internal Target Left(string personId) => Owner?.Id == personId || Before?.Owner?.Id == personId
        ? this with { Owner = Owner?.Id == personId ? null : Owner, Before = Before?.Left(personId) } : this;

    /// <summary>The same without a trace of a person.</summary>
    internal Target Forget(string personId) =>
        Left(personId) is var left && left.ChangedBy?.Id == personId ? left with { ChangedBy = Person.Bot } : left;

    private TargetState StateOn(DateOnly today, decimal expected)
    {
        if (Value >= Number) return TargetState.Reached;
        if (today > Deadline) return TargetState.Missed;
        if (!IsLogged && today > CountedOn.AddDays(DaysFresh)) return TargetState.Stale;
        if (Value >= expected) return TargetState.OnPace;
        return 2 * (Value - Baseline) >= expected - Baseline ? TargetState.SlightlyBehind : TargetState.Behind;
    }
}

/// <summary>How a target stands against a straight line.</summary>
public enum TargetState
{
    Reached,
    OnPace,

    /// <summary>At least half of what the line asks was done.</summary>
    SlightlyBehind,
    Behind,

    /// <summary>The day has passed.</summary>
    Missed,

    /// <summary>It was last counted too long ago to say anything.</summary>
    Stale,
}

/// <param name="Expected">How many the line asks on <paramref name="Day"/>.</param>
public readonly record struct TargetPace(TargetState State, decimal Expected, DateOnly Day)
{
    public bool IsBehind => State is TargetState.SlightlyBehind or TargetState.Behind;
}

/// <summary>The targets of a community; equal when they say the same.</summary>
/// <param name="All">In the order in which they were set, those that were let go among them.</param>
public sealed record TargetList(IReadOnlyList<Target> All)
{
    public static TargetList None { get; } = new([]);

    /// <summary>Those that hold.</summary>
    public IReadOnlyList<Target> Open => [.. All.Where(target => !target.IsRemoved)];

    public bool Equals(TargetList? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;

    /// <summary>The list itself where nothing changes.</summary>
    internal TargetList Select(Func<Target, Target> change) => new TargetList([.. All.Select(change)]) is var after && after == this ? this : after;

    internal TargetList Without(string id) => new([.. All.Where(target => target.Id != id)]);

    /// <summary>What was let go and cannot come back any more goes with the next change.</summary>
    internal TargetList With(Target target, DateTimeOffset now) => new(
    [
        .. All.Where(other => other.Id == target.Id || !other.IsRemoved || now - other.ChangedAt < Target.UndoTime)
            .Select(other => other.Id == target.Id ? target : other),
        .. All.Any(other => other.Id == target.Id) ? [] : new[] { target },
    ]);
}

/// <summary>Why a community begins without a target.</summary>
/// <param name="By">Who said so; nobody once they were erased.</param>
public sealed record NoTarget(string Reason, Person By, DateTimeOffset At);
