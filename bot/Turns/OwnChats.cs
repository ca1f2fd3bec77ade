using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// In which chats somebody talks with the bot, and under which <c>29:</c> id: a row a chat in the person's own partition. Both name that person alone, so
/// whoever is erased is erased under these names too. Written before anything else that bears them.
/// </summary>
public sealed class OwnChats(ITable table, TimeProvider time)
{
    private const string Row = "chat";
    private const int MostRemembered = 50_000;
    private const int PageSize = 100;

    /// <summary>So long this process relies on a row: another process may have erased the person.</summary>
    private static readonly TimeSpan Relied = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Tenant, string Person, string Chat), DateTimeOffset> _noted = [];

    /// <summary>The partition of everything that is a person's own.</summary>
    public static string PartitionOf(string tenantId, string personId) => Key.Join("person", tenantId, personId);

    /// <summary>Notes a chat; one operation an hour and chat.</summary>
    /// <param name="personId">Empty for somebody whom nobody knows: then there is nothing to note.</param>
    public async ValueTask NoteAsync(string tenantId, string personId, string address, string chatId, CancellationToken ct)
    {
        var (what, now) = ((tenantId, personId, chatId), time.GetUtcNow());
        if (personId.Length == 0 || (_noted.TryGetValue(what, out var at) && now - at < Relied)) return;
        var json = JsonSerializer.Serialize(new OwnChat(1, chatId, address), OwnChatJson.Default.OwnChat);
        await table.InsertAsync(new(PartitionOf(tenantId, personId), Key.Join(Row, chatId)), json, ct);
        if (_noted.Count >= MostRemembered) _noted.Clear();
        _noted[what] = now;
    }

    /// <summary>The chats of a person; after this they are noted anew when they are met again.</summary>
    public async ValueTask<IReadOnlyList<OwnChat>> FindAsync(string tenantId, string personId, CancellationToken ct)
    {
        var page = await table.QueryAsync(RowRange.Under(PartitionOf(tenantId, personId), Row), PageSize, continuation: null, ct);
        List<OwnChat> chats = [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, OwnChatJson.Default.OwnChat)).OfType<OwnChat>()];
        foreach (var chat in chats) _noted.TryRemove((tenantId, personId, chat.Id), out _);
        return chats;
    }
}

/// <param name="V">The row's version.</param>
/// <param name="Id">The conversation's id.</param>
/// <param name="Address">The person's <c>29:</c> id; empty where it is not known.</param>
public sealed record OwnChat(int V, string Id, string Address);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OwnChat))]
internal sealed partial class OwnChatJson : JsonSerializerContext;
