using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

/// <summary>Serialises cards without reflection, as the wire wants them: camelCase, nothing that is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdaptiveCard))]
[JsonSerializable(typeof(SignedData))]
internal sealed partial class CardJson : JsonSerializerContext;
