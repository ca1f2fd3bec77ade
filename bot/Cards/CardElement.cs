using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

/// <summary>Anything that may stand in a card's body: an element of version 1.5 or older, or a <see cref="NewerElement"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(Image), "Image")]
[JsonDerivedType(typeof(FactSet), "FactSet")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(ColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(Table), "Table")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
[JsonDerivedType(typeof(InputText), "Input.Text")]
[JsonDerivedType(typeof(InputDate), "Input.Date")]
[JsonDerivedType(typeof(InputTime), "Input.Time")]
[JsonDerivedType(typeof(InputToggle), "Input.Toggle")]
[JsonDerivedType(typeof(InputChoiceSet), "Input.ChoiceSet")]
[JsonDerivedType(typeof(Badge), "Badge")]
[JsonDerivedType(typeof(Icon), "Icon")]
[JsonDerivedType(typeof(ProgressBar), "ProgressBar")]
[JsonDerivedType(typeof(CompoundButton), "CompoundButton")]
[JsonDerivedType(typeof(LineChart), "Chart.Line")]
[JsonDerivedType(typeof(HorizontalBarChart), "Chart.HorizontalBar")]
[JsonDerivedType(typeof(StackedBarChart), "Chart.HorizontalBar.Stacked")]
[JsonDerivedType(typeof(VerticalBarChart), "Chart.VerticalBar")]
[JsonDerivedType(typeof(DonutChart), "Chart.Donut")]
[JsonDerivedType(typeof(GaugeChart), "Chart.Gauge")]
public abstract record CardElement
{
    /// <summary>As a fallback: nothing is shown. Only where the same words stand beside the element.</summary>
    public static CardElement Drop { get; } = new Dropped();

    public string? Id { get; init; }

    public Spacing? Spacing { get; init; }

    /// <summary>Draws a line above the element.</summary>
    public bool? Separator { get; init; }

    public TargetWidth? TargetWidth { get; init; }

    /// <summary>What the client must be able to do (<c>responsiveLayout</c>: <c>1.0</c>); a client that cannot shows the fallback.</summary>
    public IReadOnlyDictionary<string, string>? Requires { get; init; }

    /// <summary>What a client shows instead that does not know the element, or has not what it requires; <see cref="Drop"/> for nothing.</summary>
    [JsonConverter(typeof(FallbackJson)), JsonPropertyOrder(1)]
    public virtual CardElement? Fallback { get; init; }
}

/// <summary>
/// An element that came after version 1.5. It works inside a card of 1.5 where the client knows it; everywhere else its fallback stands, which says
/// the same in words. Without one it vanishes, or takes the whole card along (MicrosoftDocs/msteams-docs issue 7929).
/// </summary>
public abstract record NewerElement : CardElement
{
    [JsonConverter(typeof(FallbackJson)), JsonPropertyOrder(1)]
    public override required CardElement? Fallback { get; init; }
}

/// <summary>The fallback <c>"drop"</c>; see <see cref="CardElement.Drop"/>. Never an element of a card.</summary>
internal sealed record Dropped : CardElement;
