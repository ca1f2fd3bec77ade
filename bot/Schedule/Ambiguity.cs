using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Schedule;

/// <summary>
/// Decides about posts of which nobody knows whether they were sent: the process died, or the connection broke, between sending and hearing. Which ones
/// these are is always known, from the ledger. Where the channel can be read back, that tells; else the setting does.
/// </summary>
internal sealed class Ambiguity(IOptions<ScheduleOptions> options, ScheduleMeter meter, TimeProvider clock, IReadBack? readBack = null)
{
    /// <summary>Whether a post that may have arrived is sent again.</summary>
    public bool IsSentAgain => options.Value.Ambiguous == AmbiguousPost.Resend;

    /// <summary>Null: it is to be sent again; else the row that it ends in.</summary>
    public async ValueTask<LedgerRow?> JudgeAsync(string tenantId, Intent intent, LedgerRow before, CancellationToken ct)
    {
        var stands = readBack is not null && intent.Post is { } post ? await readBack.StandsAsync(tenantId, post, ct) : null;
        meter.CountAmbiguous(stands switch { true => "found", false => "absent", null => options.Value.Ambiguous.ToString().ToLowerInvariant() });
        return stands switch
        {
            true => before with { State = PostState.Sent, At = clock.GetUtcNow() },
            null when !IsSentAgain => before with { State = PostState.Unknown, At = clock.GetUtcNow() },
            _ => null,
        };
    }
}

/// <summary>Reads a channel back, where the organisation consented to it.</summary>
internal interface IReadBack
{
    /// <summary>Whether the post stands in its place; null where that cannot be read.</summary>
    ValueTask<bool?> StandsAsync(string tenantId, Post post, CancellationToken ct);
}
