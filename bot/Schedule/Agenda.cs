using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>
/// The due index, in two steps. A tenant's lines stand in a partition of its own, by time. Beside them an index across all tenants holds, by time and in
/// a few shards, which tenant has something due when: looking for what is due costs what is due, however much is registered.
/// </summary>
/// <remarks>
/// The line is written before its entry in the index. Should the process die in between, so did the change that called for the line. An entry goes only
/// when its tenant has nothing due any more and nobody wrote the entry again meanwhile.
/// </remarks>
internal sealed class Agenda(ITable table, TimeProvider clock, IOptions<ScheduleOptions> options, DueSignal signal)
{
    /// <summary>
    /// A line is written before the truth that calls for it, and its job reads the truth. So nobody runs a line this soon after it was written, unless
    /// its turn is known to be over (<see cref="TurnAgenda"/>): a job that came first would find nothing to do, and the line would be gone.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Azure serves 2,000 rows a second from one partition; so many tenants' lines share one.</summary>
    public const int Shards = 4;

    /// <summary>The most that a batch holds.</summary>
    private const int MostChanges = 100;

    private const int PageSize = 1_000;

    /// <summary>What is due sooner than this counts as due now and is not spread.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>Writes a line, and returns its key if it is due already: whoever wrote it says when it may run.</summary>
    public ValueTask<Key?> PlanAsync(DueItem item, CancellationToken ct) => WriteAsync(new(1, item, clock.GetUtcNow()), RunsAt(item), ct);

    /// <summary>The lines of a tenant that are due, oldest first; also those that may not run yet.</summary>
    public async ValueTask<IReadOnlyList<DueLine>> DueAsync(string tenantId, int most, CancellationToken ct)
    {
        var partition = PartitionOf(tenantId);
        var page = await table.QueryAsync(new(partition, "", Ticks(NextSecond())), most, continuation: null, ct);
        return [.. page.Entries.Select(entry => new DueLine(entry, StoredJson.ReadOrSkip(entry, ScheduleJson.Default.AgendaLine)))];
    }

    /// <summary>The earliest moment of a line that is due, or failed and comes again; null when nothing is left to be done.</summary>
    /// <param name="except">The kind that does not count: who asks is due itself.</param>
    public async ValueTask<DateTimeOffset?> OldestAsync(string tenantId, string except, CancellationToken ct)
    {
        var (range, oldest, continuation) = (new RowRange(PartitionOf(tenantId), "", Ticks(NextSecond() + LineFailures.LongestWait)), default(DateTimeOffset?), default(string));
        do
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            foreach (var entry in page.Entries)
                if (StoredJson.ReadOrSkip(entry, ScheduleJson.Default.AgendaLine) is { Item: var item } && item.Kind != except && (oldest is null || item.At < oldest)) oldest = item.At;
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

    /// <summary>The index's entries that are due in a shard, by time.</summary>
    public async ValueTask<IReadOnlyList<DueEntry>> ScanAsync(int shard, int most, CancellationToken ct)
    {
        var page = await table.QueryAsync(new(ShardOf(shard), "", Ticks(NextSecond())), most, continuation: null, ct);
        return [.. page.Entries.Select(entry => new DueEntry(Key.Split(entry.Key.Row)[1], entry))];
    }

    /// <summary>Takes a tenant's entries out of the index; one that somebody wrote again since it was read keeps them all there for the next look.</summary>
    public async ValueTask ForgetAsync(IReadOnlyList<DueEntry> entries, CancellationToken ct)
    {
        foreach (var some in entries.Chunk(MostChanges)) await table.BatchAsync([.. some.Select(entry => new Change.Delete(entry.Entry.Key, entry.Entry.ETag))], ct);
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
        var key = new Key(PartitionOf(item.TenantId), Key.Join(Ticks(at), item.Kind, item.Subject));
        await table.InsertAsync(key, JsonSerializer.Serialize(line, ScheduleJson.Default.AgendaLine), ct);
        var entry = new Key(ShardOf((int)(StableHash.Of(item.TenantId) % Shards)), Key.Join(Ticks(Second(at)), item.TenantId));
        // An entry that is there already is written all the same: whoever is about to take it out then sees that it changed.
        await table.BatchAsync([new Change.Upsert(entry, """{"v":1}""")], ct);
        return at < NextSecond() ? key : null;
    }

    private DateTimeOffset RunsAt(DueItem item) =>
        item.At <= clock.GetUtcNow() + Soon ? item.At : item.At + (options.Value.Spread * (StableHash.Of(item.TenantId) / (double)uint.MaxValue));

    /// <summary>Entries count in seconds; so a line is due from the beginning of its second on.</summary>
    private DateTimeOffset NextSecond() => Second(clock.GetUtcNow()).AddSeconds(1);

    private static DateTimeOffset Second(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string PartitionOf(string tenantId) => Key.Join("agenda", tenantId);

    private static string ShardOf(int shard) => Key.Join("due", shard.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A line as it was read.</summary>
/// <param name="Line">Null where the row is not readable.</param>
internal sealed record DueLine(Entry Entry, AgendaLine? Line);

/// <summary>An entry of the index across tenants.</summary>
internal sealed record DueEntry(string TenantId, Entry Entry);

/// <summary>A line as it is stored.</summary>
/// <param name="V">The row's version.</param>
/// <param name="Written">When it was planned.</param>
/// <param name="Tries">How often its job failed.</param>
/// <param name="Error">The class of the last failure.</param>
internal sealed record AgendaLine(int V, DueItem Item, DateTimeOffset Written, int Tries = 0, string? Error = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AgendaLine))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
