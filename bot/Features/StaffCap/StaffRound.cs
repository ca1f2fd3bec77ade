using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.StaffCap;

/// <summary>The first monthly look at a community's colleagues; each look plans the one after it.</summary>
internal sealed class StaffRound : IRound
{
    /// <inheritdoc/>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now) =>
        occasion == RoundOccasion.Begins ? [new(community.TenantId, StaffStore.CheckJob, community.ChannelId, now + StaffStore.Month)] : [];
}
