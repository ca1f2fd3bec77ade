using System.Collections.Concurrent;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

/// <summary>As much of a table as keys for cards need.</summary>
internal sealed class MemoryTable : ITable
{
    private readonly ConcurrentDictionary<Key, string> _rows = [];
    private int _reads;

    public ICollection<Key> Keys => _rows.Keys;

    public int Reads => _reads;

    /// <summary>Every read and write fails.</summary>
    public bool IsDown { get; set; }

    public ValueTask<Entry?> FindAsync(Key key, CancellationToken ct)
    {
        Interlocked.Increment(ref _reads);
        if (IsDown) throw new StorageUnavailableException("down");
        return new(_rows.TryGetValue(key, out var json) ? new Entry(key, json, "1") : null);
    }

    public ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct) =>
        IsDown ? throw new StorageUnavailableException("down") : new(_rows.TryAdd(key, json) ? "1" : null);

    public ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct) => throw new NotSupportedException();
}
