using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// Holds tenants, as many at once as there is room for: takes the fence of each, has done what is due in it, and gives it back; at once when the process is
/// to end. A tenant that was taken more than five times without that a post became final is given up.
/// </summary>
internal sealed partial class Worker(
    Fences fences, TenantRuns runs, GivenUp givenUp, DueIndex index, DueSignal signal, IOptions<ScheduleOptions> options, TimeProvider clock,
        ILogger<Worker> logger)
{
    private const int MostTries = 5;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(1);

    /// <summary>How long what is on its way may take when the process is to end.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(7);

    /// <summary>A look costs the same for one tenant as for many, so it is worth it when a quarter of the room is free.</summary>
    private readonly int _worthALook = Math.Max(1, options.Value.Tenants / 4);

    private readonly ConcurrencyLimit _free = new(options.Value.Tenants);
    private readonly ConcurrentDictionary<string, TenantRun> _held = [];
    private readonly ConcurrentDictionary<Task, bool> _running = [];
    private volatile bool _isCalling;

    /// <summary>How many more tenants it can take.</summary>
    public int Room => _free.Free;

    /// <summary>Whether this process has the tenant and will do what became due.</summary>
    public bool Poke(string tenantId) => _held.TryGetValue(tenantId, out var run) && run.Poke();

    /// <summary>Calls for a look when there is room again.</summary>
    public void CallWhenFree()
    {
        _isCalling = true;
        CallIfFree();
    }

    /// <summary>
    /// When the process is to end: an entry that nobody sees to, for what it claimed and cannot do any more. Where that fails, the claim runs out.
    /// </summary>
    public async Task LeaveToOthersAsync(string tenantId, CancellationToken ct)
    {
        try
        {
            await index.AddAsync(tenantId, clock.GetUtcNow(), until: default, ct);
        }
        catch (Exception failure)
        {
            Log.NotLeft(logger, failure.GetType().Name);
        }
    }

    /// <summary>Ends when everything that runs now has ended; whether anything did.</summary>
    public async Task<bool> EndedAsync(CancellationToken ct)
    {
        var running = _running.Keys.ToList();
        await Task.WhenAll(running).WaitAsync(ct);
        return running.Count > 0;
    }

    /// <summary>Begins with a tenant that this process does not have. False: there is no room, and it calls when there is.</summary>
    public bool TryStart(DueTenant due, CancellationToken stop)
    {
        if (!_free.TryEnter())
        {
            CallWhenFree();
            return false;
        }
        var task = DoAsync(due, _held[due.TenantId] = runs.Begin(due), stop);
        _running[task] = true;
        task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return true;
    }

    private async Task DoAsync(DueTenant due, TenantRun run, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            // Where the answer was lost, the tenant is ours: nobody else could have it for a while.
            (HeldLedger? Ledger, TimeSpan Wait) taken = default;
            await PatientAsync(async () => taken = await fences.TakeAsync(due.TenantId, stop), stop);
            if (taken.Ledger is not { } ledger) RingLater(due.TenantId, taken.Wait < fences.Lease ? taken.Wait : fences.Lease, stop);
            else if (ledger.Tries > MostTries) await givenUp.AddAllAsync(due.TenantId, ledger, CancellationToken.None);
            else await HoldAsync(due, run, ledger, stop);
        }
        catch (Exception failure)
        {
            if (!stop.IsCancellationRequested) Log.Failed(logger, failure.GetType().Name);
            RingLater(due.TenantId, AfterFailure, stop);
        }
        finally
        {
            if (stop.IsCancellationRequested) await LeaveToOthersAsync(due.TenantId, CancellationToken.None);
            _held.TryRemove(new(due.TenantId, run));
            if (run.End()) signal.Ring(due.TenantId);
            _free.Leave();
            CallIfFree();
        }
    }

    private async Task HoldAsync(DueTenant due, TenantRun run, HeldLedger ledger, CancellationToken stop)
    {
        using var abort = new CancellationTokenSource();
        await using var farewell = stop.Register(() => abort.CancelAfter(Farewell));
        using var lease = new Lease(ledger, fences.Lease, clock);
        lease.Keep(abort);
        try
        {
            await runs.RunAsync(run, ledger, () => options.Value.Tenants - _free.Free, stop, abort.Token);
            await lease.EndAsync(CancellationToken.None);
            if (stop.IsCancellationRequested) await PatientAsync(async () => await ledger.ReleaseAsync(error: null, CancellationToken.None), stop);
            // Everything is done, so an outage is no reason to do it again; and the index need not say any more that it is due.
            else await Outage.OutlastAsync(async () => await ledger.FinishAsync(CancellationToken.None), AfterOutage, clock, stop);
            if (run.IsNothingLeft) await PatientAsync(() => index.ForgetAsync(due, CancellationToken.None), stop);
        }
        catch (Exception failure)
        {
            await lease.EndAsync(CancellationToken.None);
            if (failure is FenceLostException || lease.IsLost)
            {
                Log.Overtaken(logger);
                return;
            }
            await PatientAsync(async () => await ledger.ReleaseAsync(failure.GetType().Name, CancellationToken.None), stop);
            throw;
        }
    }

    private Task PatientAsync(Func<ValueTask> ask, CancellationToken stop) => Outage.OutlastAsync(ask, AfterOutage, clock, stop, MostTries);

    private void RingLater(string tenantId, TimeSpan wait, CancellationToken stop) =>
        Task.Delay(wait, clock, stop).ContinueWith(_ => signal.Ring(tenantId), stop, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    private void CallIfFree()
    {
        if (!_isCalling || Room < Math.Min(_worthALook, Room + _held.Count)) return;
        _isCalling = false;
        signal.RingForEveryone();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What is due in a tenant could not be done: {Failure}. It is tried again.")]
        public static partial void Failed(ILogger logger, string failure);

        [LoggerMessage(3, LogLevel.Warning, "A tenant could not be left to others at once: {Failure}. They find it when its claim is over.")]
        public static partial void NotLeft(ILogger logger, string failure);

        [LoggerMessage(2, LogLevel.Warning, "Another instance took a tenant over, so this one stopped.")]
        public static partial void Overtaken(ILogger logger);
    }
}
