namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>Every wait of the engine for the clock, so that it can be said whether there is one.</summary>
internal sealed class ClockWaits(TimeProvider clock)
{
    private int _count;

    /// <summary>How much work waits now.</summary>
    public int Count => Volatile.Read(ref _count);

    public async Task ForAsync(TimeSpan span, CancellationToken ct)
    {
        if (span <= TimeSpan.Zero) return;
        Interlocked.Increment(ref _count);
        try
        {
            // Timers count in milliseconds, and leave out what is less.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds)), clock, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
