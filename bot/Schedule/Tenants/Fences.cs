using System.Text.Json;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// Who may send in a tenant: one row a tenant, changed under its ETag alone, that says who has it and until when. Whoever takes it does so with an epoch
/// one higher than any before; it is a lease on the store that holds the truth, and there is no other.
/// </summary>
internal sealed class Fences(ITable table, DoubtfulPosts doubtful, IOptions<ScheduleOptions> options, TimeProvider clock)
{
    /// <summary>What was given up is tried again by itself after so long; somebody may put it back sooner.</summary>
    private static readonly TimeSpan GivenUp = TimeSpan.FromHours(1);

    /// <summary>This process, among those that share the store.</summary>
    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>How long a tenant is had without a sign of life.</summary>
    public TimeSpan Lease => options.Value.Lease;

    /// <summary>Takes the tenant; only while this process does not have it.</summary>
    /// <returns>No ledger where somebody else has the tenant, or it was given up; then how long that lasts, if nothing is heard of them meanwhile.</returns>
    public async ValueTask<(HeldLedger? Ledger, TimeSpan Wait)> TakeAsync(string tenantId, CancellationToken ct)
    {
        while (true)
        {
            var (before, seen) = await ReadAsync(tenantId, ct);
            var now = clock.GetUtcNow();
            // What this process took and does not have is what it was not told of: the answer was lost. That was no try.
            var isUntold = before is { State: FenceState.Running } && before.Holder == _holder;
            if (!isUntold && Left(before, now) is { Ticks: > 0 } left) return (null, left);
            var taken = new FenceRow(1, FenceState.Running, Guid.NewGuid().ToString("N"), (before?.Epoch ?? 0) + 1, now + Lease,
                before?.Places ?? new Dictionary<string, string>(), _holder, TriesOf(before) + (isUntold ? 0 : 1), before?.Error);
            if (await WriteAsync(tenantId, taken, seen, ct) is { } etag) return (new(table, doubtful, clock, Lease, tenantId, taken, etag), default);
        }
    }

    /// <summary>Why all that is due in the tenant was given up; null where it was not.</summary>
    public async ValueTask<string?> FailureAsync(string tenantId, CancellationToken ct) =>
        await ReadAsync(tenantId, ct) is ({ State: FenceState.Failed } row, _) ? row.Error ?? "NoProgress" : null;

    /// <summary>What was given up may be tried anew. False where it was not, or somebody was faster.</summary>
    public async ValueTask<bool> TryReviveAsync(string tenantId, CancellationToken ct) =>
        await ReadAsync(tenantId, ct) is ({ State: FenceState.Failed } row, { } seen)
        && await WriteAsync(tenantId, row with { State = FenceState.Idle, Tries = 0, Error = null }, seen, ct) is not null;

    private async ValueTask<(FenceRow? Row, string? ETag)> ReadAsync(string tenantId, CancellationToken ct)
    {
        var entry = await table.FindAsync(Ledger.FenceOf(tenantId), ct);
        return (entry is null ? null : StoredJson.ReadOrSkip(entry, ScheduleJson.Default.FenceRow), entry?.ETag);
    }

    /// <summary>How long it is not free. Whoever says it for longer than anybody may has another clock than ours.</summary>
    private TimeSpan Left(FenceRow? row, DateTimeOffset now) => row switch
    {
        { State: FenceState.Running } when row.At - now is var left && left <= Lease => left,
        { State: FenceState.Failed } when row.At + GivenUp - now is var left && left <= GivenUp + Lease => left,
        _ => TimeSpan.Zero,
    };

    /// <summary>What was at rest, or given up, begins anew.</summary>
    private static int TriesOf(FenceRow? row) => row is { State: FenceState.Released or FenceState.Running } ? row.Tries : 0;

    private ValueTask<string?> WriteAsync(string tenantId, FenceRow row, string? etag, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(row, ScheduleJson.Default.FenceRow);
        return etag is null ? table.InsertAsync(Ledger.FenceOf(tenantId), json, ct) : table.ReplaceAsync(Ledger.FenceOf(tenantId), json, etag, ct);
    }
}
