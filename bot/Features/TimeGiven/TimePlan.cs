using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.TimeGiven;

/// <summary>When the monthly question about time comes, and who gets it. Pure.</summary>
internal static class TimePlan
{
    /// <summary>Late enough in a month to be spread, early enough that a holiday does not push it out of the month.</summary>
    private const int LatestDay = 20;

    /// <summary>Whoever took a role has had it for so long before they are asked.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(14);

    /// <summary>A month by its first day.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The moments of a month at which the question may be asked: not before the community's own day of the month.</summary>
    public static IEnumerable<RhythmMoment> MomentsOf(Community community, DateOnly month, IReadOnlyList<QuietDays> quiet) =>
        community.Rhythm.OpenMoments(FirstDay(community, month), month.AddMonths(1).AddDays(-1), community.TimeZone, quiet);

    /// <summary>The next moment after one; in a month that has none left, some moment of the next, at which it is looked at again.</summary>
    public static DateTimeOffset NextAfter(Community community, DateTimeOffset now, IReadOnlyList<QuietDays> quiet)
    {
        var month = MonthOf(community.Today(now));
        return MomentsOf(community, month, quiet).FirstOrDefault(slot => slot.At > now)?.At ?? FirstOf(community, month.AddMonths(1), quiet);
    }

    /// <summary>The first moment of a month.</summary>
    public static DateTimeOffset FirstOf(Community community, DateOnly month, IReadOnlyList<QuietDays> quiet) =>
        (MomentsOf(community, month, quiet).FirstOrDefault() ?? community.Rhythm.MomentOn(FirstDay(community, month), community.TimeZone)).At;

    /// <summary>Who is asked, each once: not before the start, nobody who is away, nobody who has just begun.</summary>
    public static IReadOnlyList<Person> AskedIn(Community community, DateTimeOffset now)
    {
        if (community.TimeQuestionOff || !community.MayPost || community.PhaseOn(community.Today(now)).Phase == Phase.Preparation) return [];
        var slots = community.Roles.All();
        return
        [
            .. community.Holders().Where(person => slots.Where(slot => person.Is(slot.Holder)) is var held
                && held.All(slot => slot.Doubt is null) && held.Min(slot => slot.Since) is { } since && now - since >= Settled),
        ];
    }

    private static DateOnly FirstDay(Community community, DateOnly month) =>
        month.AddDays(Math.Min(community.Today(community.RegisteredAt).Day, LatestDay) - 1);
}
