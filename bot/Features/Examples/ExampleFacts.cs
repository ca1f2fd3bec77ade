using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>What the buttons about an example carry, signed: nobody but the bot puts it together.</summary>
/// <param name="ChannelId">The community in which it was shared: the card may stand in somebody's own chat.</param>
/// <param name="Revision">Makes the card old when it changes.</param>
/// <param name="Decision">What the button decides; null on a button that decides nothing.</param>
internal sealed record ExampleFacts([Entry("channel")] string ChannelId, [Entry("example")] string Id, int Revision, ExampleState? Decision = null)
{
    public IReadOnlyDictionary<string, string> Data => ButtonData.Of(this);

    public static ExampleFacts Of(Example example) => new(example.ChannelId, example.Id, example.Revision);

    /// <summary>The facts of the pressed button; those of no example for none of ours.</summary>
    public static ExampleFacts Of(Turn turn) => ButtonData.Read<ExampleFacts>(turn) ?? new("", "", 0);
}
