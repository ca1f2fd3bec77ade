using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Teams.Inbound.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = JsonGate.MaxDepth)]
[JsonSerializable(typeof(Activity))]
internal sealed partial class WireJson : JsonSerializerContext;
