using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>
/// Looks every tick for what is due, and at once for what this process planned for now. Whatever is due in a tenant becomes one message in the work
/// queue, and any instance may take it.
/// </summary>
internal sealed partial class Scheduler(
    DueIndex index, Agenda agenda, Fences fences, Worker worker, InstanceGuard guard, DueSignal signal, ClockWaits waits, Random random, IOptions<ScheduleOptions> options, TimeProvider clock, ILogger<Scheduler> logger)
    : BackgroundService, IHealthDetail
{
    private const int AtOnce = 16;

    /// <summary>How often the queue is asked, for what other instances put there or left.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);

    /// <summary>A look takes a while where very much is due; one that has not come after so many ticks does not come.</summary>
    private const int MostTicks = 3;

    private readonly ConcurrencyLimit _round = new(1);
    private readonly int _firstShard = random.Next(DueIndex.Shards);

    /// <summary>Tenants for which the store did not answer. Others take them to be seen to, so this process asks again at its next look.</summary>
    private readonly ConcurrentDictionary<string, bool> _postponed = [];

    /// <summary>When all tenants were looked at last, as the clock counts; the start counts as a look.</summary>
    private long _looked = clock.GetUtcNow().UtcTicks;

    /// <summary>The class of the failure that was told last; null since a look went well.</summary>
    private string? _told;

    /// <inheritdoc/>
    public string? Problem => options.Value.Enabled && clock.GetUtcNow().UtcTicks - Volatile.Read(ref _looked) > MostTicks * options.Value.Tick.Ticks
        ? "The scheduler has not looked for what is due for three ticks (Schedule:Tick), so nothing is posted unasked. The log says why."
        : null;

    /// <summary>Whether some work waits for the clock: for its turn at Teams' pace, or for another try.</summary>
    public bool IsWaiting => waits.Count > 0;

    /// <summary>Does everything that is due by now, and returns when that is done and nobody who was called is still about to look.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        if (!options.Value.Enabled || !await guard.MaySendAsync(ct)) return;
        while (true)
        {
            await RoundAsync(new(new HashSet<string>(), IsForEveryone: true), isAfresh: true, ct);
            Volatile.Write(ref _looked, clock.GetUtcNow().UtcTicks);
            var ran = await worker.EndedAsync(ct);
            await signal.AnsweredAsync(ct);
            if (ran | await worker.EndedAsync(ct)) continue;
            if (!await IsDueAsync(ct)) return;
            // Nothing runs here, and yet something is due: another instance has it.
            await waits.ForAsync(TimeSpan.FromMilliseconds(50), ct);
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> DetailAsync(CancellationToken ct) => new((string?)null);

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
        await using var poll = clock.CreateTimer(_ => signal.RingForEveryone(), state: null, FirstLook, Poll);
        while (true)
        {
            var rings = await signal.HearAsync(stoppingToken);
            try
            {
                if (await guard.MaySendAsync(stoppingToken)) await RoundAsync(rings, isAfresh: false, stoppingToken);
                _told = null;
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: nobody else would look until the process is started again.
                Tell(problem);
                foreach (var tenant in rings.Tenants) _postponed[tenant] = true;
                continue;
            }
            if (rings.IsForEveryone) Volatile.Write(ref _looked, clock.GetUtcNow().UtcTicks);
        }
    }

    /// <summary>Says it once, until it is another failure or over.</summary>
    private void Tell(Exception problem)
    {
        var failure = problem.GetType().Name;
        if (_told == failure) return;
        _told = failure;
        Log.Postponed(logger, failure);
    }

    /// <summary>First the tenants where something is due for sure: an entry of theirs in the index says that this process sees to it.</summary>
    /// <param name="isAfresh">Also where another process sees to it.</param>
    private async Task RoundAsync(DueRings rings, bool isAfresh, CancellationToken ct)
    {
        await _round.EnterAsync(ct);
        try
        {
            await SeeToAsync(rings.Tenants.Select(Unseen), ct);
            if (rings.IsForEveryone) await LookAsync(isAfresh, ct);
            await worker.ReceiveAsync(ct);
        }
        finally
        {
            _round.Leave();
        }
    }

    /// <summary>Shard by shard, each process from another one on; what was found in one is worked on while the next is looked at.</summary>
    private async Task LookAsync(bool isAfresh, CancellationToken ct)
    {
        await SeeToAsync([.. _postponed.Keys.Where(tenant => _postponed.TryRemove(tenant, out _)).Select(Unseen)], ct);
        for (var i = 0; i < DueIndex.Shards; i++)
        {
            var due = await index.ClaimAsync((_firstShard + i) % DueIndex.Shards, isAfresh, ct);
            await SeeToAsync(due.Select(tenant => (tenant.TenantId, (DueTenant?)tenant)), ct);
            if (due.Count > 0) await worker.ReceiveAsync(ct);
        }
    }

    /// <summary>A tenant for which the store does not answer keeps no other waiting.</summary>
    /// <param name="tenants">Each with what the index says of it; nothing where something is due for sure.</param>
    private Task SeeToAsync(IEnumerable<(string TenantId, DueTenant? Found)> tenants, CancellationToken ct) => Parallel.ForEachAsync(
        tenants.Where(tenant => !worker.Poke(tenant.TenantId)),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
        async (tenant, _) =>
        {
            try
            {
                if (tenant.Found is null || await HasRipeAsync(tenant.Found, ct)) await fences.EnsureAsync(tenant.TenantId, ct);
            }
            catch (Exception problem) when (!ct.IsCancellationRequested)
            {
                Tell(problem);
                _postponed[tenant.TenantId] = true;
            }
        });

    private static (string TenantId, DueTenant? Found) Unseen(string tenantId) => (tenantId, null);

    private async ValueTask<bool> IsDueAsync(CancellationToken ct)
    {
        for (var shard = 0; shard < DueIndex.Shards; shard++)
            foreach (var tenant in await index.ScanAsync(shard, ct))
                if (worker.Has(tenant.TenantId) || await HasRipeAsync(tenant, ct)) return true;
        return false;
    }

    /// <summary>What the index says of a tenant that has nothing due any more is taken out of it.</summary>
    private async ValueTask<bool> HasRipeAsync(DueTenant tenant, CancellationToken ct)
    {
        var lines = await agenda.DueAsync(tenant.TenantId, TenantRun.MostLines, ct);
        if (lines.Count == 0) await index.ForgetAsync(tenant, ct);
        return lines.Any(agenda.IsRipe);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Looking for what is due failed: {Failure}. It waits for the next look.")]
        public static partial void Postponed(ILogger logger, string failure);
    }
}
