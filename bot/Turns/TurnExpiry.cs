using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// Takes away the marks of handled turns after a day: Teams sends again within minutes. Every hour it looks at the partitions where turns were marked
/// since the start, and at those that the store says were marked on an earlier day: a conversation where nothing happens any more keeps no marks.
/// </summary>
public sealed partial class TurnExpiry(ITable table, TimeProvider clock, ILogger<TurnExpiry> logger) : BackgroundService
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Partitions beyond this number wait for a later turn of theirs.</summary>
    private const int MostPartitions = 100_000;

    private const int PageSize = 100;

    /// <summary>The partition with a row a tenant; each tenant has one of its own, with a row a day and marked partition.</summary>
    private const string Tenants = "turns";

    private readonly ConcurrentDictionary<string, byte> _partitions = new();
    private readonly ConcurrentDictionary<string, DateOnly> _noted = new();
    private readonly ConcurrentDictionary<string, byte> _tenants = new();
    private int _count;

    /// <summary>Where it stands which partitions of a tenant were marked: their names tell whose they are.</summary>
    public static string PartitionOf(string tenantId) => Key.Join(Tenants, tenantId);

    /// <summary>A turn is about to be marked in this partition. One operation a day and partition.</summary>
    public async ValueTask NoteAsync(string tenantId, string partition, CancellationToken ct)
    {
        var today = DayOf(clock.GetUtcNow());
        if (_noted.TryGetValue(partition, out var day) && day == today) return;
        if (!_tenants.ContainsKey(tenantId))
        {
            await table.InsertAsync(new(Tenants, Key.Join(tenantId)), """{"v":1}""", ct);
            _tenants[tenantId] = 0;
        }
        await table.InsertAsync(new(PartitionOf(tenantId), Key.Join(Written(today), partition)), """{"v":1}""", ct);
        if (_noted.Count >= MostPartitions) _noted.Clear();
        _noted[partition] = today;
        Note(partition);
    }

    /// <summary>A turn was marked in this partition.</summary>
    public void Note(string partition)
    {
        if (_partitions.ContainsKey(partition) || Volatile.Read(ref _count) >= MostPartitions || !_partitions.TryAdd(partition, 0)) return;
        Interlocked.Increment(ref _count);
    }

    /// <summary>One round over the noted partitions; a partition without marks is forgotten until its next turn.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        foreach (var partition in _partitions.Keys)
            if (await SweepAloneAsync(partition, clock.GetUtcNow() - Kept, ct) == false && _partitions.TryRemove(partition, out _))
                Interlocked.Decrement(ref _count);
    }

    /// <summary>What was marked on days that are over for good, by whichever process: swept, and not looked at again.</summary>
    private async ValueTask SweepDaysAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await foreach (var tenant in RowsAsync(new(Tenants), ct))
        {
            if (!Key.TrySplit(tenant.Key.Row, out var ids)) continue;
            await foreach (var day in RowsAsync(new(PartitionOf(ids[0]), "", Written(DayOf(before))), ct))
                // What is none of ours names no partition: it goes.
                if (!Key.TrySplit(day.Key.Row, out var parts) || parts is not [_, var partition] || await SweepAloneAsync(partition, before, ct) is not null)
                    await table.DeleteAsync(day.Key, day.ETag, ct);
        }
    }

    /// <summary>Whether marks are left in a partition; null where something is wrong with it: it must not keep the others from being swept.</summary>
    private async ValueTask<bool?> SweepAloneAsync(string partition, DateTimeOffset before, CancellationToken ct)
    {
        try
        {
            return await SweepAsync(partition, before, ct);
        }
        catch (Exception problem) when (problem is not StorageUnavailableException && !ct.IsCancellationRequested)
        {
            Log.Postponed(logger, problem.GetType().Name);
            return null;
        }
    }

    private async IAsyncEnumerable<Entry> RowsAsync(RowRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        string? continuation = null;
        do
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            foreach (var entry in page.Entries) yield return entry;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
                await SweepDaysAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // What is left waits for the next round.
                Log.Postponed(logger, problem.GetType().Name);
            }
        }
    }

    /// <summary>False when the partition holds no marks any more.</summary>
    private async ValueTask<bool> SweepAsync(string partition, DateTimeOffset before, CancellationToken ct) => 0 < await table.ClearAsync(
        RowRange.Under(partition, TurnClaim.Row),
        entry => StoredJson.ReadOrSkip(entry, TurnMarkJson.Default.TurnMark) is not { } mark || mark.At < before,
        ct);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Marks of old turns stay until the next round: {Failure}.")]
        public static partial void Postponed(ILogger logger, string failure);
    }
}

/// <param name="V">The row's version.</param>
/// <param name="At">When the turn reached us.</param>
internal sealed record TurnMark(int V, DateTimeOffset At);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TurnMark))]
internal sealed partial class TurnMarkJson : JsonSerializerContext;
