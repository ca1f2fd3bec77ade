using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// What one slice does for a community again and again, such as the weekly message: which line of the agenda begins it. Listed in <c>Routes.Rounds</c>.
/// </summary>
internal interface IRound
{
    /// <summary>
    /// The lines to plan. The same line twice is one, so a round that always comes at the same moments may give its next one on every occasion; one that
    /// counts from the moment of the call must do so only when a community begins, or each occasion would start another.
    /// </summary>
    IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now);
}

/// <summary>Why rounds are planned.</summary>
internal enum RoundOccasion
{
    /// <summary>A community is being registered, or its registration is restored.</summary>
    Begins,

    /// <summary>Its first day or its rhythm changes: what comes next may come at another moment.</summary>
    Changes,

    /// <summary>It is looked at; it may be from before a round existed.</summary>
    IsLookedAt,
}
