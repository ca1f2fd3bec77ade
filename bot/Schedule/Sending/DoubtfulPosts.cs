using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Tenants;

namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>
/// Decides about posts of which nobody knows whether they were sent: the process died, or the connection broke, between sending and hearing. Which ones
/// these are is always known, from the ledger. Where the channel can be read back, that tells; else the setting does.
/// </summary>
/// <remarks>
/// What stands in the channel was sent. What is missing right after a crash may only not be visible yet, so it counts as missing when it is missing still
/// <see cref="ScheduleOptions.ReadBackAfter"/> after the last moment at which anybody can have sent it.
/// </remarks>
internal sealed class DoubtfulPosts(IReadBack readBack, Alarms alarms, ClockWaits waits, ScheduleMeter meter, IOptions<ScheduleOptions> options,
    TimeProvider clock)
{
    /// <summary>Whether a post that may have arrived is sent again when the channel does not tell.</summary>
    public bool IsSentAgain => options.Value.Ambiguous == AmbiguousPost.Resend;

    /// <summary>Null: it is to be sent again; else the row that it ends in.</summary>
    /// <param name="since">When this holder took the tenant: by then whoever began the post had stopped.</param>
    public async ValueTask<LedgerRow?> JudgeAsync(string tenantId, Intent intent, LedgerRow before, DateTimeOffset since, CancellationToken ct)
    {
        var reading = intent.Post is { } post ? await ReadAsync(tenantId, post, before.At, since, ct) : new Reading.Unreadable();
        if (reading is Reading.Unreadable) meter.CountAmbiguous(options.Value.Ambiguous.ToString().ToLowerInvariant());
        return reading switch
        {
            // As with what was sent and heard of: sweeps need no more than the message.
            Reading.Stands found => before with
            {
                State = PostState.Sent,
                At = clock.GetUtcNow(),
                ActivityId = found.ActivityId,
                Where = before.Note is null ? found.Where : null
            },
            Reading.Unreadable when !IsSentAgain => before with { State = PostState.Unknown, At = clock.GetUtcNow() },
            _ => null,
        };
    }

    /// <summary>What the channel says, asked again where it may only be late.</summary>
    /// <param name="since">After this nobody sent it.</param>
    public async ValueTask<Reading> ReadAsync(string tenantId, Post post, DateTimeOffset intended, DateTimeOffset since, CancellationToken ct)
    {
        var reading = await readBack.ReadAsync(tenantId, post, intended, ct);
        if (reading is Reading.Absent && since + options.Value.ReadBackAfter - clock.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await waits.ForAsync(wait, ct);
            reading = await readBack.ReadAsync(tenantId, post, intended, ct);
        }
        if (reading is Reading.Unreadable { LacksConsent: true }) await alarms.NoReadBackAsync(tenantId, ct);
        if (reading is not Reading.Unreadable) meter.CountAmbiguous(reading is Reading.Stands ? "found" : "absent");
        return reading;
    }
}
