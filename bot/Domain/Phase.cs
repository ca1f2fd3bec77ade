namespace TeamsCommunityBot.Domain;

/// <summary>Where a community is in its life.</summary>
public enum Phase
{
    /// <summary>Before the start date.</summary>
    Preparation,

    /// <summary>The first twelve months: effort counts, not volume.</summary>
    Start,

    /// <summary>After the start phase.</summary>
    Bloom,
}

/// <summary>The phase on a day.</summary>
/// <param name="Month">The month that runs, counted from 1 at the start date; 0 before it.</param>
public readonly record struct PhaseClock(Phase Phase, int Month)
{
    /// <summary>The start phase takes at least a year.</summary>
    public const int StartMonths = 12;

    /// <summary>How many months of the start phase are left, the one that runs included; null when it is over.</summary>
    public int? MonthsLeft => Phase switch { Phase.Preparation => StartMonths, Phase.Start => StartMonths - Month + 1, _ => null };

    /// <summary>Reads the phase for a community that starts or started on <paramref name="start"/>.</summary>
    public static PhaseClock On(DateOnly today, DateOnly start)
    {
        if (today < start) return new(Phase.Preparation, 0);
        var months = ((today.Year - start.Year) * 12) + today.Month - start.Month;
        // A month is full on the same day of the month; started on the 31st, on the last day of a shorter month.
        if (start.AddMonths(months) > today) months--;
        return new(months < StartMonths ? Phase.Start : Phase.Bloom, months + 1);
    }
}
