using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>What the buttons about a raised hand carry, signed: nobody but the bot puts it together.</summary>
/// <param name="ChannelId">The community: the card stands in the chat of a lead.</param>
/// <param name="Number">Which of the community's calls.</param>
/// <param name="PersonId">Whoever raised their hand.</param>
/// <param name="Role">What they are asked for.</param>
internal sealed record HandFacts([Entry("channel")] string ChannelId, int Number, [Entry("person")] string PersonId, Role Role)
{
    public IReadOnlyDictionary<string, string> Data => ButtonData.Of(this);

    /// <summary>The facts of the pressed button; null for none of ours.</summary>
    public static HandFacts? Of(Turn turn) => ButtonData.Read<HandFacts>(turn);
}
