using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>What a worker needs to send for a tenant, beside the tenant.</summary>
internal sealed record Trade(
    Fences Fences, Agenda Agenda, JobRunner Lines, SweepRunner Sweeps, LineFailures Failures, Courier Courier, Alarms Alarms, ScheduleMeter Meter, DueSignal Signal, TimeProvider Clock,
    LedgerUpkeep Upkeep);

/// <summary>
/// Takes messages from the work queue, holds each for as long as its tenant has something due, and gives it back at once when the process is to end. A
/// tenant that was taken more than five times without that a post became final is given up: its message goes to the poison queue.
/// </summary>
internal sealed partial class Worker(IWorkQueue queue, Trade trade, IOptions<ScheduleOptions> options, ILogger<Worker> logger)
{
    /// <summary>So many posts may be on their way at once in one process, shared among the tenants that are sent to; each of them is held until it was answered.</summary>
    private const int MostOnTheWay = 1_500;

    /// <summary>One tenant's share is never less: enough for the full pace while Teams answers within half a second.</summary>
    private const int LeastOnTheWay = 24;

    /// <summary>And never more: enough for the full pace while Teams answers within eight seconds.</summary>
    private const int MostOfOneTenant = 400;

    private const int MostTries = 5;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(1);

    /// <summary>How long what is on its way may take when the process is to end.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(7);

    private readonly ConcurrencyLimit _free = new(options.Value.Tenants);
    private readonly ConcurrentDictionary<string, TenantRun> _sweeps = [];
    private readonly ConcurrentDictionary<Task, bool> _running = [];

    /// <summary>There was no room for what else may be in the queue.</summary>
    private volatile bool _hasMore;

    /// <summary>Whether this process has the tenant and will do what became due.</summary>
    public bool Poke(string tenantId) => _sweeps.TryGetValue(tenantId, out var sweep) && sweep.Poke();

    /// <summary>Whether this process has the tenant.</summary>
    public bool Has(string tenantId) => _sweeps.ContainsKey(tenantId);

    /// <summary>Ends when everything that runs now has ended.</summary>
    public async Task<bool> EndedAsync(CancellationToken ct)
    {
        var running = _running.Keys.ToList();
        await Task.WhenAll(running).WaitAsync(ct);
        return running.Count > 0;
    }

    /// <summary>Takes what is in the queue, as far as there is room.</summary>
    public async Task ReceiveAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (_hasMore = !_free.TryEnter()) return;
            WorkItem? item = null;
            try
            {
                item = await queue.ReceiveAsync(trade.Fences.Lease, CancellationToken.None);
            }
            finally
            {
                if (item is null) _free.Leave();
            }
            if (item is null) return;
            Start(item, stop);
        }
    }

    private void Start(WorkItem item, CancellationToken stop)
    {
        var task = DoAndGoOnAsync(item, stop);
        _running[task] = true;
        task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>What is next in the queue is not left until somebody looks again.</summary>
    private async Task DoAndGoOnAsync(WorkItem item, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            await DoAsync(item, stop);
        }
        finally
        {
            _free.Leave();
        }
        try
        {
            if (_hasMore) await ReceiveAsync(stop);
        }
        catch (Exception failure)
        {
            // Left until somebody looks again, after all.
            Log.NotReceived(logger, failure.GetType().Name);
        }
    }

    private async Task DoAsync(WorkItem item, CancellationToken stop)
    {
        var message = WorkMessage.Read(item.Body);
        try
        {
            await (message switch
            {
                null => GiveUpAsync(item, "Unreadable", CancellationToken.None),
                // A newer version of the program runs beside this one; it will come for it.
                { V: > WorkMessage.Version } => item.DequeueCount > MostTries ? GiveUpAsync(item, "UnknownVersion", CancellationToken.None) : Task.CompletedTask,
                { Line: { } line, IsDead: true } => BuryAsync(item, message, line),
                { Line: { } line } => ReviveAsync(item, line),
                _ => SweepAsync(item, message, stop),
            });
        }
        catch (Exception failure)
        {
            Log.Failed(logger, failure.GetType().Name);
            if (message is not null) await ReturnAsync(item, message with { Error = failure.GetType().Name });
        }
    }

    private async Task SweepAsync(WorkItem item, WorkMessage message, CancellationToken stop)
    {
        var tenantId = message.Tenant!;
        var (taken, wait) = _sweeps.TryGetValue(tenantId, out var running) && running.MessageId == message.Id ? (null, trade.Fences.Lease) : await TakeAsync(message, stop);
        if (taken is not { } ledger)
        {
            if (wait == TimeSpan.Zero) await queue.CompleteAsync(item, CancellationToken.None);
            else await queue.UpdateAsync(item, item.Body, wait, CancellationToken.None);
            return;
        }
        if (ledger.Tries > MostTries)
        {
            await FailAsync(item, message);
            return;
        }
        using var abort = new CancellationTokenSource();
        await using var farewell = stop.Register(() => abort.CancelAfter(Farewell));
        using var lease = new Lease(queue, item, message, ledger, trade.Fences.Lease, trade.Clock);
        lease.Keep(abort);
        var sweep = _sweeps[tenantId] = new TenantRun(trade.Agenda, trade.Lines, trade.Sweeps, trade.Failures, trade.Clock, tenantId, message.Id);
        try
        {
            await sweep.RunAsync(new(tenantId, ledger, trade.Courier, trade.Meter, trade.Upkeep, trade.Clock, Share(), stop, abort.Token));
            await lease.EndAsync(CancellationToken.None);
            if (stop.IsCancellationRequested) await ReleaseAsync(ledger, lease, TimeSpan.Zero, error: null, stop);
            else await CompleteAsync(ledger, lease, stop);
        }
        catch (Exception failure) when (failure is FenceLostException || lease.IsLost)
        {
            await lease.EndAsync(CancellationToken.None);
            Log.Overtaken(logger);
        }
        catch (Exception failure)
        {
            Log.Failed(logger, failure.GetType().Name);
            await lease.EndAsync(CancellationToken.None);
            await ReleaseAsync(ledger, lease, AfterFailure, failure.GetType().Name, stop);
        }
        finally
        {
            _sweeps.TryRemove(new(tenantId, sweep));
            trade.Courier.Rest(tenantId);
            if (sweep.End()) trade.Signal.Ring(tenantId);
        }
    }

    /// <summary>Where the answer was lost, the tenant is ours: nobody else could have it for a while.</summary>
    private async Task<(HeldLedger? Ledger, TimeSpan Wait)> TakeAsync(WorkMessage message, CancellationToken stop)
    {
        (HeldLedger?, TimeSpan) taken = default;
        await Outage.OutlastAsync(async () => taken = await trade.Fences.TakeAsync(message, stop), AfterOutage, trade.Clock, stop, MostTries);
        return taken;
    }

    private int Share() => Math.Clamp(MostOnTheWay / Math.Max(1, _sweeps.Count), LeastOnTheWay, MostOfOneTenant);

    private async Task ReleaseAsync(HeldLedger ledger, Lease lease, TimeSpan after, string? error, CancellationToken stop)
    {
        await Outage.OutlastAsync(async () => await ledger.ReleaseAsync(hasFailed: error is not null, CancellationToken.None), AfterOutage, trade.Clock, stop, MostTries);
        await lease.ReleaseAsync(after, error, CancellationToken.None);
    }

    /// <summary>Everything is done: an outage is no reason to do it again.</summary>
    private async Task CompleteAsync(HeldLedger ledger, Lease lease, CancellationToken stop)
    {
        await Outage.OutlastAsync(async () => await ledger.FinishAsync(CancellationToken.None), AfterOutage, trade.Clock, stop);
        await Outage.OutlastAsync(async () => await lease.CompleteAsync(CancellationToken.None), AfterOutage, trade.Clock, stop);
    }

    private async Task FailAsync(WorkItem item, WorkMessage message)
    {
        await trade.Alarms.GivenUpAsync(message.Tenant!, kind: null, CancellationToken.None);
        await GiveUpAsync(item, message.Error ?? "NoProgress", CancellationToken.None);
        await trade.Fences.FailAsync(message, CancellationToken.None);
    }

    private async Task GiveUpAsync(WorkItem item, string reason, CancellationToken ct)
    {
        Log.GivenUp(logger, reason);
        trade.Meter.CountPoisoned();
        await queue.PoisonAsync(item, reason, ct);
    }

    /// <summary>First its body says that it is alive again: that is what the poison queue keeps, and hands back one day.</summary>
    private async Task BuryAsync(WorkItem item, WorkMessage message, DueItem line)
    {
        var alive = new WorkMessage(WorkMessage.Version, "", Line: line);
        if (await queue.UpdateAsync(item, alive.Write(), trade.Fences.Lease, CancellationToken.None) is { } held)
            await queue.PoisonAsync(held, message.Error ?? "Failed", CancellationToken.None);
    }

    private async Task ReviveAsync(WorkItem item, DueItem line)
    {
        if (await trade.Agenda.PlanAsync(line, CancellationToken.None) is { } due) trade.Signal.Release(line.TenantId, due);
        await queue.CompleteAsync(item, CancellationToken.None);
    }

    private async Task ReturnAsync(WorkItem item, WorkMessage message)
    {
        try
        {
            await queue.UpdateAsync(item, message.Write(), AfterFailure, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // It comes back by itself when its time is up.
            Log.NotReceived(logger, failure.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What is due in a tenant could not be done: {Failure}. It is tried again.")]
        public static partial void Failed(ILogger logger, string failure);

        [LoggerMessage(2, LogLevel.Warning, "Another instance took a tenant over, so this one stopped.")]
        public static partial void Overtaken(ILogger logger);

        [LoggerMessage(4, LogLevel.Warning, "The queue of work failed: {Failure}. What is in it waits.")]
        public static partial void NotReceived(ILogger logger, string failure);

        [LoggerMessage(3, LogLevel.Error, "A message was put in the poison queue: {Reason}.")]
        public static partial void GivenUp(ILogger logger, string reason);
    }
}
