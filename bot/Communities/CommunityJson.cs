using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Communities;

/// <summary>How communities stand in the store. Properties that are null are written too, so that a rewrite knows its own columns.</summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Community))]
[JsonSerializable(typeof(CommunityLine))]
internal sealed partial class CommunityJson : JsonSerializerContext;
