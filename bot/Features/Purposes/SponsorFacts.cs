using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>What the buttons for a sponsor carry, signed: nobody but the bot puts it together.</summary>
/// <param name="ChannelId">The community: the card stands in the sponsor's own chat.</param>
/// <param name="Number">Which of those who were asked one after the other.</param>
internal sealed record SponsorFacts([Entry("channel")] string ChannelId, int Number)
{
    public IReadOnlyDictionary<string, string> Data => ButtonData.Of(this);

    /// <summary>The facts of the pressed button; those of no community for none of ours.</summary>
    public static SponsorFacts Of(Turn turn) => ButtonData.Read<SponsorFacts>(turn) ?? new("", 0);
}
