using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

/// <summary>An input's id is the name of the property that receives it (<c>nameof(Answer.Name)</c>).</summary>
public abstract record CardInput : CardElement
{
    /// <summary>What a person reads above the input, and what a screen reader says for it.</summary>
    public required string Label { get; init; }

    /// <summary>Checked by the client alone; the handler checks again.</summary>
    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A line or a field of text.</summary>
public sealed record InputText : CardInput
{
    public string? Value { get; init; }

    public string? Placeholder { get; init; }

    public bool? IsMultiline { get; init; }

    /// <summary>
    /// What the text must look like, where the client checks it; where it does not fit, the client shows <see cref="CardInput.ErrorMessage"/>.
    /// </summary>
    public string? Regex { get; init; }

    /// <summary>In characters, held by the client alone; the handler checks again.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>A date; its value is <c>yyyy-MM-dd</c>.</summary>
public sealed record InputDate : CardInput
{
    public string? Value { get; init; }

    public string? Min { get; init; }

    public string? Max { get; init; }
}

/// <summary>A time of the day; its value is <c>HH:mm</c>.</summary>
public sealed record InputTime : CardInput
{
    public string? Value { get; init; }
}

/// <summary>A tick; its value arrives as <c>true</c> or <c>false</c>.</summary>
public sealed record InputToggle(string Title) : CardInput
{
    public string? Value { get; init; }

    public bool Wrap => true;
}

/// <summary>One or more of a list.</summary>
public sealed record InputChoiceSet(IReadOnlyList<Choice> Choices) : CardInput
{
    /// <summary>Where the client finds more choices by itself, as somebody types.</summary>
    [JsonPropertyName("choices.data")]
    public ChoiceQuery? Query { get; init; }

    public string? Value { get; init; }

    public ChoiceStyle? Style { get; init; }

    public bool? IsMultiSelect { get; init; }

    public string? Placeholder { get; init; }

    public bool Wrap => true;
}

/// <summary>One item of an <see cref="InputChoiceSet"/>.</summary>
public sealed record Choice(string Title, string Value);

/// <summary>A source of choices that the client asks by itself; nothing of it reaches the bot.</summary>
public sealed record ChoiceQuery(string Dataset)
{
    /// <summary>The people of the conversation in which the card stands; the value is an Entra object id (Teams: people picker in Adaptive Cards).</summary>
    public static ChoiceQuery PeopleHere { get; } = new("graph.microsoft.com/users?scope=currentContext");

    [JsonPropertyOrder(-1)]
    public string Type => "Data.Query";
}
