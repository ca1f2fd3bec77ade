namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>
/// So many in any span of that length, for several spans at once. Remembers no more than it needs to tell, and takes no room before it must: there is one for
/// every conversation.
/// </summary>
/// <param name="limits">From the fewest to the most.</param>
internal sealed class RateWindow(params (int Count, TimeSpan Span)[] limits)
{
    /// <summary>A ring, in which use number n stands at n modulo its length; it grows up to the largest count.</summary>
    private TimeSpan[] _uses = [default];

    private long _used;

    /// <summary>Whether it was used once at most.</summary>
    public bool IsFresh => _used <= 1;

    /// <summary>When it was last used.</summary>
    public TimeSpan Last => _used == 0 ? TimeSpan.Zero : Back(1);

    /// <summary>How long until one more is allowed; zero when it is now.</summary>
    public TimeSpan Wait(TimeSpan now)
    {
        var wait = TimeSpan.Zero;
        foreach (var (count, span) in limits)
            if (_used >= count && Back(count) + span - now is var left && left > wait) wait = left;
        return wait;
    }

    /// <summary>One more.</summary>
    /// <returns>Its number, for <see cref="Move"/>.</returns>
    public long Use(TimeSpan now)
    {
        if (_used == _uses.Length && _used < limits[^1].Count) Array.Resize(ref _uses, Math.Min(_uses.Length * 2, limits[^1].Count));
        _uses[_used % _uses.Length] = now;
        return _used++;
    }

    /// <summary>One counts from a later moment than it was used; one that is forgotten by now stays so.</summary>
    public void Move(long number, TimeSpan now)
    {
        if (number >= _used - _uses.Length) _uses[number % _uses.Length] = now;
    }

    /// <summary>The use so many places back; 1 is the last.</summary>
    private TimeSpan Back(int places) => _uses[(_used - places) % _uses.Length];
}
