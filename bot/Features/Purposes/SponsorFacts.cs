using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>What the buttons for a sponsor carry, signed: nobody but the bot puts it together.</summary>
/// <param name="ChannelId">The community: the card stands in the sponsor's own chat.</param>
/// <param name="Number">Which of those who were asked one after the other.</param>
internal sealed record SponsorFacts(string ChannelId, int Number)
{
    private const string ChannelKey = "channel";
    private const string NumberKey = "number";

    public IReadOnlyDictionary<string, string> Data => new Dictionary<string, string>
    {
        [ChannelKey] = ChannelId,
        [NumberKey] = Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The facts of the pressed button; those of no community for none of ours.</summary>
    public static SponsorFacts Of(Turn turn)
    {
        var data = turn.Press?.Data ?? new Dictionary<string, string>();
        return new(
            data.GetValueOrDefault(ChannelKey, ""),
            int.TryParse(data.GetValueOrDefault(NumberKey), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
    }
}
