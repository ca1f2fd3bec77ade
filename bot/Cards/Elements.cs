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

    /// <summary>Lets the background run to the edge of what the container stands in.</summary>
    public bool? Bleed { get; init; }

    public bool? ShowBorder { get; init; }

    public bool? RoundedCorners { get; init; }

    /// <summary>How the items stand. Clients that know no layouts stack them, and nothing is lost.</summary>
    public IReadOnlyList<CardLayout>? Layouts { get; init; }

    /// <summary>What a press anywhere on the container does; the same must be a button too, for who cannot see that it is one.</summary>
    public CardAction? SelectAction { get; init; }
}

/// <summary>How the items of a container stand.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(FlowLayout), "Layout.Flow")]
public abstract record CardLayout
{
    public TargetWidth? TargetWidth { get; init; }
}

/// <summary>Items beside each other, on the next line where a line is full.</summary>
public sealed record FlowLayout : CardLayout
{
    public ItemFit? ItemFit { get; init; }

    /// <summary>Such as <c>120px</c>.</summary>
    public string? ItemWidth { get; init; }

    public string? MinItemWidth { get; init; }

    public string? MaxItemWidth { get; init; }

    public Spacing? ColumnSpacing { get; init; }

    public Spacing? RowSpacing { get; init; }

    public HorizontalAlignment? HorizontalItemsAlignment { get; init; }
}

/// <summary>Columns beside each other. Design for a phone first: few columns, <c>stretch</c> and <c>auto</c>, no pixels.</summary>
public sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement;

/// <summary>One column of a <see cref="ColumnSet"/>.</summary>
public sealed record Column(string Width, IReadOnlyList<CardElement> Items)
{
    [JsonPropertyOrder(-1)]
    public string Type => "Column";

    public VerticalAlignment? VerticalContentAlignment { get; init; }
}

/// <summary>Buttons amid the body, beside what they are about.</summary>
public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;

/// <summary>A picture.</summary>
/// <param name="Url">A <c>data:</c> address: our cards fetch nothing, so that nobody learns who looks at them. PNG, as Teams shows no SVG.</param>
/// <param name="AltText">What a screen reader says in its place.</param>
public sealed record Image(string Url, string AltText) : CardElement
{
    /// <summary>Such as <c>24px</c>.</summary>
    public string? Width { get; init; }

    public string? Height { get; init; }
}
