using System.Text.Json;

namespace TeamsCommunityBot.Cards;

/// <summary>How large a card is, as Teams counts: two bytes for each character of the JSON.</summary>
internal static class CardSize
{
    /// <summary>What a card of ours stays under, in bytes: the smallest of the limits that Teams has published over the years.</summary>
    public const int Limit = 28 * 1024;

    /// <summary>In bytes; signatures, which the sender adds, not counted.</summary>
    public static int Bytes(AdaptiveCard card) => JsonSerializer.Serialize(card, CardJson.Default.AdaptiveCard).Length * sizeof(char);
}
