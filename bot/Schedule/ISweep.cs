using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>
/// Something due that concerns very many at once, such as the weekly nudge of all communities of a tenant: one line in the agenda, and a stream of
/// posts that nobody ever holds as a list. The engine sends at Teams' pace, in waves, and writes down what it is about to send and what became of it in
/// one batch a wave, so that a post costs a fraction of a transaction. Its line in <c>Routes.Jobs</c> is <c>Sweep&lt;T&gt;("kind")</c>.
/// </summary>
/// <remarks>
/// Runs in a scope of its own that lives as long as the stream, up to an hour: read page by page, and keep nothing. After a crash the stream is asked
/// again from a little before the place where it broke off; what was sent by then is known by its row and not sent again.
/// </remarks>
public interface ISweep
{
    /// <summary>What there is to say, in a fixed order that does not change while it runs.</summary>
    /// <param name="after">Begin behind this place, one that an earlier stream of this line gave; null: from the start.</param>
    IAsyncEnumerable<SweepPost> PostsAsync(DueItem item, string? after, DateTimeOffset now, CancellationToken ct);

    /// <summary>Hears of a post that will not arrive: time to change what is known of the place. May be called again after a crash.</summary>
    ValueTask RefusedAsync(DueItem item, SweepPost post, PostResult.Refused refused, DateTimeOffset now, CancellationToken ct);

    /// <summary>Everything was said. What it returns is planned: the next time.</summary>
    ValueTask<IReadOnlyList<DueItem>> FinishedAsync(DueItem item, DateTimeOffset now, CancellationToken ct);
}

/// <summary>One post of a sweep, or the reason why there is none.</summary>
/// <param name="Place">Where it stands in the stream's order.</param>
/// <param name="Row">
/// Its row in the tenant's ledger, made by <see cref="Key.Join"/> with the slice's own word first (<c>Key.Join("nudge", channelId, slot)</c>). It is
/// posted once under this row, ever.
/// </param>
/// <param name="Note">What the slice wants to find there later, as JSON: the choice that was made, or why nothing is said. Up to 4,000 characters.</param>
/// <param name="Post">Null: nothing is said, and the note says why.</param>
public sealed record SweepPost(string Place, string Row, string Note, Post? Post);
