namespace TeamsCommunityBot.Domain;

/// <summary>What people want of a target, before it is one.</summary>
/// <param name="Metric">Never changes once the target was set: what counts something else is another target.</param>
/// <param name="Name">For a metric of the community's own; empty for the others.</param>
/// <param name="Baseline">How many there are now; null where what was typed is no number.</param>
/// <param name="Number">How many there must be; null likewise.</param>
/// <param name="Deadline">Null where it is no day.</param>
public sealed record TargetPlan(TargetMetric Metric, string Name, decimal? Baseline, decimal? Number, DateOnly? Deadline, Person? Owner)
{
    /// <summary>Everything that keeps it from being a target, in the order of a form.</summary>
    /// <param name="before">The target that it changes; null for a new one. A deadline that passed stays a deadline.</param>
    public IReadOnlyList<TargetProblem> Problems(DateOnly today, Target? before = null)
    {
        return [.. All().OfType<TargetProblem>()];

        IEnumerable<TargetProblem?> All()
        {
            if (Metric == TargetMetric.Own && Name.Length == 0) yield return TargetProblem.NameMissing;
            yield return NumberOf(Baseline, TargetProblem.BaselineWrong, TargetProblem.BaselineNotWhole);
            yield return NumberOf(Number, TargetProblem.NumberWrong, TargetProblem.NumberNotWhole);
            if (Number <= Baseline) yield return TargetProblem.NotMore;
            if (Deadline is not { } day || day > Latest(today)) yield return TargetProblem.DeadlineWrong;
            else if (day <= today && day != before?.Deadline) yield return TargetProblem.DeadlinePast;
        }
    }

    public static DateOnly Latest(DateOnly today) => today.AddYears(Target.MostYears);

    /// <summary>
    /// Whether a number is one that can be counted: not below none, not beyond what is likely, and whole where people or activities are counted.
    /// </summary>
    public static bool IsCount(TargetMetric metric, decimal? number) =>
        number is >= 0 and <= Target.Most && (IsWhole(metric) ? decimal.IsInteger(number.Value) : decimal.Round(number.Value, Target.Decimals) == number);

    public static bool IsWhole(TargetMetric metric) => metric != TargetMetric.Own;

    /// <summary>Whether less is asked than before, or later.</summary>
    public bool Eases(Target before) => Number < before.Number || Deadline > before.Deadline;

    private TargetProblem? NumberOf(decimal? number, TargetProblem wrong, TargetProblem notWhole) => number switch
    {
        null or < 0 or > Target.Most => wrong,
        _ when IsCount(Metric, number) => null,
        _ => IsWhole(Metric) ? notWhole : wrong,
    };
}

/// <summary>What keeps a plan from being a target.</summary>
public enum TargetProblem
{
    NameMissing,
    BaselineWrong,
    BaselineNotWhole,
    NumberWrong,
    NumberNotWhole,

    /// <summary>The target is not above where the community is: something that must go down cannot be told by a pace.</summary>
    NotMore,
    DeadlineWrong,
    DeadlinePast,
}

/// <summary>What happened to a target. The words are stored: they never change.</summary>
public enum TargetDeed
{
    Set,
    Changed,

    /// <summary>Less is asked, or later; with a reason.</summary>
    Eased,

    /// <summary>Let go; with a reason.</summary>
    Removed,
    Counted,
    Undone,

    /// <summary>The community begins without a target; with a reason.</summary>
    BegunWithout,
}

/// <summary>What a rule about targets decides.</summary>
public abstract record TargetOutcome
{
    private TargetOutcome()
    {
    }

    /// <param name="Target">As it is now; null where it is about none, or it is gone.</param>
    public sealed record Changed(Community After, TargetDeed Deed, Target? Target, string Reason = "") : TargetOutcome;

    /// <summary>It is so already: the same form or press once more.</summary>
    public sealed record AsItWas(Target? Target) : TargetOutcome;

    public sealed record Refused(TargetRefusal Why) : TargetOutcome;
}

/// <summary>Why a rule about targets says no.</summary>
public enum TargetRefusal
{
    /// <summary>The card is older than what happened since, or the target is gone.</summary>
    Outdated,

    /// <summary>There are <see cref="Community.MostTargets"/> already.</summary>
    TooMany,

    /// <summary>Less or later, and nobody said why.</summary>
    ReasonMissing,

    /// <summary>The number comes from what was logged.</summary>
    IsLogged,

    /// <summary>Somebody else changed it, or it was too long ago, or something happened since.</summary>
    CannotUndo,

    /// <summary>The plan itself cannot be a target.</summary>
    NotSound,

    /// <summary>Whoever decides does not lead the community any more.</summary>
    NotLead,

    /// <summary>Too many others changed the community at the same moment; nothing was changed.</summary>
    Busy,
}
