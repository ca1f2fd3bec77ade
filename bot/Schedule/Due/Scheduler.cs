using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>
/// Looks every tick for what is due, at once for what this process planned for now, and again when there is room for more. A look claims as many tenants
/// as this process has room for and leaves the rest to others.
/// </summary>
internal sealed partial class Scheduler(
    DueIndex index, Agenda agenda, Worker worker, InstanceGuard guard, FormerQueue former, DueSignal signal, Random random, IOptions<ScheduleOptions> options,
    TimeProvider clock, ILogger<Scheduler> logger)
    : BackgroundService, IHealthDetail
{
    private const int AtOnce = 16;

    /// <summary>A look takes a while where very much is due; one that has not come after so many ticks does not come.</summary>
    private const int MostTicks = 3;

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);

    /// <summary>Tenants that are due for sure and could not be begun. The index may say that this process sees to them, so it must not forget them.</summary>
    private readonly ConcurrentDictionary<string, bool> _postponed = [];

    /// <summary>Where the next look begins: at random, so that several processes do not begin at the same shard; then where there was no more room.</summary>
    private int _shard = random.Next(DueIndex.Shards);

    /// <summary>When all tenants were looked at last, as the clock counts; the start counts as a look.</summary>
    private long _looked = clock.GetUtcNow().UtcTicks;

    /// <summary>The class of the failure that was told last; null since a look went well.</summary>
    private volatile string? _told;

    /// <inheritdoc/>
    public string? Problem => options.Value.Enabled && clock.GetUtcNow().UtcTicks - Volatile.Read(ref _looked) > MostTicks * options.Value.Tick.Ticks
        ? "The scheduler has not looked for what is due for three ticks (Schedule:Tick), so nothing is posted unasked. The log says why."
        : null;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await worker.EndedAsync(cancellationToken);
        foreach (var tenant in _postponed.Keys) await worker.LeaveToOthersAsync(tenant, CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        await using var look = clock.CreateTimer(_ => signal.RingForEveryone(), state: null, FirstLook, options.Value.Tick);
        while (true)
        {
            var rings = await signal.HearAsync(stoppingToken);
            try
            {
                if (await guard.MaySendAsync(stoppingToken)) await AnswerAsync(rings, stoppingToken);
                if (rings.IsForEveryone) Volatile.Write(ref _looked, clock.GetUtcNow().UtcTicks);
                _told = null;
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: nobody else would look until the process is started again.
                Tell(problem);
                foreach (var tenant in rings.Tenants) _postponed[tenant] = true;
            }
        }
    }

    /// <summary>First the tenants where something is due for sure: an entry of theirs in the index says that this process sees to it.</summary>
    private async Task AnswerAsync(DueRings rings, CancellationToken ct)
    {
        await former.MoveAsync(ct);
        await SeeToAsync(rings.Tenants.Select(DueTenant.Known), ct);
        if (rings.IsForEveryone) await LookAsync(ct);
    }

    /// <summary>Shard by shard; what was found in one is worked on while the next is looked at.</summary>
    private async Task LookAsync(CancellationToken ct)
    {
        await SeeToAsync([.. _postponed.Keys.Where(tenant => _postponed.TryRemove(tenant, out _)).Select(DueTenant.Known)], ct);
        for (var looked = 0; looked < DueIndex.Shards; looked++, _shard = (_shard + 1) % DueIndex.Shards)
            for (var isMore = true; isMore;)
            {
                if (worker.Room is not (> 0 and var room))
                {
                    worker.CallWhenFree();
                    return;
                }
                var due = await index.ClaimAsync(_shard, room, random, ct);
                await SeeToAsync(due, ct);
                isMore = due.Count == room;
            }
    }

    /// <summary>A tenant for which the store does not answer keeps no other waiting.</summary>
    private Task SeeToAsync(IEnumerable<DueTenant> tenants, CancellationToken ct) => Parallel.ForEachAsync(
        tenants.Where(tenant => !worker.Poke(tenant.TenantId)),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
        async (tenant, _) =>
        {
            try
            {
                var due = tenant.Entries.Count == 0 ? tenant : tenant with { Lines = await agenda.DueAsync(tenant.TenantId, TenantRun.MostLines, ct) };
                // What the index says of a tenant that has nothing due any more is taken out of it.
                if (due.Lines is { Count: 0 }) await index.ForgetAsync(due, ct);
                else if (due.Lines?.Any(agenda.IsRipe) != false && !worker.TryStart(due, ct)) _postponed[due.TenantId] = true;
            }
            catch (Exception problem) when (!ct.IsCancellationRequested)
            {
                Tell(problem);
                _postponed[tenant.TenantId] = true;
            }
        });

    /// <summary>Says it once, until it is another failure or over.</summary>
    private void Tell(Exception problem)
    {
        var failure = problem.GetType().Name;
        if (_told == failure) return;
        _told = failure;
        Log.Postponed(logger, failure);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Looking for what is due failed: {Failure}. It waits for the next look.")]
        public static partial void Postponed(ILogger logger, string failure);
    }
}
