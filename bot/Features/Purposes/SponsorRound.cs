using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>When the sponsor is next asked to tell the why; nothing where there is nobody to ask. Each time plans the one after it.</summary>
internal sealed class SponsorRound : IRound
{
    /// <inheritdoc/>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now) =>
        occasion == RoundOccasion.Begins && community.NextPrompt(now) is { } slot ? [PurposeChanges.PromptLine(community, slot)] : [];
}
