namespace TeamsCommunityBot.Domain;

/// <summary>
/// A fact with the moment it became true. Teams promises no order between events, so the later fact wins, whichever arrives last.
/// </summary>
public readonly record struct Known<T>(T Value, DateTimeOffset At)
{
    /// <summary>The fact to believe after hearing another: the later one; of two at the same moment the one we had.</summary>
    public Known<T> Hear(T value, DateTimeOffset at) => at > At ? new(value, at) : this;
}
