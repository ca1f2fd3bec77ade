using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

[JsonConverter(typeof(CamelCase<Spacing>))]
public enum Spacing { None, Small, Default, Medium, Large, ExtraLarge, Padding }

[JsonConverter(typeof(CamelCase<TextSize>))]
public enum TextSize { Small, Default, Medium, Large, ExtraLarge }

[JsonConverter(typeof(CamelCase<TextWeight>))]
public enum TextWeight { Lighter, Default, Bolder }

[JsonConverter(typeof(CamelCase<TextColor>))]
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

/// <summary>Writes <c>ExtraLarge</c> as <c>extraLarge</c>, as the schema of Adaptive Cards spells its words.</summary>
internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
