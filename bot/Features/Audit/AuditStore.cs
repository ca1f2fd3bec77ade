using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Audit;

/// <summary>Who did what to a role, when: rows beside the community, newest first by key, written in the batch of what they tell of.</summary>
public sealed class AuditStore(ITable table)
{
    private const string Row = "audit";

    /// <summary>The row to write with a change.</summary>
    /// <param name="place">Distinguishes the entries of one batch.</param>
    public static Change EntryFor(Community community, RoleEvent happened, DateTimeOffset at, int place)
    {
        ArgumentNullException.ThrowIfNull(community);
        ArgumentNullException.ThrowIfNull(happened);
        var entry = new AuditEntry(1, at, happened.Role, happened.Deed, happened.By.Id, happened.By.Name, happened.About?.Id ?? "", happened.About?.Name ?? "");
        var order = (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
        var key = new Key(
            TurnClaim.PartitionOf(community.TenantId, community.ChannelId),
            Key.Join(Row, order, $"{happened.Role}.{happened.Revision}.{place}"));
        return new Change.Upsert(key, JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry));
    }

    /// <summary>The newest entries of a community.</summary>
    public async ValueTask<IReadOnlyList<AuditEntry>> NewestAsync(string tenantId, string channelId, int most, CancellationToken ct)
    {
        var page = await table.QueryAsync(RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), Row), most, continuation: null, ct);
        return [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, AuditJson.Default.AuditEntry)).OfType<AuditEntry>()];
    }
}

/// <param name="V">The row's version.</param>
/// <param name="ById">The Entra object id of who did it; empty for the bot, and for somebody who was erased.</param>
/// <param name="ByName">The name as it was then.</param>
/// <param name="AboutId">Whose role it is about; empty as above.</param>
public sealed record AuditEntry(int V, DateTimeOffset At, Role? Role, RoleDeed Deed, string ById, string ByName, string AboutId, string AboutName);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJson : JsonSerializerContext;
