using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>The tenant's next night, when it is looked who is still here; each night plans the one after it.</summary>
internal sealed class PresenceRound : IRound
{
    /// <inheritdoc/>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now) =>
        occasion == RoundOccasion.Begins ? [PresenceStore.NextNight(community.TenantId, now)] : [];
}
