using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>What the bot remembers of a person: the language of their chat with it.</summary>
internal sealed class ChatLanguages(ITable table, TurnClaim claim)
{
    /// <summary>The language the person chose, or null.</summary>
    public ValueTask<string?> LanguageAsync(Turn turn, CancellationToken ct) => LanguageAsync(turn.TenantId, turn.From.Id, ct);

    /// <summary>The same for somebody whom the bot addresses of its own accord.</summary>
    public async ValueTask<string?> LanguageAsync(string tenantId, string personId, CancellationToken ct)
    {
        var entry = await table.FindAsync(KeyOf(tenantId, personId), ct);
        return entry is null ? null : StoredJson.Read(entry, PersonJson.Default.PersonRow).Language;
    }

    /// <summary>Remembers the language; the last choice stands.</summary>
    public async ValueTask ChooseAsync(Turn turn, string language, CancellationToken ct)
    {
        var row = JsonSerializer.Serialize(new PersonRow(1, language), PersonJson.Default.PersonRow);
        await claim.CommitAsync([new Change.Upsert(KeyOf(turn.TenantId, turn.From.Id), row)], ct);
    }

    private static Key KeyOf(string tenantId, string personId) => new(Key.Join("person", tenantId, personId), "settings");
}

/// <param name="V">The row's version.</param>
internal sealed record PersonRow(int V, string Language);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonRow))]
internal sealed partial class PersonJson : JsonSerializerContext;
