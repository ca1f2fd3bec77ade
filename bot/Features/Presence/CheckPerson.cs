using System.Globalization;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// Somebody came or went, or their account may be closed: what was said is looked up before anything follows from it, for it may be old, or about one
/// path of several. While nobody answers it is asked again.
/// </summary>
internal sealed class CheckPerson(Departures departures) : IJob
{
    public const string Kind = "presence.check";

    /// <summary>In all some thirty hours.</summary>
    private const int MostTries = 10;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    public static DueItem LineOf(string tenantId, string personId, DateTimeOffset at, int tries = 0) =>
        new(tenantId, Kind, Key.Join(personId, tries.ToString(CultureInfo.InvariantCulture)), at);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(item.Subject) is not [var personId, var text] || !int.TryParse(text, CultureInfo.InvariantCulture, out var tries)) return JobPlan.Nothing;
        var answered = await departures.CheckAsync(item.TenantId, personId, now, ct);
        return answered || tries >= MostTries ? JobPlan.Nothing : JobPlan.Again(LineOf(item.TenantId, personId, now + WaitAfter(tries), tries + 1));
    }

    private static TimeSpan WaitAfter(int tries) => FirstWait * Math.Pow(2, tries) is var wait && wait < LongestWait ? wait : LongestWait;
}
