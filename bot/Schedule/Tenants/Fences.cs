using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// Who may send in a tenant: one row a tenant, changed under its ETag alone. It decides who puts the tenant's message in the queue, and whoever has that
/// message takes it, with an epoch one higher than any before.
/// </summary>
internal sealed class Fences(ITable table, IWorkQueue queue, DoubtfulPosts doubtful, IOptions<ScheduleOptions> options, TimeProvider clock)
{
    private const int Tries = 3;
    private const int MostPlanned = 10_000;

    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(1);

    /// <summary>This process, among those that share the store.</summary>
    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>What this process planned and has not taken, by the message's id: most of it, it takes itself, and need not read again.</summary>
    private readonly ConcurrentDictionary<string, (FenceRow? Row, string? ETag)> _planned = [];

    /// <summary>How long a message stays hidden once it was received; renewed well before that.</summary>
    public TimeSpan Lease => options.Value.Lease;

    /// <summary>A message that nobody took after so long is sent again: its sender may have died before it sent it.</summary>
    private TimeSpan Stale => 2 * Lease;

    /// <summary>What was given up is tried again by itself after so long; somebody may put it back sooner.</summary>
    private static readonly TimeSpan GivenUp = TimeSpan.FromHours(1);

    /// <summary>Sees to it that somebody does what is due in a tenant; however many ask at once, one puts a message in the queue.</summary>
    public async ValueTask EnsureAsync(string tenantId, CancellationToken ct)
    {
        var (id, isOurs) = (Guid.NewGuid().ToString("N"), false);
        await Outage.OutlastAsync(async () => isOurs = await TryPlanAsync(tenantId, id, ct), AfterOutage, clock, ct, Tries);
        // Twice in the queue harms nothing: the second finds that nothing is due. Not at all would keep the tenant waiting until the fence is stale.
        if (isOurs) await Outage.OutlastAsync(() => queue.EnqueueAsync(WorkMessage.ForTenant(tenantId, id), TimeSpan.Zero, ct), AfterOutage, clock, ct, Tries);
    }

    private async ValueTask<bool> TryPlanAsync(string tenantId, string id, CancellationToken ct)
    {
        var (before, seen) = await ReadAsync(tenantId, ct);
        // It was done the time before, and the answer was lost.
        if (before?.Id == id) return true;
        var now = clock.GetUtcNow();
        if (before is not null && !IsFree(before, now)) return false;
        var planned = new FenceRow(1, FenceState.Planned, id, before?.Epoch ?? 0, now, before?.Places ?? new Dictionary<string, string>(), Tries: TriesOf(before));
        if (await WriteAsync(tenantId, planned, seen, ct) is not { } etag) return false;
        if (_planned.Count >= MostPlanned) _planned.Clear();
        _planned[id] = (planned, etag);
        return true;
    }

    /// <summary>Takes the tenant for the holder of this message; only while this process does not have it.</summary>
    /// <returns>
    /// No ledger when the tenant belongs to another message; or not yet, with the time until then, when who took it before says that he is still at it: he may
    /// have lost the message and not the tenant.
    /// </returns>
    public async ValueTask<(HeldLedger? Ledger, TimeSpan Wait)> TakeAsync(WorkMessage message, CancellationToken ct)
    {
        _planned.TryRemove(message.Id, out var known);
        while (true)
        {
            var (before, seen) = known.ETag is null ? await ReadAsync(message.Tenant!, ct) : known;
            known = default;
            var now = clock.GetUtcNow();
            if (before is not null && before.Id != message.Id && !IsFree(before, now)) return default;
            // What this process took and does not have is what it was not told of: the answer was lost. That was no try.
            var isUntold = before is { State: FenceState.Running } && before.Holder == _holder;
            if (before is { State: FenceState.Running } && !isUntold && before.At - now is var left && left > TimeSpan.Zero && left <= Lease) return (null, left);
            var taken = new FenceRow(
                1, FenceState.Running, message.Id, (before?.Epoch ?? 0) + 1, now + Lease, before?.Places ?? new Dictionary<string, string>(), _holder, TriesOf(before) + (isUntold ? 0 : 1));
            if (await WriteAsync(message.Tenant!, taken, seen, ct) is { } etag) return (new HeldLedger(table, doubtful, clock, Lease, message.Tenant!, taken, etag), default);
        }
    }

    /// <summary>The tenant's message was given up.</summary>
    public async ValueTask FailAsync(WorkMessage message, CancellationToken ct)
    {
        if (await ReadAsync(message.Tenant!, ct) is ({ } row, { } seen) && row.Id == message.Id)
            await WriteAsync(message.Tenant!, row with { State = FenceState.Failed, At = clock.GetUtcNow() }, seen, ct);
    }

    private async ValueTask<(FenceRow? Row, string? ETag)> ReadAsync(string tenantId, CancellationToken ct)
    {
        var entry = await table.FindAsync(Ledger.FenceOf(tenantId), ct);
        return (entry is null ? null : StoredJson.ReadOrSkip(entry, LedgerJson.Default.FenceRow), entry?.ETag);
    }

    /// <summary>What was at rest, or given up, begins anew.</summary>
    private static int TriesOf(FenceRow? row) => row is { State: FenceState.Planned or FenceState.Running } ? row.Tries : 0;

    private bool IsFree(FenceRow row, DateTimeOffset now) => row.State switch
    {
        FenceState.Idle => true,
        FenceState.Failed => now - row.At > GivenUp,
        _ => now - row.At > Stale,
    };

    private ValueTask<string?> WriteAsync(string tenantId, FenceRow row, string? etag, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(row, LedgerJson.Default.FenceRow);
        return etag is null ? table.InsertAsync(Ledger.FenceOf(tenantId), json, ct) : table.ReplaceAsync(Ledger.FenceOf(tenantId), json, etag, ct);
    }
}
