using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// Takes a person out of a partition, whatever slice wrote its rows: a row that is the person's own (its key names them) goes; in others they become
/// nobody. A slice that wants it otherwise does so before.
/// </summary>
public static class PersonTraces
{
    private const int PageSize = 200;

    /// <summary>The most that a batch holds.</summary>
    private const int MostAtOnce = 100;

    /// <summary>Rows change while they are read. So many rounds in which somebody wrote the person's name anew are no coincidence.</summary>
    private const int Rounds = 20;

    /// <param name="personId">An Entra object id, or another name of that person alone, such as their chat's: it stands in keys and in rows as it is.</param>
    /// <exception cref="InvalidOperationException">It is written anew again and again. Whoever erases comes again: nothing may be left.</exception>
    public static async ValueTask EraseAsync(ITable table, string partition, string personId, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(personId);
        for (var round = 0; round < Rounds; round++)
            if (await IsCleanAsync(table, partition, personId, ct)) return;
        throw new InvalidOperationException("A person could not be taken out of a partition: they are written down anew again and again.");
    }

    /// <summary>Takes a whole partition away: one that is the person's own.</summary>
    public static async ValueTask RemoveAsync(ITable table, string partition, CancellationToken ct)
    {
        while (await table.QueryAsync(new(partition), MostAtOnce, continuation: null, ct) is { Entries: { Count: > 0 } rows })
            await table.BatchAsync([.. rows.Select(row => new Change.Delete(row.Key, row.ETag))], ct);
    }

    /// <summary>True when nothing had to be written.</summary>
    private static async ValueTask<bool> IsCleanAsync(ITable table, string partition, string personId, CancellationToken ct)
    {
        var isClean = true;
        string? continuation = null;
        do
        {
            var page = await table.QueryAsync(new(partition), PageSize, continuation, ct);
            foreach (var entry in page.Entries)
            {
                var isOwn = entry.Key.Row.Contains(personId, StringComparison.Ordinal);
                if (!isOwn && !entry.Json.Contains(personId, StringComparison.Ordinal)) continue;
                isClean = false;
                if (isOwn) await table.DeleteAsync(entry.Key, entry.ETag, ct);
                else await table.ReplaceAsync(entry.Key, Without(entry.Json, personId), entry.ETag, ct);
            }
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return isClean;
    }

    /// <summary>The same row about nobody: a person in it has no id, address and name any more.</summary>
    internal static string Without(string json, string personId)
    {
        try
        {
            var row = JsonNode.Parse(json)!;
            Empty(row, personId);
            // What is left is amid other text, or the name of a field.
            return row.ToJsonString().Replace(personId, "", StringComparison.Ordinal);
        }
        catch (System.Text.Json.JsonException)
        {
            // Spoiled beyond reading: whatever else it says, it no longer says who.
            return json.Replace(personId, "", StringComparison.Ordinal);
        }
    }

    private static void Empty(JsonNode? node, string personId)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.Where(item => IsText(item, personId)).ToList()) list.Remove(item);
            foreach (var item in list) Empty(item, personId);
        }
        if (node is not JsonObject thing) return;
        var isPerson = thing.Any(property => property.Key.Equals("Id", StringComparison.OrdinalIgnoreCase) && IsText(property.Value, personId));
        foreach (var (name, value) in thing.ToList())
            if (IsText(value, personId) || (isPerson && value is JsonValue text && text.TryGetValue(out string? _))) thing[name] = "";
            else Empty(value, personId);
    }

    private static bool IsText(JsonNode? node, string text) => node is JsonValue value && value.TryGetValue(out string? said) && said == text;
}
