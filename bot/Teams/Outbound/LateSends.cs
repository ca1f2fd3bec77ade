using System.Collections.Concurrent;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Sends that go on beside the turn that asked for them. Whoever presses gets the answer at once, and the card that everybody sees follows within a bound
/// of its own; of several versions of one card only the newest still matters, and they never overtake each other. On the way down what is under way is
/// finished.
/// </summary>
internal sealed partial class LateSends(TimeProvider time, ILogger<LateSends> logger) : IHostedService
{
    /// <summary>How long a send may take with all its tries.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    /// <summary>Sends of one tenant under way; a tenant whose connector hangs keeps nobody else waiting.</summary>
    private const int MostInTenant = 200;

    private readonly ConcurrentDictionary<long, Task> _all = [];
    private readonly ConcurrentDictionary<string, int> _inTenant = [];
    private readonly Dictionary<(string TenantId, string Message), Place> _places = [];
    private readonly Lock _lock = new();
    private long _last;

    /// <summary>Sends now, and waits no longer than <paramref name="patience"/>, nor than the caller; what takes longer goes on.</summary>
    public async ValueTask RunAsync(string tenantId, Func<CancellationToken, Task> send, TimeSpan patience, CancellationToken ct)
    {
        if (Begin(tenantId, () => GuardAsync(send)) is not { } sending) return;
        using var patient = new CancellationTokenSource(patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patient.Token, ct);
        await sending.WaitAsync(waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Brings a message that stands up to date, after those before it; one that has not begun yet when the next one comes is left out.</summary>
    /// <param name="message">The conversation and the message.</param>
    public void Update(string tenantId, string message, Func<CancellationToken, Task> send)
    {
        lock (_lock)
        {
            if (_places.TryGetValue((tenantId, message), out var busy))
            {
                busy.Next = send;
                return;
            }
            var place = new Place { Next = send };
            _places[(tenantId, message)] = place;
            if (Begin(tenantId, () => UpdateAsync((tenantId, message), place)) is null) _places.Remove((tenantId, message));
        }
    }

    /// <summary>Ends when nothing is under way any more.</summary>
    /// <param name="ct">Ends the waiting, not the sends.</param>
    public async Task IdleAsync(CancellationToken ct)
    {
        while (!_all.IsEmpty) await Task.WhenAll(_all.Values).WaitAsync(ct);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await IdleAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task UpdateAsync((string, string) name, Place place)
    {
        // The lock is held by whoever began this: the first send must not run in it.
        await Task.Yield();
        while (true)
        {
            Func<CancellationToken, Task> send;
            lock (_lock)
            {
                if (place.Next is not { } next)
                {
                    _places.Remove(name);
                    return;
                }
                (send, place.Next) = (next, null);
            }
            await GuardAsync(send);
        }
    }

    /// <summary>Null when the tenant has too many under way: then it is not sent, and that is said in the log.</summary>
    private Task? Begin(string tenantId, Func<Task> send)
    {
        if (_inTenant.AddOrUpdate(tenantId, 1, (_, count) => count + 1) > MostInTenant)
        {
            Leave(tenantId);
            Log.TooMany(logger, MostInTenant);
            return null;
        }
        var id = Interlocked.Increment(ref _last);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _all[id] = ended.Task;
        _ = RunAsync();
        return ended.Task;

        async Task RunAsync()
        {
            await send();
            Leave(tenantId);
            _all.TryRemove(id, out _);
            ended.SetResult();
        }
    }

    private void Leave(string tenantId)
    {
        if (_inTenant.AddOrUpdate(tenantId, 0, (_, count) => count - 1) == 0) _inTenant.TryRemove(new(tenantId, 0));
    }

    /// <summary>Nobody awaits the outcome, so whatever goes wrong ends here, in the log.</summary>
    private async Task GuardAsync(Func<CancellationToken, Task> send)
    {
        using var bound = new CancellationTokenSource(Bound, time);
        try
        {
            await send(bound.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.Broken(logger, e.GetType().Name);
        }
    }

    /// <summary>A message that is being brought up to date.</summary>
    private sealed class Place
    {
        /// <summary>The newest version that has not been sent; null for none.</summary>
        public Func<CancellationToken, Task>? Next { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A send beside its turn ended with {Exception}.")]
        public static partial void Broken(ILogger logger, string exception);

        [LoggerMessage(2, LogLevel.Error, "More than {Most} sends of one tenant are under way: one was not sent.")]
        public static partial void TooMany(ILogger logger, int most);
    }
}
