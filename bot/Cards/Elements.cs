using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

/// <summary>Pairs of a title and a value, shown as a small table.</summary>
public sealed record FactSet(IReadOnlyList<Fact> Facts) : CardElement;

/// <summary>One row of a <see cref="FactSet"/>.</summary>
public sealed record Fact(string Title, string Value);

/// <summary>Groups elements; its style colours the background in the client's own theme.</summary>
public sealed record Container(IReadOnlyList<CardElement> Items) : CardElement
{
    public ContainerStyle? Style { get; init; }
}

/// <summary>Columns beside each other. Design for a phone first: few columns, <c>stretch</c> and <c>auto</c>, no pixels.</summary>
public sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement;

/// <summary>One column of a <see cref="ColumnSet"/>.</summary>
public sealed record Column(string Width, IReadOnlyList<CardElement> Items)
{
    [JsonPropertyOrder(-1)]
    public string Type => "Column";
}

/// <summary>Buttons amid the body, beside what they are about.</summary>
public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;
