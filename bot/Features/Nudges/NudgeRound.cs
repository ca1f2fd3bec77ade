using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>The next slot of a community's rhythm.</summary>
internal sealed class NudgeRound : IRound
{
    /// <inheritdoc/>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now) => [RhythmChanges.NextLine(community, now)];
}
