namespace TeamsCommunityBot.Storage;

/// <summary>A queue of work: exactly what Azure Storage Queues promise (at least once, no order, visibility time-outs, receipts).</summary>
public interface IWorkQueue
{
    /// <param name="body">At most 47 KiB of UTF-8 (64 KiB as Azure counts it, with Base64 and room for the reason of a poisoned item).</param>
    /// <param name="delay">Invisible for so long first; up to 7 days, in whole seconds (a fraction counts as one more).</param>
    /// <exception cref="StorageLimitException">The body or a time breaks these limits; as in every method here.</exception>
    ValueTask EnqueueAsync(string body, TimeSpan delay, CancellationToken ct);

    /// <summary>
    /// Takes the next visible item and hides it for <paramref name="visibility"/> (1 second to 7 days, whole seconds); null when there is none.
    /// </summary>
    ValueTask<WorkItem?> ReceiveAsync(TimeSpan visibility, CancellationToken ct);

    /// <summary>
    /// Rewrites the item and hides it for another <paramref name="visibility"/> (zero releases it at once).
    /// The item with its new receipt, or null when the receipt is no longer valid: someone else has the item.
    /// </summary>
    ValueTask<WorkItem?> UpdateAsync(WorkItem item, string body, TimeSpan visibility, CancellationToken ct);

    /// <summary>Removes the item; false when the receipt is no longer valid.</summary>
    ValueTask<bool> CompleteAsync(WorkItem item, CancellationToken ct);

    /// <summary>Moves the item to the poison queue with a reason (one line, cut to 255 characters); false when the receipt is no longer valid.</summary>
    ValueTask<bool> PoisonAsync(WorkItem item, string reason, CancellationToken ct);

    /// <summary>How many items wait in the poison queue (approximate on Azure).</summary>
    ValueTask<int> CountPoisonAsync(CancellationToken ct);

    /// <summary>
    /// Looks at every poisoned item, oldest first, and does with it what <paramref name="judge"/> says: all of one tenant back to work, or only a look.
    /// Each is judged once; on Azure, those kept are hidden from others who look meanwhile.
    /// </summary>
    /// <returns>False when there seem to be more, which somebody else looks at just now: ask again in a minute.</returns>
    ValueTask<bool> SiftPoisonAsync(Func<PoisonedItem, PoisonFate> judge, CancellationToken ct);
}

/// <param name="Reason">As it was poisoned with.</param>
public sealed record PoisonedItem(string Body, string Reason);

/// <summary>What becomes of a poisoned item.</summary>
public enum PoisonFate
{
    Keep,

    /// <summary>It is work again, as if new.</summary>
    Replay,

    /// <summary>It is gone.</summary>
    Drop,
}

/// <param name="DequeueCount">How often the item was received, this time included.</param>
/// <param name="Receipt">Proof of holding the item; opaque, replaced by every update.</param>
public sealed record WorkItem(string Id, string Body, int DequeueCount, string Receipt);
