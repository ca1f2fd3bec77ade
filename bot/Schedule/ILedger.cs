using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>What the bot said of its own accord in a tenant, and what became of it. Written by the engine alone; for anyone to read.</summary>
public interface ILedger
{
    /// <summary>One row, by its whole key as <see cref="Key.Join"/> made it; null where nothing was ever planned under it.</summary>
    ValueTask<LedgerLine?> FindAsync(string tenantId, string row, CancellationToken ct);

    /// <summary>A job's post, by its id; null where it was never begun, or is long over.</summary>
    ValueTask<LedgerLine?> FindPostAsync(string tenantId, string postId, CancellationToken ct);

    /// <summary>The rows whose key begins with these ids and has at least one more, in the order of their keys.</summary>
    /// <param name="most">1 to 1,000.</param>
    /// <param name="continuation">What the page before returned.</param>
    ValueTask<LedgerPage> ReadAsync(string tenantId, IReadOnlyList<string> under, int most, string? continuation, CancellationToken ct);
}

/// <param name="Continuation">Null on the last page.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerLine> Lines, string? Continuation);

/// <param name="Row">The row's key.</param>
/// <param name="At">When it came to this state.</param>
/// <param name="ActivityId">The message in Teams, where it was sent.</param>
/// <param name="Why">The class of a refusal and its code.</param>
/// <param name="Note">What the sweep noted.</param>
public sealed record LedgerLine(string Row, PostState State, DateTimeOffset At, string? ActivityId, string? Why, string? Note);

public enum PostState
{
    /// <summary>About to be sent. After a crash: it may have been.</summary>
    Intended,

    Sent,

    /// <summary>It will not arrive.</summary>
    Refused,

    /// <summary>Surely not sent yet; it comes again.</summary>
    Waiting,

    /// <summary>It may have been sent, and is not sent again.</summary>
    Unknown,

    /// <summary>Nothing was to be said.</summary>
    Skipped,
}
