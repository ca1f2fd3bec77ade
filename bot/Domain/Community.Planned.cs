namespace TeamsCommunityBot.Domain;

public sealed partial record Community
{
    /// <summary>So many planned activities are kept here, the next ones; a community that plans further ahead is rare.</summary>
    public const int MostPlanned = 12;

    /// <summary>
    /// What is planned, the next one first, so that the status need not read the activities. Those of days that are over go with the next change.
    /// </summary>
    public IReadOnlyList<PlannedActivity> Planned { get => field ?? []; init; }

    /// <summary>The next activity on or after a day; null where none is planned.</summary>
    public PlannedActivity? NextPlanned(DateOnly today) => Planned.FirstOrDefault(planned => planned.Day >= today);

    /// <summary>What became of one activity; the community itself where that changes nothing.</summary>
    /// <param name="planned">Null where it is not planned (any more).</param>
    public Community WithPlanned(string id, PlannedActivity? planned, DateOnly today) =>
        WithAllPlanned(Planned.Where(other => other.Id != id).Concat(planned is null ? [] : [planned]), today);

    /// <summary>All that is planned; the community itself where that changes nothing.</summary>
    public Community WithAllPlanned(IEnumerable<PlannedActivity> all, DateOnly today)
    {
        IReadOnlyList<PlannedActivity> ahead =
        [
            .. all.Where(planned => planned.Day >= today).OrderBy(planned => planned.Day).ThenBy(planned => planned.Time)
                .ThenBy(planned => planned.Id, StringComparer.Ordinal).Take(MostPlanned),
        ];
        return ahead.SequenceEqual(Planned) ? this : this with { Planned = ahead };
    }
}

/// <summary>A planned activity, as the status tells of it.</summary>
/// <param name="Title">What people typed.</param>
/// <param name="Time">By the community's own clock; null while nobody said.</param>
/// <param name="Coming">How many said that they come; never who.</param>
public sealed record PlannedActivity(string Id, string Title, DateOnly Day, TimeOnly? Time, int Coming);
