using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

/// <summary>A button.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ActionExecute), "Action.Execute")]
[JsonDerivedType(typeof(ActionSubmit), "Action.Submit")]
[JsonDerivedType(typeof(ActionOpenUrl), "Action.OpenUrl")]
[JsonDerivedType(typeof(ActionPopover), "Action.Popover")]
public abstract record CardAction
{
    /// <summary>What the button says.</summary>
    public required string Title { get; init; }

    /// <summary>Read by a screen reader in place of the title where the title alone is not clear.</summary>
    public string? Tooltip { get; init; }

    public ActionStyle? Style { get; init; }
}

/// <summary>
/// A button that reaches the bot as the invoke <c>adaptiveCard/action</c> and whose answer replaces the card.
/// The sender signs <see cref="Data"/> and adds the <c>Action.Submit</c> that old clients fall back to.
/// </summary>
public sealed record ActionExecute : CardAction
{
    /// <summary>A stable word that stands in <c>Routes</c> (<c>community.register</c>): cards stay in chats for months.</summary>
    public required string Verb { get; init; }

    /// <summary>Facts that the handler needs; at most 2 KiB in all. Empty until signed: the sender turns it into the signed form.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();

    /// <summary>What goes over the wire; set by the sender when it signs.</summary>
    [JsonPropertyName("data")]
    public SignedData? Payload { get; init; }

    public AssociatedInputs? AssociatedInputs { get; init; }

    /// <summary>What a client shows that does not know <c>Action.Execute</c>; set by the sender when it signs: an <see cref="ActionSubmit"/>.</summary>
    public CardAction? Fallback { get; init; }
}

/// <summary>A button that reaches the bot as a message with a value; only used as the fallback of <see cref="ActionExecute"/>.</summary>
public sealed record ActionSubmit : CardAction
{
    [JsonPropertyName("data")]
    public required SignedData Payload { get; init; }
}

/// <summary>A button that opens a page; nothing reaches the bot. Its title says that it leaves Teams.</summary>
public sealed record ActionOpenUrl(Uri Url) : CardAction;

/// <summary>A button that opens more of the same card beside it; nothing reaches the bot. Came after version 1.5.</summary>
public sealed record ActionPopover(CardElement Content) : CardAction
{
    public PopoverPosition? Position { get; init; }

    public bool? DisplayArrow { get; init; }

    /// <summary>Such as <c>320px</c>.</summary>
    public string? MaxPopoverWidth { get; init; }

    /// <summary>What stands in its place in clients that do not know it: a button that asks the bot for the same.</summary>
    public required CardAction Fallback { get; init; }
}

/// <summary>
/// Action data on the wire. Clients merge the inputs into the same object, beside <c>act</c>; only what is inside <c>act</c> is signed.
/// </summary>
public sealed record SignedData(SignedAct Act);

/// <summary>The signed part: the verb, its facts and the signature over both, the tenant and the conversation.</summary>
public sealed record SignedAct(string Verb, IReadOnlyDictionary<string, string> Data, string Sig);
