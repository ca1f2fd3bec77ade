using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Milestones;

/// <summary>The next milestone, counted from the community's first day; nothing when none is to come.</summary>
internal sealed class MilestoneRound : IRound
{
    /// <inheritdoc/>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now) =>
        MilestoneStore.NextLine(community, now) is { } line ? [line] : [];
}
