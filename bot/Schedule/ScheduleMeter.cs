using System.Diagnostics.Metrics;

namespace TeamsCommunityBot.Schedule;

/// <summary>Counts what the engine does.</summary>
internal sealed class ScheduleMeter
{
    public const string Name = "TeamsCommunityBot.Schedule";

    private readonly Counter<long> _posts;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _ambiguous;
    private readonly Counter<long> _givenUp;

    public ScheduleMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _posts = meter.CreateCounter<long>("schedule.posts", "{post}", "Posts that came to their end, by result.");
        _retries = meter.CreateCounter<long>("schedule.retries", "{try}", "Posts that were sent again.");
        _ambiguous = meter.CreateCounter<long>("schedule.ambiguous", "{post}", "Posts of which nobody knew whether they were sent, by what was decided.");
        _givenUp = meter.CreateCounter<long>("schedule.poisoned", "{item}", "Work that was given up, until somebody puts it back.");
    }

    public void CountPost(PostState state) => _posts.Add(1, new KeyValuePair<string, object?>("result", state.ToString().ToLowerInvariant()));

    public void CountRetry() => _retries.Add(1);

    /// <param name="decision"><c>resend</c>, <c>skip</c>, <c>found</c> or <c>absent</c>.</param>
    public void CountAmbiguous(string decision) => _ambiguous.Add(1, new KeyValuePair<string, object?>("decision", decision));

    public void CountGivenUp() => _givenUp.Add(1);
}
