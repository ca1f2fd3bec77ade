using System.Collections.Concurrent;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

/// <summary>The real table on a SQLite file of its own, which counts what is read and can be cut off.</summary>
internal sealed class WatchedTable : ITable, IDisposable
{
    private readonly ConcurrentQueue<Key> _inserted = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-bot-");
    private readonly SqliteFile _file;
    private readonly SqliteTable _table;
    private int _reads;
    private bool _disposed;

    public WatchedTable()
    {
        _file = new(Path.Combine(_folder.FullName, "community.db"));
        _table = new(_file);
    }

    /// <summary>What was inserted, oldest first.</summary>
    public IReadOnlyCollection<Key> Keys => _inserted;

    public int Reads => _reads;

    /// <summary>Every operation fails, as when the store does not answer.</summary>
    public bool IsDown { get; set; }

    private ITable Table => IsDown ? throw new StorageUnavailableException("down") : _table;

    public ValueTask<Entry?> FindAsync(Key key, CancellationToken ct)
    {
        Interlocked.Increment(ref _reads);
        return Table.FindAsync(key, ct);
    }

    public async ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct)
    {
        var etag = await Table.InsertAsync(key, json, ct);
        if (etag is not null) _inserted.Enqueue(key);
        return etag;
    }

    public ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct) => Table.QueryAsync(range, take, continuation, ct);

    public ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct) => Table.ReplaceAsync(key, json, etag, ct);

    public ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct) => Table.DeleteAsync(key, etag, ct);

    public ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct) => Table.BatchAsync(changes, ct);

    /// <summary>A container that knows it under two types disposes it twice.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        _file.Dispose();
        _folder.Delete(recursive: true);
    }
}
