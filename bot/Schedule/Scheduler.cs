using Microsoft.Extensions.Options;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>
/// Looks every tick for what is due, and at once for what this process planned for now. Whatever is due in a tenant becomes one message in the work
/// queue, and any instance may take it.
/// </summary>
internal sealed partial class Scheduler(
    Agenda agenda, Fences fences, Worker worker, InstanceGuard guard, DueSignal signal, Waits waits, IOptions<ScheduleOptions> options, TimeProvider clock, ILogger<Scheduler> logger)
    : BackgroundService
{
    private const int PageSize = 1_000;
    private const int AtOnce = 16;

    /// <summary>How often the queue is asked, for what other instances put there or left.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);

    private readonly Slots _round = new(1);

    /// <summary>Whether some work waits for the clock: for its turn at Teams' pace, or for another try.</summary>
    public bool IsWaiting => waits.Count > 0;

    /// <summary>Does everything that is due by now, and returns when that is done and nobody who was called is still about to look.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        if (!options.Value.Enabled || !await guard.MaySendAsync(ct)) return;
        while (true)
        {
            await RoundAsync(tenants: null, ct);
            var ran = await worker.EndedAsync(ct);
            await signal.AnsweredAsync(ct);
            if (ran | await worker.EndedAsync(ct)) continue;
            if (await ScanAsync(ct) is { Count: 0 }) return;
            // Nothing runs here, and yet something is due: another instance has it.
            await waits.ForAsync(TimeSpan.FromMilliseconds(50), ct);
        }
    }

    /// <summary>One look at what is due; null: in all tenants.</summary>
    public async Task RoundAsync(IReadOnlySet<string>? tenants, CancellationToken ct)
    {
        await _round.EnterAsync(ct);
        try
        {
            var due = tenants ?? await ScanAsync(ct);
            await Parallel.ForEachAsync(due.Where(tenant => !worker.Poke(tenant)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, EnsureAsync);
            await worker.ReceiveAsync(ct);
        }
        finally
        {
            _round.Leave();
        }
    }

    /// <summary>A tenant for which the store does not answer keeps no other waiting.</summary>
    private async ValueTask EnsureAsync(string tenantId, CancellationToken ct)
    {
        try
        {
            await fences.EnsureAsync(tenantId, ct);
        }
        catch (StorageUnavailableException)
        {
            Log.Postponed(logger);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await worker.EndedAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        await using var look = clock.CreateTimer(_ => signal.RingForEveryone(), state: null, FirstLook, options.Value.Tick);
        await using var poll = clock.CreateTimer(_ => signal.RingForWork(), state: null, FirstLook, Poll);
        while (true)
        {
            var tenants = await signal.HearAsync(stoppingToken);
            try
            {
                if (await guard.MaySendAsync(stoppingToken)) await RoundAsync(tenants, stoppingToken);
            }
            catch (Exception problem) when (problem is StorageUnavailableException or UnreadableRowException)
            {
                Log.Postponed(logger);
            }
        }
    }

    /// <summary>The tenants that have something due. What the index says of one that has nothing any more is taken out of it.</summary>
    private async ValueTask<IReadOnlySet<string>> ScanAsync(CancellationToken ct)
    {
        var due = new HashSet<string>();
        for (var shard = 0; shard < Agenda.Shards; shard++)
            foreach (var entries in (await agenda.ScanAsync(shard, PageSize, ct)).GroupBy(entry => entry.TenantId))
                if (worker.Has(entries.Key) || await HasRipeAsync(entries.Key, [.. entries], ct)) due.Add(entries.Key);
        return due;
    }

    private async ValueTask<bool> HasRipeAsync(string tenantId, IReadOnlyList<DueEntry> entries, CancellationToken ct)
    {
        var lines = await agenda.DueAsync(tenantId, TenantSweep.MostLines, ct);
        if (lines.Count == 0) await agenda.ForgetAsync(entries, ct);
        return lines.Any(agenda.IsRipe);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store did not answer; what is due waits for the next look.")]
        public static partial void Postponed(ILogger logger);
    }
}
