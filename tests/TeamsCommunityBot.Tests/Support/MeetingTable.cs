using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>The real store, in which others write at the worst moment: between what a turn or a job read and what it is about to write.</summary>
internal sealed class MeetingTable(ITable inner) : ITable
{
    private readonly Lock _lock = new();
    private readonly List<Meeting> _meetings = [];

    /// <summary>Just before a row is written the next few times, others do something in the store.</summary>
    /// <param name="row">Which row; told the key of one that is about to be written.</param>
    /// <param name="others">What they do; by this table or the real one.</param>
    public void Meet(Func<Key, bool> row, Func<ITable, Key, ValueTask> others, int times = 1)
    {
        lock (_lock) _meetings.Add(new(row, others) { Left = times });
    }

    /// <summary>Others write the same again, so that the row's ETag is another.</summary>
    public static async ValueTask TouchAsync(ITable table, Key key)
    {
        if (await table.FindAsync(key, default) is { } entry) await table.BatchAsync([new Change.Upsert(key, entry.Json)], default);
    }

    public ValueTask<Entry?> FindAsync(Key key, CancellationToken ct) => inner.FindAsync(key, ct);

    public ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct) => inner.QueryAsync(range, take, continuation, ct);

    public async ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct)
    {
        await MeetAsync(key);
        return await inner.InsertAsync(key, json, ct);
    }

    public async ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct)
    {
        await MeetAsync(key);
        return await inner.ReplaceAsync(key, json, etag, ct);
    }

    public async ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct)
    {
        await MeetAsync(key);
        return await inner.DeleteAsync(key, etag, ct);
    }

    public async ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes) await MeetAsync(change.Key);
        return await inner.BatchAsync(changes, ct);
    }

    private async ValueTask MeetAsync(Key key)
    {
        Meeting? meeting;
        lock (_lock)
        {
            meeting = _meetings.Find(one => one.Left > 0 && one.Row(key));
            if (meeting is not null) meeting.Left--;
        }
        if (meeting is not null) await meeting.Others(inner, key);
    }

    private sealed record Meeting(Func<Key, bool> Row, Func<ITable, Key, ValueTask> Others)
    {
        public int Left { get; set; }
    }
}
