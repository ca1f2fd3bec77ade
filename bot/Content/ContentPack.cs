using System.Text.Json;

namespace TeamsCommunityBot.Content;

/// <summary>A file of items: <c>{ "items": [ … ] }</c>.</summary>
internal sealed record ContentPack(string File, IReadOnlyList<ContentItem> Items)
{
    /// <summary>A byte-order mark, which some editors put before the text.</summary>
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a pack, all or nothing.</summary>
    /// <param name="file">The file's name, for the messages.</param>
    /// <param name="json">UTF-8.</param>
    /// <param name="today">An item cannot have been checked after this day.</param>
    /// <exception cref="ContentPackException">The first thing that is wrong.</exception>
    public static ContentPack Read(string file, ReadOnlyMemory<byte> json, DateOnly today)
    {
        using var document = Parse(file, json.Span.StartsWith(Mark) ? json[Mark.Length..] : json);
        var items = new List<ContentItem>();
        foreach (var element in Elements(file, document.RootElement))
        {
            var reader = new ContentItemReader(file, items.Count + 1, element, today);
            var item = reader.Read();
            if (items.Any(other => other.Id == item.Id)) throw reader.Fault("another item of this pack has the same id.");
            items.Add(item);
        }
        return new(file, items);
    }

    private static JsonDocument Parse(string file, ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException e)
        {
            throw new ContentPackException(file, null, $"it is not valid JSON. {e.Message}");
        }
    }

    private static JsonElement.ArrayEnumerator Elements(string file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
            throw new ContentPackException(file, null, "it must be an object with a list 'items'.");
        foreach (var property in root.EnumerateObject())
            if (property.Name != "items") throw new ContentPackException(file, null, $"'{property.Name}' is unknown here; a pack holds 'items' alone.");
        return items.EnumerateArray();
    }
}
