using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>What a community does and did, ready to show to everyone in its channel.</summary>
/// <param name="Ahead">What is planned, the next one first.</param>
/// <param name="More">How many more are planned.</param>
/// <param name="Been">What was, the last one first.</param>
internal sealed record ActivitiesView(string Community, IReadOnlyList<ActivityLine> Ahead, int More, IReadOnlyList<ActivityLine> Been)
{
    /// <summary>So many rows of what was are read for a card: a few among them may have been removed.</summary>
    public const int MostRead = 20;

    private const int MostAhead = 3;
    private const int MostBeen = 5;

    /// <summary>A sentence to open with, about what was just done.</summary>
    public string? Notice { get; init; }

    /// <summary>What was just done may be taken back by whoever did it; null for nothing.</summary>
    public ActivityFacts? Undo { get; init; }

    /// <summary>Nothing was yet; a card that had to leave out what was does not say so.</summary>
    public bool HasNotBeen { get; } = Been.Count == 0;

    /// <param name="host">Where this program is reached; null where nobody said, and then no calendar file is offered.</param>
    public static ActivitiesView Of(Community community, IReadOnlyList<CommunityActivity> around, DateOnly today, Uri? host)
    {
        var ahead = around.Where(activity => activity.IsAheadOn(today)).OrderBy(activity => activity.Day).ThenBy(activity => activity.Time)
            .ThenBy(activity => activity.At).ToList();
        var been = around.Except(ahead).OrderByDescending(activity => activity.Day).ThenByDescending(activity => activity.At).Take(MostBeen);
        return new(
            community.Name,
            [.. ahead.Take(MostAhead).Select(activity => ActivityLine.Of(community, activity, host))],
            Math.Max(0, ahead.Count - MostAhead),
            [.. been.Select(activity => ActivityLine.Of(community, activity, host: null))]);
    }
}

/// <param name="Heads">How many came; null while nobody told.</param>
internal sealed record ActivityLine(ActivityFacts Facts, string Title, DateOnly Day, int? Heads, bool IsCalledOff)
{
    public TimeOnly? Time { get; init; }

    public string Place { get; init; } = "";

    /// <summary>How many said that they come.</summary>
    public int Coming { get; init; }

    /// <summary>Where its calendar file is; null where none is offered.</summary>
    public Uri? Calendar { get; init; }

    public static ActivityLine Of(Community community, CommunityActivity activity, Uri? host) =>
        new(ActivityFacts.Of(community, activity).Here, activity.Title, activity.Day, activity.Heads, activity.IsCalledOff)
        {
            Time = activity.Time,
            Place = activity.Place,
            Coming = activity.Coming.Count,
            Calendar = host is null || activity.Calendar.Length == 0 ? null : new(host, $"{CalendarPage.Path}/{activity.Calendar}.ics"),
        };
}

/// <summary>The form to plan, note or correct an activity.</summary>
/// <param name="Today">Bounds the day.</param>
/// <param name="MayCallOff">Whether it may be said that it did not take place.</param>
internal sealed record ActivityForm(ActivityFacts Facts, ActivityAnswer Answer, DateOnly Today, bool MayCallOff = false);

/// <summary>The question of the day after.</summary>
/// <param name="IsMine">Whether the reader planned it; else they lead, and the person who planned it could not be asked.</param>
/// <param name="Typed">What was filled in, should it be wrong.</param>
/// <param name="Problem">Why what was filled in cannot be taken.</param>
internal sealed record HeadsQuestion(ActivityFacts Facts, string Community, string Title, bool IsMine, string Typed = "", string? Problem = null)
{
    public static HeadsQuestion Of(Community community, CommunityActivity activity, Person reader) =>
        new(ActivityFacts.Of(community, activity), community.Name, activity.Title, reader.Is(activity.By));
}
