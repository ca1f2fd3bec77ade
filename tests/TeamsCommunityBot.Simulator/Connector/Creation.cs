using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>
/// <c>POST /v3/conversations</c>: the chat with one person (the same id each time, and no activity id even where an activity went along) or
/// a new thread in a channel. Group chats cannot be made.
/// </summary>
internal sealed class Creation(SimOrg org, PostStore posts, Connector connector)
{
    public Answer Create(SimCall call, JsonElement body, int weight)
    {
        if (Text(body, "channelData", "channel", "id") is { } channelId)
            return CreateThread(call, body, channelId, weight);
        var isGroup = body.TryGetProperty("isGroup", out var flag) && flag.ValueKind == JsonValueKind.True;
        var members = body.TryGetProperty("members", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
        return isGroup || members != 1 ? BadParameters() : OpenChat(call, body, Text(list[0], "id"), weight);
    }

    /// <summary>The conversation that a request is about: the channel, or the chat with the one member. Null where it names none.</summary>
    public static SimConversation? Locate(SimOrg org, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (Text(json.RootElement, "channelData", "channel", "id") is { } channelId)
                return org.Conversation(channelId);
            return json.RootElement.TryGetProperty("members", out var members) && members.ValueKind == JsonValueKind.Array && members.GetArrayLength() == 1
                && Text(members[0], "id") is { } id && org.Person(id) is { } person ? org.ChatWith(person) : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private Answer CreateThread(SimCall call, JsonElement body, string channelId, int weight)
    {
        if (!body.TryGetProperty("activity", out var activity) || activity.ValueKind != JsonValueKind.Object)
            return BadParameters();
        if (org.Conversation(channelId) is not SimChannel { IsDeleted: false } channel)
            return Answer.Error(404, "ConversationNotFound", "Conversation not found.");
        if (connector.Refusal(call, channel, weight) is { } refusal)
            return refusal;
        var id = posts.NextId();
        posts.Add(id, channel, channel.Thread(id), replyToId: null, Raw(activity));
        return Answer.Json(201, new JsonObject { ["id"] = channel.Thread(id), ["activityId"] = id });
    }

    private Answer OpenChat(SimCall call, JsonElement body, string? memberId, int weight)
    {
        var tenantId = Text(body, "tenantId") ?? Text(body, "channelData", "tenant", "id");
        // Only the 29: address that this bot was told is sure to work; an Entra object id is accepted in some flows only, so it is refused.
        if (tenantId is null || memberId is null || !memberId.StartsWith("29:", StringComparison.Ordinal) || org.Person(memberId) is not { } person)
            return BadParameters();
        if (!string.Equals(person.Tenant.Id, tenantId, StringComparison.OrdinalIgnoreCase) || !person.CanBeReached)
            return Answer.Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        var chat = org.ChatWith(person);
        if (connector.Refusal(call, chat, weight) is { } refusal)
            return refusal;
        if (body.TryGetProperty("activity", out var activity) && activity.ValueKind == JsonValueKind.Object)
            posts.Add(posts.NextId(), chat, chat.Id, replyToId: null, Raw(activity));
        return Answer.Id(201, chat.Id);
    }

    private static Answer BadParameters() => Answer.Error(400, "BadSyntax", "Incorrect conversation creation parameters");

    private static byte[] Raw(JsonElement activity) => Encoding.UTF8.GetBytes(activity.GetRawText());

    private static string? Text(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return null;
        return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
    }
}
