using System.Collections.Concurrent;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

/// <summary>
/// A clock on which every wait is over at once, and is written down. What bounds a request is not a wait: it only runs out when a test says so.
/// </summary>
internal sealed class SteppingTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<TimeSpan> _waits = [];
    private readonly List<(TimerCallback Callback, object? State)> _limits = [];
    private DateTimeOffset _now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        lock (_gate) _now += by;
    }

    /// <summary>Ends every request that is under way, as seconds of silence do.</summary>
    public void RunOut()
    {
        (TimerCallback Callback, object? State)[] limits;
        lock (_gate) limits = [.. _limits];
        foreach (var (callback, state) in limits) callback(state);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var entry = (callback, state);
        if (state is CancellationTokenSource)
        {
            lock (_gate) _limits.Add(entry);
            return new Timer(() =>
            {
                lock (_gate) _limits.Remove(entry);
            });
        }
        if (dueTime >= TimeSpan.Zero)
        {
            _waits.Enqueue(dueTime);
            Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
        return new Timer(() => { });
    }

    private sealed class Timer(Action dispose) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => dispose();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
