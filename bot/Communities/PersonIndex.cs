using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// In which communities something is known of a person: one partition per person, so that "all my communities" is one query. Written before the
/// truth, never after: readers check the truth, and a line too many hurts nobody.
/// </summary>
internal sealed class PersonIndex(ITable table)
{
    private const string Row = "community";
    private const int PageSize = 100;

    /// <summary>Notes that the community of a channel knows something of a person.</summary>
    public async ValueTask NoteAsync(string tenantId, Person person, string channelId, CancellationToken ct)
    {
        if (person.IsAnonymous) return;
        var json = JsonSerializer.Serialize(new PersonLine(1, channelId), PersonIndexJson.Default.PersonLine);
        await table.InsertAsync(new(PartitionOf(tenantId, person.Id), Key.Join(Row, channelId)), json, ct);
    }

    /// <summary>The channels of the communities that know something of a person; at most a thousand.</summary>
    public async ValueTask<IReadOnlyList<string>> ChannelsAsync(string tenantId, string personId, CancellationToken ct)
    {
        if (personId.Length == 0) return [];
        var page = await table.QueryAsync(RowRange.Under(PartitionOf(tenantId, personId), Row), 1_000, continuation: null, ct);
        return [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, PersonIndexJson.Default.PersonLine)?.ChannelId).OfType<string>()];
    }

    /// <summary>Takes away everything of a person's own: these lines, what they chose, what they wrote.</summary>
    public async ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct)
    {
        while (await table.QueryAsync(new(PartitionOf(tenantId, personId)), PageSize, continuation: null, ct) is { Entries: { Count: > 0 } rows })
            await table.BatchAsync([.. rows.Select(row => new Change.Delete(row.Key, row.ETag))], ct);
    }

    private static string PartitionOf(string tenantId, string personId) => OwnChats.PartitionOf(tenantId, personId);
}

/// <param name="V">The row's version.</param>
internal sealed record PersonLine(int V, string ChannelId);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonLine))]
internal sealed partial class PersonIndexJson : JsonSerializerContext;
