using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>The due index in the store, by the moment at which a line is due.</summary>
internal sealed class Agenda(ITable table) : IAgenda
{
    /// <inheritdoc/>
    public async ValueTask PlanAsync(DueItem item, CancellationToken ct)
    {
        var key = new Key("due", Key.Join(item.At.UtcTicks.ToString("D19", CultureInfo.InvariantCulture), item.TenantId, item.Kind, item.Subject));
        await table.InsertAsync(key, JsonSerializer.Serialize(item, ScheduleJson.Default.DueItem), ct);
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DueItem))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
