using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// The tenant's next night, when it is looked who is still here; each night plans the one after it. And which team it is, as long as that is not known.
/// </summary>
internal sealed class PresenceRound : IRound
{
    /// <inheritdoc/>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now)
    {
        if (occasion == RoundOccasion.Begins) yield return PresenceStore.NextNight(community.TenantId, now);
        if (community.TeamGroupId is null && occasion is (RoundOccasion.Begins or RoundOccasion.IsLookedAt))
            yield return new(community.TenantId, LearnTeam.Kind, community.ChannelId, now);
    }
}
