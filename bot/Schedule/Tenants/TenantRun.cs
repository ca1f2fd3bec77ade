using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// Everything that is due in one tenant, by the one who holds it: jobs beside each other, and sweeps one after the other. What becomes due meanwhile is
/// done too, so that a press is followed at once even while a thousand nudges go out. Where a job runs alone, all that was on its way has ended and stands
/// in the ledger by then.
/// </summary>
internal sealed class TenantRun(Agenda agenda, JobRunner runner, SweepRunner sweeps, LineFailures failures, TimeProvider clock, DueTenant tenant)
{
    /// <summary>So many jobs at once; the lines beyond wait for the next look.</summary>
    public const int MostLines = 50;

    /// <summary>While something runs, what other instances planned is looked for so often.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(5);

    /// <summary>What runs alone gives way so long to what becomes due after it.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(3);

    private readonly Lock _lock = new();
    private TaskCompletionSource _poked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;

    /// <summary>
    /// What the scheduler found just now need not be read again, unless somebody poked since. Should another have done it meanwhile, a line came twice, which
    /// it may.
    /// </summary>
    private IReadOnlyList<DueLine>? _found = tenant.Lines;

    public string TenantId => tenant.TenantId;

    /// <summary>Whether the last look found no line at all, not even one that may not run yet.</summary>
    public bool IsNothingLeft { get; private set; }

    /// <summary>Says that more is due. False: too late, it has ended.</summary>
    public bool Poke()
    {
        lock (_lock)
        {
            _poked.TrySetResult();
            return !_hasEnded;
        }
    }

    /// <summary>No more is looked for. True where somebody poked since the last look.</summary>
    public bool End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            return _poked.Task.IsCompleted;
        }
    }

    /// <summary>Runs until nothing is due any more.</summary>
    /// <exception cref="FenceLostException">Somebody else has the tenant.</exception>
    public async Task RunAsync(TenantOutbox outbox)
    {
        var running = new Dictionary<string, (Task Task, bool IsSweep)>();
        try
        {
            while (!outbox.Stop.IsCancellationRequested)
            {
                Unpoke();
                var due = await DueAsync(outbox);
                var alone = due.FirstOrDefault(runner.RunsAlone);
                if (alone is null || !IsLate(alone)) Begin(due.Where(line => !runner.RunsAlone(line)), running, outbox);
                if (running.Count == 0)
                {
                    if (alone is null) break;
                    await FlushAsync(outbox);
                    await RunAsync(alone, outbox);
                    continue;
                }
                await NextAsync(running.Values.Select(line => line.Task), outbox.Stop);
                foreach (var (row, (task, _)) in running.Where(line => line.Value.Task.IsCompleted).ToList())
                {
                    running.Remove(row);
                    await task;
                }
            }
        }
        finally
        {
            await Task.WhenAll(running.Values.Select(line => line.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        foreach (var (task, _) in running.Values) await task;
        await FlushAsync(outbox);
    }

    private void Begin(IEnumerable<DueLine> due, Dictionary<string, (Task Task, bool IsSweep)> running, TenantOutbox outbox)
    {
        foreach (var line in due)
        {
            var isSweep = sweeps.Does(line);
            if (!running.ContainsKey(line.Entry.Key.Row) && !(isSweep && running.Values.Any(other => other.IsSweep)))
                running[line.Entry.Key.Row] = (RunAsync(line, outbox), isSweep);
        }
    }

    /// <summary>What runs alone has waited for so long that nothing more is begun before it.</summary>
    private bool IsLate(DueLine alone) => alone.Line is { Item: var item } && clock.GetUtcNow() - item.At >= LongestHold;

    private Task FlushAsync(TenantOutbox outbox) => PatientAsync(async () => await outbox.Ledger.FlushAsync(outbox.Abort), outbox.Abort);

    private async Task<IReadOnlyList<DueLine>> DueAsync(TenantOutbox outbox)
    {
        var due = _found ?? [];
        if (_found is null) await PatientAsync(async () => due = await agenda.DueAsync(TenantId, MostLines, outbox.Abort), outbox.Stop);
        _found = null;
        IsNothingLeft = due.Count == 0;
        return [.. due.Where(agenda.IsRipe)];
    }

    /// <summary>
    /// A store that does not answer is waited for until we are to stop: what was sent and is not written down yet, only this process knows.
    /// </summary>
    private Task PatientAsync(Func<ValueTask> ask, CancellationToken stop) => Outage.OutlastAsync(ask, AfterOutage, clock, stop);

    private async Task RunAsync(DueLine due, TenantOutbox outbox)
    {
        await Task.Yield();
        try
        {
            if (due.Line is not { } line) throw new UnreadableRowException();
            if (sweeps.Does(due)) await sweeps.RunAsync(due, outbox);
            else await runner.RunAsync(line.Item, outbox.DeliverAsync, outbox.Stop);
            if (!outbox.Stop.IsCancellationRequested) await agenda.RemoveAsync(due, outbox.Abort);
        }
        catch (OperationCanceledException) when (outbox.Stop.IsCancellationRequested)
        {
            // The line stays, and whoever comes next does it.
        }
        catch (StorageUnavailableException)
        {
            // Not the job's fault: the line stays, and is done at a later look.
            await Task.Delay(AfterOutage, clock, outbox.Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception failure) when (failure is not FenceLostException && !outbox.Abort.IsCancellationRequested)
        {
            await failures.PostponeAsync(due, failure, outbox.Abort);
        }
    }

    private async Task NextAsync(IEnumerable<Task> running, CancellationToken stop)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny([.. running, _poked.Task, Task.Delay(Look, clock, look.Token)]);
        await look.CancelAsync();
    }

    private void Unpoke()
    {
        lock (_lock)
        {
            if (!_poked.Task.IsCompleted) return;
            _poked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _found = null;
        }
    }
}
