using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>
/// The real store, in which something else happens in the middle of a turn: after a row was read so many times, and before whatever is asked of the store
/// next.
/// </summary>
internal sealed class InterruptedTable(ITable inner) : ITable
{
    private readonly Lock _lock = new();
    private Func<Key, bool>? _row;
    private int _reads;
    private Func<Task>? _deed;
    private readonly AsyncLocal<bool> _isDeed = new();
    private Task _running = Task.CompletedTask;

    /// <param name="row">The row whose reading counts.</param>
    /// <param name="reads">After so many times.</param>
    /// <param name="deed">What happens then, once.</param>
    public void After(Func<Key, bool> row, int reads, Func<Task> deed)
    {
        lock (_lock) (_row, _reads, _deed) = (row, reads, deed);
    }

    /// <summary>Whether it has happened.</summary>
    public bool IsOver { get { lock (_lock) return _deed is null; } }

    public async ValueTask<Entry?> FindAsync(Key key, CancellationToken ct)
    {
        await LookAsync();
        var found = await inner.FindAsync(key, ct);
        lock (_lock)
            if (_row?.Invoke(key) == true) _reads--;
        return found;
    }

    public async ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct)
    {
        await LookAsync();
        return await inner.QueryAsync(range, take, continuation, ct);
    }

    public async ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct)
    {
        await LookAsync();
        return await inner.InsertAsync(key, json, ct);
    }

    public async ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct)
    {
        await LookAsync();
        return await inner.ReplaceAsync(key, json, etag, ct);
    }

    public async ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct)
    {
        await LookAsync();
        return await inner.DeleteAsync(key, etag, ct);
    }

    public async ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        await LookAsync();
        return await inner.BatchAsync(changes, ct);
    }

    /// <summary>Whoever asks meanwhile waits until it has happened; only what happens goes on.</summary>
    private Task LookAsync()
    {
        if (_isDeed.Value) return Task.CompletedTask;
        lock (_lock)
        {
            if (_deed is { } deed && _reads <= 0)
            {
                (_deed, _row) = (null, null);
                _running = DoAsync(deed);
            }
            return _running;
        }
    }

    private async Task DoAsync(Func<Task> deed)
    {
        _isDeed.Value = true;
        await Task.Yield();
        await deed();
    }
}
