using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// Takes away the marks of handled turns after a day: Teams sends again within minutes. Every hour it looks at the partitions where turns were marked
/// since the start; what stands in a partition where nothing happens any more is what one day left there, and stays small.
/// </summary>
public sealed partial class TurnExpiry(ITable table, TimeProvider clock, ILogger<TurnExpiry> logger) : BackgroundService
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Partitions beyond this number wait for a later turn of theirs.</summary>
    private const int MostPartitions = 100_000;

    /// <summary>The most that a batch holds.</summary>
    private const int PageSize = 100;

    private readonly ConcurrentDictionary<string, byte> _partitions = new();
    private int _count;

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
        {
            try
            {
                if (!await SweepAsync(partition, clock.GetUtcNow() - Kept, ct) && _partitions.TryRemove(partition, out _)) Interlocked.Decrement(ref _count);
            }
            catch (Exception problem) when (problem is not StorageUnavailableException && !ct.IsCancellationRequested)
            {
                // Something is wrong with this partition: it must not keep the others from being swept.
                Log.Postponed(logger, problem.GetType().Name);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // What is left waits for the next round.
                Log.Postponed(logger, problem.GetType().Name);
            }
        }
    }

    /// <summary>False when the partition holds no marks any more.</summary>
    private async ValueTask<bool> SweepAsync(string partition, DateTimeOffset before, CancellationToken ct)
    {
        var (range, kept, continuation) = (RowRange.Under(partition, TurnClaim.Row), 0, default(string));
        do
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            var old = page.Entries.Where(entry => StoredJson.ReadOrSkip(entry, TurnMarkJson.Default.TurnMark) is not { } mark || mark.At < before).ToList();
            if (old.Count > 0) await table.BatchAsync([.. old.Select(entry => new Change.Delete(entry.Key, entry.ETag))], ct);
            kept += page.Entries.Count - old.Count;
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return kept > 0;
    }

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
