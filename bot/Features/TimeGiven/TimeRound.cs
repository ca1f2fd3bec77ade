using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.TimeGiven;

/// <summary>The next monthly question about time, at the hour of the community's rhythm.</summary>
internal sealed class TimeRound : IRound
{
    /// <inheritdoc/>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now) => [TimeAnswers.NextLine(community, now)];
}
