using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>
/// Which activity a calendar file is about, by a name that nobody can guess: whoever fetches a file is asked nothing else, as a calendar cannot sign in.
/// </summary>
internal sealed class CalendarStore(ITable table)
{
    private const int Bytes = 16;
    private const int NameLength = 22;

    private static readonly string Partition = Key.Join("calendar");

    /// <summary>A new name: 128 random bits.</summary>
    public static string NewName() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether it may be one of ours: what cannot be costs the store nothing.</summary>
    public static bool IsName(string name) => name.Length == NameLength && Base64Url.IsValid(name);

    /// <summary>Says where the activity is. Written before the activity itself: a line too many leads nowhere.</summary>
    public async ValueTask PutAsync(Community community, CommunityActivity activity, CancellationToken ct)
    {
        if (activity.Calendar.Length == 0) return;
        var json = JsonSerializer.Serialize(new(1, community.TenantId, community.ChannelId, activity.Day, activity.Id), CalendarJson.Default.CalendarRow);
        if (await table.InsertAsync(KeyOf(activity.Calendar), json, ct) is not null) return;
        // It was moved to another day: the same name leads there. Whoever changes it at the same moment moves it as well, and the last one is right.
        if (await table.FindAsync(KeyOf(activity.Calendar), ct) is { } entry) await table.ReplaceAsync(entry.Key, json, entry.ETag, ct);
    }

    public async ValueTask<CalendarRow?> FindAsync(string name, CancellationToken ct) =>
        IsName(name) && await table.FindAsync(KeyOf(name), ct) is { } entry ? StoredJson.ReadOrSkip(entry, CalendarJson.Default.CalendarRow) : null;

    public async ValueTask RemoveAsync(string name, CancellationToken ct)
    {
        if (IsName(name) && await table.FindAsync(KeyOf(name), ct) is { } entry) await table.DeleteAsync(entry.Key, entry.ETag, ct);
    }

    private static Key KeyOf(string name) => new(Partition, Key.Join(name));
}

/// <param name="V">The row's version.</param>
internal sealed record CalendarRow(int V, string TenantId, string ChannelId, DateOnly Day, string Id);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CalendarRow))]
internal sealed partial class CalendarJson : JsonSerializerContext;
