using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Milestones;

/// <summary>What is to be said of the milestones of a community at a moment. Pure; storing <see cref="After"/> comes before saying it.</summary>
/// <param name="After">The milestones with every one up to now dealt with.</param>
/// <param name="Say">The one to speak of now; null when there is none.</param>
/// <param name="Next">When to look again; null when nothing is to come.</param>
internal sealed record MilestonePlan(MilestoneState After, MilestoneRecord? Say, DateTimeOffset? Next)
{
    /// <summary>The milestone at which the community chooses how to go on.</summary>
    public const int Last = PhaseClock.StartMonths;

    /// <summary>In months after the start date.</summary>
    public static IReadOnlyList<int> All { get; } = [3, 6, 9, Last];

    /// <summary>So many days late it is still said; then it is skipped, with a reason.</summary>
    private const int MostDaysLate = 14;

    public static DateOnly DayOf(Community community, int months) => community.StartDate.AddMonths(months);

    /// <param name="line">The moment of the due line that is run.</param>
    public static MilestonePlan For(Community community, MilestoneState before, IReadOnlyList<QuietDays> quiet, DateTimeOffset line, DateTimeOffset now)
    {
        MilestonePlan plan = new(before, before.Records.FirstOrDefault(record => record.IsSaid && record.Line == line), null);
        foreach (var months in Coming(community, before)) plan = plan.With(community, months, quiet, line, now);
        return plan;
    }

    /// <summary>When to look at the milestones of a community, as far as its own facts tell: what was said or skipped by then is found out there.</summary>
    public static DateTimeOffset? NextLook(Community community, DateTimeOffset now) =>
        For(community, MilestoneState.Empty, [], now, now) is var plan && plan.Say is null ? plan.Next : Soonest(community, now);

    private MilestonePlan With(Community community, int months, IReadOnlyList<QuietDays> quiet, DateTimeOffset line, DateTimeOffset now)
    {
        var day = DayOf(community, months);
        var slots = community.Rhythm.OpenMoments(day, day.AddDays(MostDaysLate), community.TimeZone, quiet).ToList();
        // One milestone at a time, should two have come together by a start date that was moved.
        if (Say is null && community.WhyNoPosts is null && slots.Any(slot => slot.IsNow(now)))
        {
            MilestoneRecord said = new(months, day, now, line);
            return this with { After = After.With(said), Say = said };
        }
        var over = community.Rhythm.MomentOn(day.AddDays(MostDaysLate + 1), community.TimeZone);
        if (now < over.At) return this with { Next = Earlier(Next, slots.FirstOrDefault(slot => slot.At > now)?.At ?? over.At) };
        var why = community.WhyNoPosts ?? community.Rhythm.WhyNot(community.Rhythm.MomentOn(day.AddDays(MostDaysLate), community.TimeZone), quiet)
            ?? SkipReason.TooLate;
        return this with { After = After.With(new(months, day, now, line, why.ToString())) };
    }

    /// <summary>Those that nothing became of yet. What fell before the registration is not this community's.</summary>
    private static IEnumerable<int> Coming(Community community, MilestoneState state) =>
        All.Where(months => DayOf(community, months) is var day && day >= community.Today(community.RegisteredAt) && state.Find(months, day) is null);

    /// <summary>While one is due now, a look comes at the next hour at which the bot may speak.</summary>
    private static DateTimeOffset? Soonest(Community community, DateTimeOffset now) =>
        community.Rhythm.OpenMoments(community.Today(now), community.Today(now).AddDays(MostDaysLate), community.TimeZone, [])
            .FirstOrDefault(slot => slot.At > now)?.At;

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } at && at < other ? at : other;
}
