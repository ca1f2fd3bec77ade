namespace TeamsCommunityBot.Schedule;

/// <summary>So many in any span of that length, for several spans at once. Remembers no more than it needs to tell.</summary>
internal sealed class RateWindow(params (int Count, TimeSpan Span)[] limits)
{
    private readonly Queue<TimeSpan>[] _uses = [.. limits.Select(_ => new Queue<TimeSpan>())];

    /// <summary>When it was last used.</summary>
    public TimeSpan Last { get; private set; }

    /// <summary>How long until one more is allowed; zero when it is now.</summary>
    public TimeSpan Wait(TimeSpan now)
    {
        var wait = TimeSpan.Zero;
        for (var i = 0; i < limits.Length; i++)
            if (_uses[i].Count == limits[i].Count && _uses[i].Peek() + limits[i].Span - now is var left && left > wait) wait = left;
        return wait;
    }

    public void Use(TimeSpan now)
    {
        Last = now;
        for (var i = 0; i < limits.Length; i++)
        {
            if (_uses[i].Count == limits[i].Count) _uses[i].Dequeue();
            _uses[i].Enqueue(now);
        }
    }
}
