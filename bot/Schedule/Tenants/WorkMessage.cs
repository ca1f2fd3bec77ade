using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// A message of the work queue: do what is due in a tenant, or put a due line back that was given up. How far a sweep is stands in the fence, in the
/// batch of what it tells of; the message says who holds it.
/// </summary>
/// <param name="V">The version; a newer one is left for those who know it.</param>
/// <param name="Error">The class of the last failure.</param>
/// <param name="Line">Set for a line that was given up; then there is no tenant.</param>
/// <param name="IsDead">The line is on its way to the poison queue. Taken from there it is alive again.</param>
internal sealed record WorkMessage(int V, string Id, string? Tenant = null, string? Error = null, DueItem? Line = null, bool IsDead = false)
{
    public const int Version = 1;

    public static string ForTenant(string tenantId, string id) => new WorkMessage(Version, id, tenantId).Write();

    public static string ForDeadLine(DueItem line, string error) => new WorkMessage(Version, "", Error: error, Line: line, IsDead: true).Write();

    public string Write() => JsonSerializer.Serialize(this, WorkJson.Default.WorkMessage);

    /// <summary>Null for what no version of this program wrote.</summary>
    public static WorkMessage? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WorkJson.Default.WorkMessage) is { } message && (message.V > Version || message.Tenant is not null || message.Line is not null) ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WorkMessage))]
internal sealed partial class WorkJson : JsonSerializerContext;
