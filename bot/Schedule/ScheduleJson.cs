using System.Text.Json.Serialization;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Tenants;

namespace TeamsCommunityBot.Schedule;

/// <summary>How the engine's rows stand in the store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AgendaLine))]
[JsonSerializable(typeof(DueRow))]
[JsonSerializable(typeof(InstanceRow))]
[JsonSerializable(typeof(LedgerRow))]
[JsonSerializable(typeof(FenceRow))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
