using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

// Each word is spelled as npm @microsoft/teams.cards 2.1.0 spells it: some renderers compare it letter by letter, and the schema mixes three cases.

[JsonConverter(typeof(JsonStringEnumConverter<Spacing>))]
public enum Spacing { None, Small, Default, Medium, Large, ExtraLarge, Padding }

[JsonConverter(typeof(JsonStringEnumConverter<TextSize>))]
public enum TextSize { Small, Default, Medium, Large, ExtraLarge }

[JsonConverter(typeof(JsonStringEnumConverter<TextWeight>))]
public enum TextWeight { Lighter, Default, Bolder }

/// <summary>The colour of text and icons.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextColor>))]
public enum TextColor { Default, Accent, Good, Warning, Attention }

[JsonConverter(typeof(CamelCase<TextStyle>))]
public enum TextStyle { Default, Heading }

[JsonConverter(typeof(CamelCase<ContainerStyle>))]
public enum ContainerStyle { Default, Emphasis, Good, Attention, Warning, Accent }

[JsonConverter(typeof(CamelCase<ChoiceStyle>))]
public enum ChoiceStyle { Compact, Expanded, Filtered }

/// <summary>How a button looks. Clients that do not know it show a plain button.</summary>
[JsonConverter(typeof(CamelCase<ActionStyle>))]
public enum ActionStyle { Default, Positive, Destructive }

/// <summary>Whether a press sends the inputs of the card along, and so checks the required ones.</summary>
[JsonConverter(typeof(CamelCase<AssociatedInputs>))]
public enum AssociatedInputs { Auto, None }

[JsonConverter(typeof(JsonStringEnumConverter<HorizontalAlignment>))]
public enum HorizontalAlignment { Left, Center, Right }

[JsonConverter(typeof(JsonStringEnumConverter<VerticalAlignment>))]
public enum VerticalAlignment { Top, Center, Bottom }

/// <summary>
/// On which widths of the card a part is shown. Clients that do not know it show the part always, so a card must not say anything untrue then.
/// A client takes some 165, 350 and 768 pixels for the borders.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<TargetWidth>))]
public enum TargetWidth
{
    VeryNarrow,
    Narrow,
    Standard,
    Wide,

    [JsonStringEnumMemberName("atLeast:Narrow")]
    AtLeastNarrow,

    [JsonStringEnumMemberName("atLeast:Standard")]
    AtLeastStandard,

    [JsonStringEnumMemberName("atLeast:Wide")]
    AtLeastWide,

    [JsonStringEnumMemberName("atMost:VeryNarrow")]
    AtMostVeryNarrow,

    [JsonStringEnumMemberName("atMost:Narrow")]
    AtMostNarrow,

    [JsonStringEnumMemberName("atMost:Standard")]
    AtMostStandard,
}

/// <summary>Whether the items of a <see cref="FlowLayout"/> keep their own width or fill their line.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemFit>))]
public enum ItemFit { Fit, Fill }

[JsonConverter(typeof(JsonStringEnumConverter<BadgeStyle>))]
public enum BadgeStyle { Default, Subtle, Informative, Accent, Good, Attention, Warning }

[JsonConverter(typeof(JsonStringEnumConverter<BadgeAppearance>))]
public enum BadgeAppearance { Filled, Tint }

[JsonConverter(typeof(JsonStringEnumConverter<BadgeSize>))]
public enum BadgeSize { Medium, Large, ExtraLarge }

[JsonConverter(typeof(JsonStringEnumConverter<BadgeShape>))]
public enum BadgeShape { Square, Rounded, Circular }

[JsonConverter(typeof(JsonStringEnumConverter<IconPosition>))]
public enum IconPosition { Before, After }

[JsonConverter(typeof(JsonStringEnumConverter<IconSize>))]
public enum IconSize
{
    [JsonStringEnumMemberName("xxSmall")]
    XXSmall,

    [JsonStringEnumMemberName("xSmall")]
    XSmall,

    Small,
    Standard,
    Medium,
    Large,

    [JsonStringEnumMemberName("xLarge")]
    XLarge,

    [JsonStringEnumMemberName("xxLarge")]
    XXLarge,
}

[JsonConverter(typeof(JsonStringEnumConverter<IconStyle>))]
public enum IconStyle { Regular, Filled }

[JsonConverter(typeof(JsonStringEnumConverter<ProgressColor>))]
public enum ProgressColor { Accent, Good, Warning, Attention }

/// <summary>Colours of a chart that the client's own theme makes: those with a meaning, and those that only tell parts apart.</summary>
[JsonConverter(typeof(CamelCase<ChartColor>))]
public enum ChartColor { Good, Warning, Attention, Neutral, CategoricalBlue, CategoricalTeal, CategoricalPurple, CategoricalMarigold, CategoricalGreen }

[JsonConverter(typeof(JsonStringEnumConverter<BarDisplay>))]
public enum BarDisplay { AbsoluteWithAxis, AbsoluteNoAxis, PartToWhole }

[JsonConverter(typeof(JsonStringEnumConverter<DonutThickness>))]
public enum DonutThickness { Thin, Thick }

[JsonConverter(typeof(JsonStringEnumConverter<GaugeFormat>))]
public enum GaugeFormat { Percentage, Fraction }

[JsonConverter(typeof(JsonStringEnumConverter<PopoverPosition>))]
public enum PopoverPosition { Above, Below, Before, After }

/// <summary>Writes <c>CategoricalBlue</c> as <c>categoricalBlue</c>.</summary>
internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
