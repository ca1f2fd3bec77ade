namespace TeamsCommunityBot.Domain;

/// <summary>How often the bot says something of its own accord. Stored, so the order never changes.</summary>
public enum Cadence { Weekly, EveryTwoWeeks }

/// <summary>No nudges for a while.</summary>
/// <param name="Until">The first day on which they come again: a pause always ends by itself.</param>
public sealed record Pause(DateTimeOffset Since, DateOnly Until)
{
    /// <summary>The longest pause, in days: half a year.</summary>
    public const int Longest = 183;

    public bool Covers(DateOnly day) => day < Until;
}

/// <summary>Days on which the whole organisation wants nothing, such as the summer; the last day included.</summary>
public sealed record QuietDays(DateOnly From, DateOnly To)
{
    /// <summary>The longest period, in days, and the most of them.</summary>
    public const int Longest = 92;
    public const int MostPeriods = 12;

    public bool Covers(DateOnly day) => day >= From && day <= To;
}

/// <summary>When a community gets its nudge: a value that people choose.</summary>
public sealed record Rhythm
{
    /// <summary>A nudge is sent at most so long after its moment.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromHours(24);

    /// <summary>Monday at half past nine, every week.</summary>
    public static Rhythm Default { get; } = new();

    public DayOfWeek Day { get; init; } = DayOfWeek.Monday;

    /// <summary>On the clock of the community's zone.</summary>
    public TimeOnly Time { get; init; } = new(9, 30);

    public Cadence Cadence { get; init; }

    /// <summary>With <see cref="Cadence.EveryTwoWeeks"/>: any day of a week that has a nudge.</summary>
    public DateOnly Anchor { get; init; }

    public Pause? Pause { get; init; }

    /// <summary>When people last changed day, hour or cadence: moments before that are of another rhythm and count no more.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The slots that come after a moment, without end, whether or not anything is said in them.</summary>
    public IEnumerable<RhythmMoment> MomentsAfter(DateTimeOffset after, string zone)
    {
        for (var week = IsoWeek.Of(LocalTime.DayIn(zone, after)); ; week = week.Next)
            if (MomentIn(week, zone) is { } slot && slot.At > after) yield return slot;
    }

    /// <summary>The slot of a week; null in a week without.</summary>
    public RhythmMoment? MomentIn(IsoWeek week, string zone)
    {
        if (Cadence == Cadence.EveryTwoWeeks && (week.Index - IsoWeek.Of(Anchor).Index) % 2 != 0) return null;
        return MomentOn(DayIn(week), zone);
    }

    /// <summary>
    /// What is not said weekly comes at the same hour: the moments from one day to another, the last included, on working days on which something may be
    /// said.
    /// </summary>
    public IEnumerable<RhythmMoment> OpenMoments(DateOnly from, DateOnly to, string zone, IReadOnlyList<QuietDays> quiet)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            if (Holidays.IsWorkingDay(day) && MomentOn(day, zone) is var slot && WhyNot(slot, quiet) is null) yield return slot;
    }

    /// <summary>The moment of a day at which this rhythm speaks, whichever day it is.</summary>
    public RhythmMoment MomentOn(DateOnly day, string zone) => new(IsoWeek.Of(day), day, LocalTime.MomentOf(zone, day, Time));

    /// <summary>Why nothing is said in a slot, as far as the calendar tells; null when something is.</summary>
    public SkipReason? WhyNot(RhythmMoment slot, IEnumerable<QuietDays> quiet)
    {
        if (Pause?.Covers(slot.Day) == true) return SkipReason.Paused;
        return quiet.Any(days => days.Covers(slot.Day)) ? SkipReason.Quiet : null;
    }

    /// <summary>
    /// A holiday gives way to the next working day; where the week has none left, to the last one before it. So the nudge stays in its week, and no week
    /// gets two.
    /// </summary>
    private DateOnly DayIn(IsoWeek week)
    {
        var chosen = week.On(Day);
        if (!Holidays.Includes(chosen)) return chosen;
        for (var later = chosen; later <= week.Sunday; later = later.AddDays(1))
            if (Holidays.IsWorkingDay(later)) return later;
        for (var earlier = chosen; earlier >= week.Monday; earlier = earlier.AddDays(-1))
            if (Holidays.IsWorkingDay(earlier)) return earlier;
        return chosen;
    }
}

/// <summary>The moment of one nudge.</summary>
/// <param name="Week">Names it: a community has at most one a week.</param>
/// <param name="Day">In the community's zone.</param>
public sealed record RhythmMoment(IsoWeek Week, DateOnly Day, DateTimeOffset At)
{
    public bool IsTooLate(DateTimeOffset now) => now - At > Rhythm.Patience;

    /// <summary>Whether it is the time for it.</summary>
    public bool IsNow(DateTimeOffset now) => At <= now && !IsTooLate(now);
}

/// <summary>Why nothing was said in a slot. The words are stored: they never change.</summary>
public enum SkipReason
{
    /// <summary>The community paused.</summary>
    Paused,

    /// <summary>The whole organisation is quiet.</summary>
    Quiet,

    /// <summary>The bot was not there in time: more than <see cref="Rhythm.Patience"/> late.</summary>
    TooLate,

    /// <summary>Everything fitting was said within the year.</summary>
    NothingLeft,

    TeamArchived,
    BotRemoved,
    ChannelGone,
}
