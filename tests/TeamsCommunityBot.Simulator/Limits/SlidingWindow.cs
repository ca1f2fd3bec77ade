namespace TeamsCommunityBot.Simulator;

/// <summary>So many in any span of that length.</summary>
internal sealed record RateLimit(int Count, TimeSpan Span)
{
    public RateLimit(int count, int seconds) : this(count, TimeSpan.FromSeconds(seconds))
    {
    }
}

/// <summary>
/// The times of the latest uses, as many as the largest limit counts. A use is allowed when, for each limit, the use that would fall out
/// of its count lies a whole span back: one look a limit, whatever the count. Grows only as it is used.
/// </summary>
internal sealed class SlidingWindow(RateLimit[] limits)
{
    private readonly int _most = limits.Max(limit => limit.Count);
    private DateTimeOffset[] _times = new DateTimeOffset[8];
    private int _used;
    private int _next;

    /// <summary>How long until the weight fits; zero when it does now.</summary>
    public TimeSpan Wait(DateTimeOffset now, int weight)
    {
        var wait = TimeSpan.Zero;
        foreach (var limit in limits)
        {
            var back = Math.Max(1, limit.Count - weight + 1);
            if (back > _used)
                continue;
            var free = Latest(back) + limit.Span - now;
            if (free > wait)
                wait = free;
        }
        return wait;
    }

    public void Use(DateTimeOffset now, int weight)
    {
        for (var i = 0; i < weight; i++)
        {
            if (_used == _times.Length && _used < _most)
                Grow();
            _times[_next] = now;
            _next = (_next + 1) % _times.Length;
            _used = Math.Min(_used + 1, _times.Length);
        }
    }

    /// <summary>The latest use is 1 back.</summary>
    private DateTimeOffset Latest(int back) => _times[(_next - back + _times.Length) % _times.Length];

    private void Grow()
    {
        var larger = new DateTimeOffset[Math.Min(_most, _times.Length * 2)];
        for (var i = 0; i < _used; i++)
            larger[i] = Latest(_used - i);
        (_times, _next) = (larger, _used % larger.Length);
    }
}
