using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

/// <summary>
/// An Adaptive Card as Teams shows it to people, at schema version 1.5: the newest that Teams claims for cards of bots.
/// A card is a value: a slice renders it from a record of ready facts and nothing else.
/// </summary>
public sealed record AdaptiveCard
{
    /// <summary>The schema version that every card of ours states.</summary>
    public const string SchemaVersion = "1.5";

    /// <summary>The content type of the attachment that carries the card.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    [JsonPropertyName("type"), JsonPropertyOrder(-3)]
    public string Type => "AdaptiveCard";

    [JsonPropertyName("$schema"), JsonPropertyOrder(-2)]
    public string Schema => "http://adaptivecards.io/schemas/adaptive-card.json";

    [JsonPropertyName("version"), JsonPropertyOrder(-1)]
    public string Version => SchemaVersion;

    /// <summary>BCP-47 language of the words in the card, so that a screen reader pronounces them well.</summary>
    public required string Lang { get; init; }

    /// <summary>What a client shows that cannot show the card; also what a screen reader hears first. A whole sentence.</summary>
    public required string FallbackText { get; init; }

    /// <summary>Set by the sender, for whom a post mentions.</summary>
    [JsonPropertyName("msteams")]
    public TeamsExtras? Teams { get; init; }

    public required IReadOnlyList<CardElement> Body { get; init; }

    /// <summary>At most six: Teams shows no more in a row.</summary>
    [JsonIgnore]
    public IReadOnlyList<CardAction> Actions { get; init; } = [];

    /// <summary>What goes over the wire: a card without buttons has no empty row of them.</summary>
    [JsonInclude, JsonPropertyName("actions")]
    internal IReadOnlyList<CardAction>? ActionsIfAny => Actions.Count > 0 ? Actions : null;
}
