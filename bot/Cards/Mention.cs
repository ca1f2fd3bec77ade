using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

/// <summary>What only Teams knows about a card (its root member <c>msteams</c>).</summary>
/// <param name="Entities">Who is mentioned in the card's texts: only then does Teams notify them.</param>
public sealed record TeamsExtras(IReadOnlyList<Mention> Entities);

/// <summary>Makes a mention of the words <see cref="Text"/> wherever they stand in the card's texts.</summary>
/// <param name="Text">As the card has it: <see cref="Of"/>.</param>
public sealed record Mention(string Text, Mentioned Mentioned)
{
    private const int LongestName = 80;

    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type => "mention";

    /// <summary>The words by which a card's text addresses somebody of this name; the sender makes the mention of the very same words.</summary>
    public static string Of(string name) =>
        $"<at>{Plain.Text(Plain.Shorten(string.Concat(name.Where(sign => sign is not ('<' or '>'))), LongestName))}</at>";
}

/// <param name="Id">The <c>29:</c> id.</param>
public sealed record Mentioned(string Id, string Name);
