namespace TeamsCommunityBot.Storage;

/// <summary>
/// Rows of JSON under two-part keys: exactly what Azure Tables can promise, so that SQLite cannot offer more by accident.
/// Every implementation enforces Azure's limits itself. A conflict is a value; an outage is a <see cref="StorageUnavailableException"/>.
/// </summary>
public interface ITable
{
    /// <summary>The row, or null.</summary>
    ValueTask<Entry?> FindAsync(Key key, CancellationToken ct);

    /// <summary>
    /// Rows of one partition in ordinal order of their row key, from <see cref="RowRange.From"/> (inclusive) to <see cref="RowRange.To"/> (exclusive).
    /// </summary>
    /// <param name="take">At most so many rows, 1 to 1,000.</param>
    /// <param name="continuation">What the page before returned.</param>
    ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct);

    /// <summary>Inserts if absent. The new row's ETag, or null if the key is taken.</summary>
    ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct);

    /// <summary>Replaces the row if its ETag is still <paramref name="etag"/>. The new ETag, or null if the row changed or is gone.</summary>
    ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct);

    /// <summary>Deletes the row if its ETag is still <paramref name="etag"/>; false if the row changed or is gone.</summary>
    ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct);

    /// <summary>
    /// All or nothing, in one partition: at most 100 changes, 4 MiB, no key twice.
    /// </summary>
    /// <exception cref="StorageLimitException">The batch breaks one of these limits; nothing was written.</exception>
    ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct);
}

/// <summary>A stored row.</summary>
/// <param name="Json">The row's content: a JSON object of at most 32,768 UTF-16 characters (64 KiB, Azure's limit for a property).</param>
/// <param name="ETag">Opaque; changes with every write.</param>
public sealed record Entry(Key Key, string Json, string ETag);

/// <summary>Rows of one partition between two row keys. Both are encoded keys, as <see cref="Key"/> makes them.</summary>
/// <param name="To">Exclusive; null reads to the partition's end.</param>
public sealed record RowRange(string Partition, string From = "", string? To = null)
{
    /// <summary>The rows whose key begins with these ids and has at least one more.</summary>
    public static RowRange Under(string partition, params ReadOnlySpan<string> ids)
    {
        var prefix = Key.Join(ids);
        // "~" is followed by two hexadecimal digits in any key, so that none with this prefix reaches "~~".
        return new(partition, prefix + "|", prefix + "|~~");
    }
}

/// <param name="Entries">Fewer than asked for on the last page only, which may be empty.</param>
/// <param name="Continuation">Null on the last page.</param>
public sealed record Page(IReadOnlyList<Entry> Entries, string? Continuation);

/// <summary>One line of a batch.</summary>
public abstract record Change(Key Key)
{
    /// <summary>Refuses the batch if the key is taken.</summary>
    public sealed record Insert(Key Key, string Json) : Change(Key);

    /// <summary>Refuses the batch if the row's ETag is another by now.</summary>
    public sealed record Replace(Key Key, string Json, string ETag) : Change(Key);

    /// <summary>Writes whatever is there. For rows that can be rebuilt, such as an index.</summary>
    public sealed record Upsert(Key Key, string Json) : Change(Key);

    /// <summary>Refuses the batch if the row's ETag is another by now.</summary>
    public sealed record Delete(Key Key, string ETag) : Change(Key);
}

/// <param name="RefusedAt">The index of the first change that was refused, or null when all were applied.</param>
/// <param name="ETags">The new ETag of every change in its order (null for a delete); empty when refused.</param>
public sealed record BatchResult(int? RefusedAt, IReadOnlyList<string?> ETags)
{
    public bool Applied => RefusedAt is null;
}

/// <summary>What was asked breaks a limit that Azure sets; trying again does not help.</summary>
public sealed class StorageLimitException(string message) : Exception(message);

/// <summary>The store did not answer, or refused for reasons of its own; trying again later may help.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The turn's claim stood in the store already: it was handled before. The batch that carried it was refused whole.</summary>
public sealed class DuplicateTurnException() : Exception("The turn was handled before.");

/// <summary>A row's content is not what this program writes.</summary>
public sealed class UnreadableRowException(Exception? inner = null) : Exception("A stored row cannot be read.", inner);
