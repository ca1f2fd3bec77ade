namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>Keeps a tenant for as long as it is worked on: renews its fence three times within a lease.</summary>
internal sealed class Lease(HeldLedger ledger, TimeSpan length, TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _keeping = Task.CompletedTask;

    /// <summary>Somebody else has the tenant.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Renews from now on; when the fence is lost, aborts the work.</summary>
    public void Keep(CancellationTokenSource abort) => _keeping = KeepAsync(length / 3, abort);

    /// <summary>Renews no more.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        await _end.CancelAsync();
        await _keeping.WaitAsync(ct);
    }

    public void Dispose() => _end.Dispose();

    private async Task KeepAsync(TimeSpan every, CancellationTokenSource abort)
    {
        var (wait, until) = (every, clock.GetUtcNow() + length);
        try
        {
            while (true)
            {
                await Task.Delay(wait, clock, _end.Token);
                try
                {
                    await ledger.RenewAsync(every, _end.Token);
                    (wait, until) = (every, clock.GetUtcNow() + length);
                }
                catch (Exception problem) when (problem is not (FenceLostException or OperationCanceledException) && clock.GetUtcNow() + every < until)
                {
                    // The store does not answer, or refuses: that is worth another try for as long as the tenant is ours anyway.
                    wait = every / 4;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ended.
        }
        catch (Exception problem)
        {
            // Without the store nothing may be sent either: it is where that is written down first.
            IsLost = problem is FenceLostException;
            await abort.CancelAsync();
        }
    }
}
