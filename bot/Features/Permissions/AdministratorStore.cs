using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Permissions;

/// <summary>Who administers the bot for an organisation: the first installer.</summary>
public sealed class AdministratorStore(ITable table)
{
    /// <summary>Makes a person the first administrator, unless the organisation has one. True if it is this person, now or before.</summary>
    public async ValueTask<bool> TryBecomeFirstAsync(string tenantId, Person person, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(person);
        var json = JsonSerializer.Serialize(new AdministratorRow(1, [person.Id], now), AdministratorJson.Default.AdministratorRow);
        return await table.InsertAsync(KeyOf(tenantId), json, ct) is not null || await IsAsync(tenantId, person.Id, ct);
    }

    public async ValueTask<bool> IsAsync(string tenantId, string personId, CancellationToken ct) =>
        await table.FindAsync(KeyOf(tenantId), ct) is { } entry
        && StoredJson.Read(entry, AdministratorJson.Default.AdministratorRow).People.Contains(personId);

    private static Key KeyOf(string tenantId) => new(Key.Join("tenant", tenantId), "administrators");
}

/// <param name="V">The row's version.</param>
/// <param name="People">Entra object ids.</param>
internal sealed record AdministratorRow(int V, IReadOnlyList<string> People, DateTimeOffset Since);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AdministratorRow))]
internal sealed partial class AdministratorJson : JsonSerializerContext;
