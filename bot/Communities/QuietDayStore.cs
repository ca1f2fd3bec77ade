using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>The days on which a whole organisation wants no nudges.</summary>
internal sealed class QuietDayStore(ITable table, TurnClaim claim)
{
    public async ValueTask<IReadOnlyList<QuietDays>> FindAsync(string tenantId, CancellationToken ct) =>
        await table.FindAsync(KeyOf(tenantId), ct) is { } entry ? StoredJson.Read(entry, QuietJson.Default.QuietRow).Days : [];

    /// <summary>Puts these days in the place of what there was; the last choice stands.</summary>
    public async ValueTask SaveAsync(string tenantId, IReadOnlyList<QuietDays> days, CancellationToken ct) =>
        await claim.CommitAsync([new Change.Upsert(KeyOf(tenantId), JsonSerializer.Serialize(new QuietRow(1, days), QuietJson.Default.QuietRow))], ct);

    private static Key KeyOf(string tenantId) => new(Key.Join("tenant", tenantId), "quiet");
}

/// <param name="V">The row's version.</param>
internal sealed record QuietRow(int V, IReadOnlyList<QuietDays> Days);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(QuietRow))]
internal sealed partial class QuietJson : JsonSerializerContext;
