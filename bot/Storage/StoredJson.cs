using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TeamsCommunityBot.Storage;

/// <summary>Reads what a slice stored.</summary>
public static class StoredJson
{
    /// <exception cref="UnreadableRowException">Somebody or something spoiled the row; the others go on.</exception>
    public static T Read<T>(Entry entry, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(entry.Json, type) ?? throw new UnreadableRowException();
        }
        catch (JsonException spoiled)
        {
            throw new UnreadableRowException(spoiled);
        }
    }

    /// <summary>The same for rows that can be rebuilt: null for a spoiled one, which must not hide the others.</summary>
    public static T? ReadOrSkip<T>(Entry entry, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Read(entry, type);
        }
        catch (UnreadableRowException)
        {
            return null;
        }
    }
}
