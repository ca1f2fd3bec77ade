using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>The real store, with somebody who is asked before each operation: to let it wait, or to let it fail.</summary>
/// <param name="before">Told the partition.</param>
internal sealed class WatchedTable(ITable inner, Func<string, ValueTask> before) : ITable
{
    public async ValueTask<Entry?> FindAsync(Key key, CancellationToken ct)
    {
        await before(key.Partition);
        return await inner.FindAsync(key, ct);
    }

    public async ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct)
    {
        await before(range.Partition);
        return await inner.QueryAsync(range, take, continuation, ct);
    }

    public async ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct)
    {
        await before(key.Partition);
        return await inner.InsertAsync(key, json, ct);
    }

    public async ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct)
    {
        await before(key.Partition);
        return await inner.ReplaceAsync(key, json, etag, ct);
    }

    public async ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct)
    {
        await before(key.Partition);
        return await inner.DeleteAsync(key, etag, ct);
    }

    public async ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        await before(changes[0].Key.Partition);
        return await inner.BatchAsync(changes, ct);
    }
}
