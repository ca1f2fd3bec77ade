using System.Text.Json;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// A tenant's ledger in the hands of the one who may send. Every batch carries the fence with its ETag, so that somebody who was overtaken (a long
/// pause, an expired lease) has the whole batch refused and stops, before it sends anything.
/// </summary>
/// <param name="lease">How long the fence says that we have it, from each batch on.</param>
/// <param name="fence">As just taken.</param>
internal sealed class HeldLedger(ITable table, DoubtfulPosts doubtful, TimeProvider clock, TimeSpan lease, string tenantId, FenceRow fence, string etag)
{
    /// <summary>How many posts one batch may begin: with as many results and the fence it is full.</summary>
    public const int MostIntents = 49;

    private const int MostRows = 99;
    private const int MostAttempts = 5;

    private readonly ConcurrencyLimit _writing = new(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Change.Upsert> _results = [];
    private readonly Dictionary<string, SweepProgress> _sweeps = [];
    private readonly HashSet<string> _unheard = [];

    /// <summary>Whether a post came to its end since the tenant was taken: then it was worth it.</summary>
    private volatile bool _hasEnded;

    private FenceRow _fence = fence;
    private string _etag = etag;
    private readonly DateTimeOffset _taken = clock.GetUtcNow();
    private DateTimeOffset _written = clock.GetUtcNow();

    /// <summary>How often the tenant was taken, this time included, since a post became final.</summary>
    public int Tries => _fence.Tries;

    /// <summary>From now on each batch also says how far this sweep is.</summary>
    public SweepProgress Follow(string line)
    {
        lock (_lock) return _sweeps[line] = new(_fence.Places.GetValueOrDefault(line));
    }

    /// <summary>A sweep comes to its next place, which is not final yet.</summary>
    public SweepStep Step(SweepProgress sweep, string place)
    {
        lock (_lock) return sweep.Begin(place);
    }

    /// <summary>The sweep is over: its place is of no use any more.</summary>
    public async Task UnfollowAsync(string line, CancellationToken ct)
    {
        await _writing.EnterAsync(ct);
        lock (_lock) _sweeps.Remove(line);
        _fence = _fence with { Places = _fence.Places.Where(place => place.Key != line).ToDictionary() };
        _writing.Leave();
    }

    /// <summary>Writes down what is about to be sent, together with the results that wait.</summary>
    /// <returns>For each: null when it is to be sent now; else the row of what is final already.</returns>
    /// <exception cref="FenceLostException">Somebody else has the tenant; nothing was written.</exception>
    public async Task<IReadOnlyList<LedgerRow?>> BeginAsync(IReadOnlyList<Intent> intents, CancellationToken ct)
    {
        if (await WriteAsync(intents, [.. intents.Select(intent => new Change.Insert(KeyOf(intent.Row), Serialize(intent.Fresh)))], ct))
            return [.. intents.Select(intent => intent.Fresh.IsFinal ? intent.Fresh : null)];
        return await BeginAgainAsync(intents, ct);
    }

    /// <summary>What became of a post; written with the next batch.</summary>
    /// <param name="step">The step of a sweep that this ends. Under the same lock, so that no batch tells of a place whose result it does not hold.</param>
    public void Settle(string row, LedgerRow result, SweepStep? step = null)
    {
        lock (_lock)
        {
            _results[row] = new(KeyOf(row), Serialize(result));
            _hasEnded |= result.IsFinal;
            step?.End();
        }
    }

    /// <summary>A step of a sweep had nothing to send, or what it sent was known already.</summary>
    public void Settle(SweepStep step)
    {
        lock (_lock) step.End();
    }

    /// <summary>Writes all results that wait.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await _writing.EnterAsync(ct);
        try
        {
            await WriteAllAsync(ct);
        }
        finally
        {
            _writing.Leave();
        }
    }

    /// <summary>Says that we are still at it, unless a batch said so lately.</summary>
    public async Task RenewAsync(TimeSpan every, CancellationToken ct)
    {
        if (clock.GetUtcNow() - _written >= every / 2) await WriteNowAsync(_fence, ct);
    }

    /// <summary>Lets others have the tenant at once, although not everything is done.</summary>
    /// <param name="error">The class of a failure: then this time counts as a try.</param>
    public Task ReleaseAsync(string? error, CancellationToken ct) =>
        WriteNowAsync(_fence with { State = FenceState.Released, Tries = error is null ? 0 : _fence.Tries, Error = error ?? _fence.Error }, ct);

    /// <summary>Gives the tenant up.</summary>
    public Task GiveUpAsync(CancellationToken ct) => WriteNowAsync(_fence with { State = FenceState.Failed }, ct);

    /// <summary>Gives the tenant back: nothing is due.</summary>
    public Task FinishAsync(CancellationToken ct) => WriteNowAsync(_fence with { State = FenceState.Idle, Error = null }, ct);

    private async Task WriteNowAsync(FenceRow row, CancellationToken ct)
    {
        await _writing.EnterAsync(ct);
        try
        {
            _fence = row;
            await TryWriteAsync([], ct);
        }
        finally
        {
            _writing.Leave();
        }
    }

    /// <summary>
    /// Some were begun before, by a sweep that did not come to its end: each is looked at. That may take a while (a channel is read back), in which others
    /// write and the lease is renewed.
    /// </summary>
    private async Task<IReadOnlyList<LedgerRow?>> BeginAgainAsync(IReadOnlyList<Intent> intents, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var done = new LedgerRow?[intents.Count];
            var changes = new List<Change>(intents.Count);
            for (var i = 0; i < done.Length; i++)
            {
                var entry = await table.FindAsync(KeyOf(intents[i].Row), ct);
                var before = entry is null ? null : StoredJson.ReadOrSkip(entry, ScheduleJson.Default.LedgerRow);
                done[i] = before switch
                {
                    null => intents[i].Fresh.IsFinal ? intents[i].Fresh : null,
                    { IsFinal: true } => before,
                    { State: PostState.Waiting } => null,
                    _ => await doubtful.JudgeAsync(tenantId, intents[i], before, _taken, ct),
                };
                if (before is { IsFinal: true }) continue;
                _hasEnded |= done[i] is not null;
                changes.Add(Write(KeyOf(intents[i].Row), Serialize(done[i] ?? intents[i].Fresh), entry?.ETag));
            }
            if (await WriteAsync(intents, changes, ct)) return done;
        }
        throw new FenceLostException();
    }

    private static Change Write(Key key, string json, string? etag) => etag is null ? new Change.Insert(key, json) : new Change.Replace(key, json, etag);

    /// <summary>False when a row is not as it was read, or not absent.</summary>
    private async Task<bool> WriteAsync(IReadOnlyList<Intent> intents, IReadOnlyList<Change> changes, CancellationToken ct)
    {
        await _writing.EnterAsync(ct);
        try
        {
            if (HasResultOf(intents)) await WriteAllAsync(ct);
            return await TryWriteAsync(changes, ct);
        }
        finally
        {
            _writing.Leave();
        }
    }

    private async Task WriteAllAsync(CancellationToken ct)
    {
        while (Count() > 0) await TryWriteAsync([], ct);
    }

    private async Task<bool> TryWriteAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        var (results, places) = Waiting(MostRows - changes.Count);
        var fence = _fence with
        {
            At = clock.GetUtcNow() + lease,
            Places = places,
            Tries = _hasEnded ? 0 : _fence.Tries,
            Error = _hasEnded ? null : _fence.Error
        };
        var json = JsonSerializer.Serialize(fence, ScheduleJson.Default.FenceRow);
        _unheard.Add(json);
        var written = await table.BatchAsync([new Change.Replace(Ledger.FenceOf(tenantId), json, _etag), .. results, .. changes], ct);
        if (written.RefusedAt == 0) return await TryReclaimAsync(ct) ? await TryWriteAsync(changes, ct) : throw new FenceLostException();
        // Whether this was done or refused for another row's sake: the fence was as we knew it, so nothing earlier was done behind our back.
        _unheard.Clear();
        if (!written.Applied) return false;
        (_fence, _etag, _written) = (fence, written.ETags[0]!, clock.GetUtcNow());
        lock (_lock)
            foreach (var result in results.Where(result => _results[result.Key.Row] == result)) _results.Remove(result.Key.Row);
        return true;
    }

    /// <summary>
    /// Nobody need have overtaken us: where the store did not answer in time, it may have done what it was asked, and the fence stands as we left it.
    /// </summary>
    private async Task<bool> TryReclaimAsync(CancellationToken ct)
    {
        if (_unheard.Count == 0 || await table.FindAsync(Ledger.FenceOf(tenantId), ct) is not { } entry || !_unheard.Contains(entry.Json)) return false;
        _unheard.Clear();
        _etag = entry.ETag;
        return true;
    }

    /// <summary>Results for the next batch, and how far the sweeps are once it is written.</summary>
    private (Change.Upsert[] Results, IReadOnlyDictionary<string, string> Places) Waiting(int most)
    {
        lock (_lock)
        {
            Change.Upsert[] results = [.. _results.Values.Take(most)];
            if (results.Length < _results.Count) return (results, _fence.Places);
            var places = _fence.Places.ToDictionary();
            foreach (var (line, place) in _sweeps)
                if (place.Reached is { } reached) places[line] = reached;
            return (results, places);
        }
    }

    private bool HasResultOf(IReadOnlyList<Intent> intents)
    {
        lock (_lock) return intents.Any(intent => _results.ContainsKey(intent.Row));
    }

    private int Count()
    {
        lock (_lock) return _results.Count;
    }

    private Key KeyOf(string row) => new(Ledger.PartitionOf(tenantId), row);

    private static string Serialize(LedgerRow row) => JsonSerializer.Serialize(row, ScheduleJson.Default.LedgerRow);
}

/// <summary>A post about to be sent.</summary>
/// <param name="Fresh">Its row, should it have none: intended, or skipped.</param>
internal sealed record Intent(string Row, LedgerRow Fresh, Post? Post);

/// <summary>Somebody else has the tenant by now.</summary>
internal sealed class FenceLostException() : Exception("Somebody else has the tenant.");
