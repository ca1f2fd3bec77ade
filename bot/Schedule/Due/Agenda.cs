using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>
/// What is due when. A tenant's lines stand in a partition of its own, by time; which tenants have any, in the <see cref="DueIndex"/>.
/// </summary>
/// <remarks>
/// The line is written before its entry in the index. Should the process die in between, so did the change that called for the line. An entry goes only
/// when its tenant has nothing due any more and nobody wrote the entry again meanwhile.
/// </remarks>
internal sealed class Agenda(ITable table, DueIndex index, TimeProvider clock, IOptions<ScheduleOptions> options, DueSignal signal)
{
    /// <summary>
    /// A line is written before the truth that calls for it, and its job reads the truth. So nobody runs a line this soon after it was written, unless
    /// its turn is known to be over (<see cref="TurnAgenda"/>): a job that came first would find nothing to do, and the line would be gone.
    /// </summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(30);

    private const string GivenUpWord = "given-up";

    private const int PageSize = 1_000;

    private const int MostEnsured = 10_000;

    /// <summary>What is due sooner than this counts as due now and is not spread.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>What this process planned last. Forgotten at a restart and when it is full: the same line twice is one.</summary>
    private readonly ConcurrentDictionary<(string Tenant, string Kind, string Subject), DateTimeOffset> _ensured = new();

    /// <summary>Writes a line, and returns its key if it is due already: whoever wrote it says when it may run.</summary>
    public ValueTask<Key?> PlanAsync(DueItem item, CancellationToken ct) => WriteAsync(new(1, item, clock.GetUtcNow()), RunsAt(item), ct);

    /// <inheritdoc cref="IAgenda.EnsureAsync"/>
    /// <returns>As <see cref="PlanAsync"/>; null also where it was planned before.</returns>
    public async ValueTask<Key?> EnsureAsync(DueItem item, CancellationToken ct)
    {
        var what = (item.TenantId, item.Kind, item.Subject);
        if (_ensured.TryGetValue(what, out var at) && at == item.At) return null;
        var line = await PlanAsync(item, ct);
        if (_ensured.Count >= MostEnsured) _ensured.Clear();
        _ensured[what] = item.At;
        return line;
    }

    /// <summary>The lines of a tenant that are due, oldest first; also those that may not run yet.</summary>
    public async ValueTask<IReadOnlyList<DueLine>> DueAsync(string tenantId, int most, CancellationToken ct)
    {
        var partition = PartitionOf(tenantId);
        var page = await table.QueryAsync(new(partition, "", DueTime.Row(DueTime.NextSecond(clock))), most, continuation: null, ct);
        return [.. page.Entries.Select(entry => new DueLine(entry, StoredJson.ReadOrSkip(entry, ScheduleJson.Default.AgendaLine)))];
    }

    /// <summary>The earliest moment of a line that is due, or failed and comes again or may be put back; null when nothing is left to be done.</summary>
    /// <param name="except">The kind that does not count: who asks is due itself.</param>
    public async ValueTask<DateTimeOffset?> OldestAsync(string tenantId, string except, CancellationToken ct)
    {
        var range = new RowRange(PartitionOf(tenantId), "", DueTime.Row(DueTime.NextSecond(clock) + LineFailures.LongestWait));
        return Earlier(await OldestAsync(range, except, ct), await OldestAsync(GivenUpOf(tenantId), except, ct));
    }

    /// <summary>The lines of a tenant that were given up, oldest first.</summary>
    public async ValueTask<IReadOnlyList<DueLine>> GivenUpAsync(string tenantId, CancellationToken ct)
    {
        var (lines, continuation) = (new List<DueLine>(), default(string));
        do
        {
            var page = await table.QueryAsync(GivenUpOf(tenantId), PageSize, continuation, ct);
            lines.AddRange(page.Entries.Select(entry => new DueLine(entry, StoredJson.ReadOrSkip(entry, ScheduleJson.Default.AgendaLine))));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return lines;
    }

    /// <summary>Puts a line aside, behind those that are due: in one batch, so that it is never in both places and never in none.</summary>
    /// <param name="due">Where it stands; null: nowhere yet.</param>
    public async ValueTask GiveUpAsync(DueLine? due, AgendaLine line, CancellationToken ct)
    {
        var item = line.Item;
        var aside = new Key(PartitionOf(item.TenantId), Key.Join(GivenUpWord, DueTime.Row(item.At), item.Kind, item.Subject));
        List<Change> changes = [new Change.Upsert(aside, JsonSerializer.Serialize(line, ScheduleJson.Default.AgendaLine))];
        if (due is not null) changes.Add(new Change.Delete(due.Entry.Key, due.Entry.ETag));
        await table.BatchAsync(changes, ct);
        if (due is not null) signal.Forget(due.Entry.Key);
    }

    /// <summary>Puts a line back that was given up, due at once. False where somebody else did.</summary>
    public async ValueTask<bool> TryReviveAsync(DueLine aside, AgendaLine line, CancellationToken ct)
    {
        var (item, now) = (line.Item, clock.GetUtcNow());
        var key = new Key(PartitionOf(item.TenantId), Key.Join(DueTime.Row(now), item.Kind, item.Subject));
        var json = JsonSerializer.Serialize(line with { Written = now, Tries = 0, Error = null }, ScheduleJson.Default.AgendaLine);
        // Before, should this process die after the batch; and after, should somebody have found nothing due in between.
        await index.AddAsync(item.TenantId, now, now + Grace, ct);
        if (!(await table.BatchAsync([new Change.Upsert(key, json), new Change.Delete(aside.Entry.Key, aside.Entry.ETag)], ct)).Applied) return false;
        await index.AddAsync(item.TenantId, now, now + Grace, ct);
        signal.Release(item.TenantId, key);
        return true;
    }

    private async ValueTask<DateTimeOffset?> OldestAsync(RowRange range, string except, CancellationToken ct)
    {
        var (oldest, continuation) = (default(DateTimeOffset?), default(string));
        do
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            foreach (var entry in page.Entries)
                if (StoredJson.ReadOrSkip(entry, ScheduleJson.Default.AgendaLine) is { Item: var item } && item.Kind != except)
                    oldest = Earlier(oldest, item.At);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return oldest;
    }

    /// <summary>Whether a due line may run: its turn is over, or died long ago.</summary>
    public bool IsRipe(DueLine due) => due.Line is not { } line || clock.GetUtcNow() - line.Written >= Grace || signal.IsReleased(due.Entry.Key);

    /// <summary>The line was done.</summary>
    public async ValueTask RemoveAsync(DueLine line, CancellationToken ct)
    {
        await table.DeleteAsync(line.Entry.Key, line.Entry.ETag, ct);
        signal.Forget(line.Entry.Key);
    }

    /// <summary>The line comes again later, with what went wrong.</summary>
    public async ValueTask PostponeAsync(DueLine line, AgendaLine again, DateTimeOffset at, CancellationToken ct)
    {
        await WriteAsync(again, at, ct);
        await RemoveAsync(line, ct);
    }

    /// <inheritdoc cref="IAgenda.EraseAsync"/>
    public async ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct)
    {
        await PersonTraces.EraseAsync(table, PartitionOf(tenantId), personId, ct);
        await PersonTraces.EraseAsync(table, Ledger.PartitionOf(tenantId), personId, ct);
    }

    private async ValueTask<Key?> WriteAsync(AgendaLine line, DateTimeOffset at, CancellationToken ct)
    {
        var item = line.Item;
        var key = new Key(PartitionOf(item.TenantId), Key.Join(DueTime.Row(at), item.Kind, item.Subject));
        await table.InsertAsync(key, JsonSerializer.Serialize(line, ScheduleJson.Default.AgendaLine), ct);
        await index.AddAsync(item.TenantId, at, line.Written + Grace, ct);
        return at < DueTime.NextSecond(clock) ? key : null;
    }

    private DateTimeOffset RunsAt(DueItem item) =>
        item.At <= clock.GetUtcNow() + Soon ? item.At : item.At + (options.Value.Spread * (StableHash.Of(item.TenantId) / (double)uint.MaxValue));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private static RowRange GivenUpOf(string tenantId) => RowRange.Under(PartitionOf(tenantId), GivenUpWord);

    private static string PartitionOf(string tenantId) => Key.Join("agenda", tenantId);
}

/// <summary>A line as it was read.</summary>
/// <param name="Line">Null where the row is not readable.</param>
internal sealed record DueLine(Entry Entry, AgendaLine? Line);

/// <summary>A line as it is stored.</summary>
/// <param name="V">The row's version.</param>
/// <param name="Written">When it was planned.</param>
/// <param name="Tries">How often its job failed.</param>
/// <param name="Error">The class of the last failure.</param>
internal sealed record AgendaLine(int V, DueItem Item, DateTimeOffset Written, int Tries = 0, string? Error = null);
