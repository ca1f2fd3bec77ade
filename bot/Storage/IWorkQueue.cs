namespace TeamsCommunityBot.Storage;

/// <summary>A queue of work: exactly what Azure Storage Queues promise (at least once, no order, visibility time-outs, receipts).</summary>
public interface IWorkQueue
{
    /// <param name="body">At most 47 KiB of UTF-8 (64 KiB as Azure counts it, with Base64 and room for the reason of a poisoned item).</param>
    /// <param name="delay">Invisible for so long first; up to 7 days, in whole seconds (a fraction counts as one more).</param>
    /// <exception cref="StorageLimitException">The body or a time breaks these limits; as in every method here.</exception>
    ValueTask EnqueueAsync(string body, TimeSpan delay, CancellationToken ct);

    /// <summary>Takes the next visible item and hides it for <paramref name="visibility"/> (1 second to 7 days, whole seconds); null when there is none.</summary>
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

    /// <summary>Puts up to <paramref name="most"/> (1 to 1,000) poisoned items back to work, and says how many.</summary>
    ValueTask<int> ReplayPoisonAsync(int most, CancellationToken ct);
}

/// <param name="DequeueCount">How often the item was received, this time included.</param>
/// <param name="Receipt">Proof of holding the item; opaque, replaced by every update.</param>
public sealed record WorkItem(string Id, string Body, int DequeueCount, string Receipt);
