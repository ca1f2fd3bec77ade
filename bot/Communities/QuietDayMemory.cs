using System.Collections.Concurrent;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// The quiet days of organisations as this process last read or wrote them, so that the screen that is asked for most costs no read more for them. Another
/// process that changes them is seen within a minute.
/// </summary>
internal sealed class QuietDayMemory(TimeProvider clock)
{
    /// <summary>Beyond so many organisations it begins anew.</summary>
    private const int Most = 2_000;

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<QuietDays> Days, DateTimeOffset Until)> _known = [];

    /// <summary>Null where they must be read.</summary>
    public IReadOnlyList<QuietDays>? Find(string tenantId) =>
        _known.TryGetValue(tenantId, out var known) && known.Until > clock.GetUtcNow() ? known.Days : null;

    public void Keep(string tenantId, IReadOnlyList<QuietDays> days)
    {
        if (_known.Count >= Most) _known.Clear();
        _known[tenantId] = (days, clock.GetUtcNow() + Freshness);
    }
}
