namespace TeamsCommunityBot.Schedule;

/// <summary>So many in any span of that length, for several spans at once. Remembers no more than it needs to tell, and takes no room before it must: there is one for every conversation.</summary>
/// <param name="limits">From the fewest to the most.</param>
internal sealed class RateWindow(params (int Count, TimeSpan Span)[] limits)
{
    /// <summary>A ring: the newest stands before <see cref="_next"/>, and it grows up to the largest count.</summary>
    private TimeSpan[] _uses = [default];

    private int _next;
    private int _count;
    private long _used;

    /// <summary>Whether it was used once at most.</summary>
    public bool IsFresh => _count <= 1;

    /// <summary>When it was last used.</summary>
    public TimeSpan Last => _count == 0 ? TimeSpan.Zero : Back(1);

    /// <summary>How long until one more is allowed; zero when it is now.</summary>
    public TimeSpan Wait(TimeSpan now)
    {
        var wait = TimeSpan.Zero;
        foreach (var (count, span) in limits)
            if (_count >= count && Back(count) + span - now is var left && left > wait) wait = left;
        return wait;
    }

    /// <summary>One more.</summary>
    /// <returns>Its number, for <see cref="Move"/>.</returns>
    public long Use(TimeSpan now)
    {
        if (_count == _uses.Length && _count < limits[^1].Count) Grow();
        _uses[_next] = now;
        _next = (_next + 1) % _uses.Length;
        if (_count < _uses.Length) _count++;
        return _used++;
    }

    /// <summary>One counts from a later moment than it was used; one that is forgotten by now stays so.</summary>
    public void Move(long number, TimeSpan now)
    {
        if (_used - number is var places && places <= _count) _uses[Index((int)places)] = now;
    }

    /// <summary>The use so many places back; 1 is the last.</summary>
    private TimeSpan Back(int places) => _uses[Index(places)];

    private int Index(int places) => (_next - places + _uses.Length) % _uses.Length;

    private void Grow()
    {
        TimeSpan[] grown = new TimeSpan[Math.Min(_uses.Length * 2, limits[^1].Count)];
        for (var i = 0; i < _count; i++) grown[i] = Back(_count - i);
        (_uses, _next) = (grown, _count);
    }
}
