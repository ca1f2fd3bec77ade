namespace TeamsCommunityBot.Domain;

/// <summary>The eleven recommendations of the method, each as something that can be looked at. In their order.</summary>
public enum CheckKind
{
    /// <summary>Each of the three roles has somebody.</summary>
    Roles,

    /// <summary>Management carries out why the community exists, tied to a goal.</summary>
    Why,

    /// <summary>Everybody with a role said what they contribute.</summary>
    Contributions,

    /// <summary>It was agreed beforehand what must be reached.</summary>
    Targets,

    /// <summary>People develop: workshops and the self-test.</summary>
    Development,

    /// <summary>Not more colleagues than know what they do.</summary>
    Staff,

    /// <summary>What the verbinder and the aanjager need was talked about. A hint, and never a gate.</summary>
    Level,

    /// <summary>The time that was agreed is there.</summary>
    Time,

    /// <summary>The start phase gets its year.</summary>
    Year,

    /// <summary>Motivated people and a flying start.</summary>
    FlyingStart,

    /// <summary>Something happens, and examples come in.</summary>
    Energy,
}

/// <summary>How a check stands. Unknown is no complaint.</summary>
public enum CheckState { Ok, Attention, Unknown }

/// <param name="On">The day of the data; null where it is as of today.</param>
public sealed record Check(CheckKind Kind, CheckState State, DateOnly? On = null);

/// <summary>How many colleagues a community had at the monthly look, and for how many of them it was not clear what they do; never who.</summary>
public sealed record StaffSeen(int Colleagues, int Unclear, DateOnly On);

/// <summary>What the checks look at, and nothing else.</summary>
public sealed record CheckFacts
{
    public required DateOnly Today { get; init; }

    public required IReadOnlyList<SlotState> Roles { get; init; }

    public required WhyState Why { get; init; }

    /// <summary>The day on which the why was last said to hold.</summary>
    public DateOnly? WhyOn { get; init; }

    public bool HasGoal { get; init; }

    public bool HasSponsor { get; init; }

    /// <summary>Somebody was asked to be sponsor and has not answered.</summary>
    public bool IsSponsorAsked { get; init; }

    /// <summary>Somebody with a role did not say in time what they contribute.</summary>
    public bool IsUnclear { get; init; }

    public IReadOnlyList<TargetPace> Targets { get; init; } = [];

    public bool HasReasonForNoTarget { get; init; }

    public Phase Phase { get; init; }

    /// <summary>The first day has come, and there is neither a target nor a reason for none.</summary>
    public bool HoldsForTarget { get; init; }

    public StaffSeen? Staff { get; init; }

    public int StaffCap { get; init; }

    public bool WasLevelDiscussed { get; init; }

    public bool IsTimeShort { get; init; }

    /// <summary>The last month for which somebody answered whether the time was there, by its first day.</summary>
    public DateOnly? TimeMonth { get; init; }

    /// <summary>The flying start is under way.</summary>
    public bool IsStarting { get; init; }

    /// <summary>How many of its steps are left; null for a community from before they were noted.</summary>
    public int? StepsLeft { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>The bot may speak in the channel.</summary>
    public bool MayPost { get; init; }

    public bool HasPlanned { get; init; }

    /// <summary>All that is known of a community on a day.</summary>
    public static CheckFacts Of(Community community, DateOnly today) => new()
    {
        Today = today,
        Roles = [.. community.Roles.All().Select(slot => slot.StateOn(today))],
        Why = community.WhyOn(today),
        WhyOn = community.Purpose.ConfirmedOn,
        HasGoal = community.Purpose.Goal.Length > 0,
        HasSponsor = community.Purpose.Sponsor is { AcceptedAt: not null },
        IsSponsorAsked = community.Purpose.Sponsor is { AcceptedAt: null },
        IsUnclear = community.Roles.All().Any(slot => slot.IsUnclearOn(today)),
        Targets = [.. community.Targets.Open.Select(target => target.PaceOn(today, community.StartDate))],
        HasReasonForNoTarget = community.WithoutTarget is not null,
        Phase = community.PhaseOn(today).Phase,
        HoldsForTarget = community.AwaitsTarget && today >= community.StartDate,
        Staff = community.StaffSeen,
        StaffCap = community.StaffCap,
        WasLevelDiscussed = new[] { Role.Verbinder, Role.Aanjager }.All(community.LevelsDiscussed.Contains),
        IsTimeShort = today <= community.TimeShortUntil,
        TimeMonth = community.TimeSaid.Count > 0 ? community.TimeSaid.Max(said => said.Month) : null,
        IsStarting = community.FlyingStartOn(today) is not null,
        StepsLeft = community.FirstSteps is null ? null : Enum.GetValues<FirstStep>().Count(step => !community.HasTaken(step)),
        IsPaused = community.Rhythm.Pause?.Covers(today) == true,
        MayPost = community.MayPost,
        HasPlanned = community.NextPlanned(today) is not null,
    };
}

/// <summary>The verdicts on the eleven recommendations: the one place that decides, for the status, the weekly message and the milestones. Pure.</summary>
public static class Checks
{
    /// <summary>After so many days the monthly look at colleagues, or the last answer about time, says nothing any more.</summary>
    public const int DaysFresh = 62;

    /// <summary>All eleven, in their order.</summary>
    public static IReadOnlyList<Check> Of(CheckFacts facts) =>
        [.. Enum.GetValues<CheckKind>().Select(kind => new Check(kind, StateOf(kind, facts), DayOf(kind, facts)))];

    public static CheckState StateOf(CheckKind kind, CheckFacts facts) => kind switch
    {
        CheckKind.Roles => RolesOf(facts),
        CheckKind.Why => WhyOf(facts),
        CheckKind.Contributions => ContributionsOf(facts),
        CheckKind.Targets => TargetsOf(facts),
        // Workshops and the self-test are not kept here yet.
        CheckKind.Development => CheckState.Unknown,
        CheckKind.Staff => StaffOf(facts),
        CheckKind.Level => facts.WasLevelDiscussed ? CheckState.Ok : CheckState.Unknown,
        CheckKind.Time => TimeOf(facts),
        CheckKind.Year => YearOf(facts),
        CheckKind.FlyingStart => StartOf(facts),
        _ => EnergyOf(facts),
    };

    private static CheckState RolesOf(CheckFacts facts) =>
        facts.Roles.Any(state => state is SlotState.Open or SlotState.Vacated or SlotState.AtRisk) ? CheckState.Attention
        : facts.Roles.All(state => state == SlotState.Accepted) ? CheckState.Ok
        : CheckState.Unknown;

    private static CheckState WhyOf(CheckFacts facts) => facts switch
    {
        { Why: not WhyState.Fresh } or { HasGoal: false } or { HasSponsor: false, IsSponsorAsked: false } => CheckState.Attention,
        { HasSponsor: true } => CheckState.Ok,
        _ => CheckState.Unknown,
    };

    private static CheckState ContributionsOf(CheckFacts facts) =>
        facts.IsUnclear ? CheckState.Attention
        : facts.Roles.Any(state => state is SlotState.Accepted or SlotState.AtRisk) ? CheckState.Ok
        : CheckState.Unknown;

    /// <summary>In the start phase it counts that there is a target; later how it stands.</summary>
    private static CheckState TargetsOf(CheckFacts facts)
    {
        if (facts.Targets.Count == 0) return facts.HasReasonForNoTarget ? CheckState.Unknown : CheckState.Attention;
        if (facts.Targets.Any(pace => pace.State == TargetState.Missed)) return CheckState.Attention;
        if (facts.Phase > Phase.Start && facts.Targets.Any(pace => pace.IsBehind)) return CheckState.Attention;
        return facts.Targets.All(pace => pace.State == TargetState.Stale) ? CheckState.Unknown : CheckState.Ok;
    }

    private static CheckState StaffOf(CheckFacts facts) => facts.Staff switch
    {
        null => CheckState.Unknown,
        { On: var day } when facts.Today > day.AddDays(DaysFresh) => CheckState.Unknown,
        { Unclear: > 0, Colleagues: var colleagues } when colleagues > facts.StaffCap => CheckState.Attention,
        _ => CheckState.Ok,
    };

    private static CheckState TimeOf(CheckFacts facts) =>
        facts.IsTimeShort ? CheckState.Attention
        : facts.TimeMonth is { } month && facts.Today <= month.AddMonths(1).AddDays(DaysFresh) ? CheckState.Ok
        : CheckState.Unknown;

    private static CheckState YearOf(CheckFacts facts) =>
        facts.HoldsForTarget ? CheckState.Attention : facts.Phase == Phase.Preparation ? CheckState.Unknown : CheckState.Ok;

    private static CheckState StartOf(CheckFacts facts) => facts switch
    {
        { StepsLeft: 0 } => CheckState.Ok,
        { StepsLeft: null } or { IsStarting: true } => CheckState.Unknown,
        _ => CheckState.Attention,
    };

    private static CheckState EnergyOf(CheckFacts facts) => facts switch
    {
        { MayPost: false } => CheckState.Attention,
        { HasPlanned: true, IsPaused: false } => CheckState.Ok,
        // A pause is a choice, and returns by itself.
        { IsPaused: true } => CheckState.Unknown,
        _ => CheckState.Attention,
    };

    private static DateOnly? DayOf(CheckKind kind, CheckFacts facts) => kind switch
    {
        CheckKind.Why => facts.WhyOn,
        CheckKind.Targets => facts.Targets.Count > 0 ? facts.Targets.Max(pace => pace.Day) : null,
        CheckKind.Staff => facts.Staff?.On,
        CheckKind.Time => facts.TimeMonth,
        _ => null,
    };
}
