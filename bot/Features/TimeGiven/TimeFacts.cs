using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.TimeGiven;

/// <summary>What the buttons under the monthly question carry, signed: nobody but the bot puts it together.</summary>
/// <param name="ChannelId">The community: the card stands in somebody's own chat.</param>
/// <param name="Month">As <see cref="TimeAnswers.Written"/> has it.</param>
internal sealed record TimeFacts([Entry("channel")] string ChannelId, string Month, TimeAnswer Answer)
{
    public IReadOnlyDictionary<string, string> Data => ButtonData.Of(this);

    /// <summary>The facts of the pressed button; null for none of ours.</summary>
    public static TimeFacts? Of(Turn turn) => ButtonData.Read<TimeFacts>(turn);
}
