using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TeamsCommunityBot.Simulator;

/// <summary>The Connector REST API, as Teams answers it.</summary>
internal sealed class Connector(SimOrg org, PostStore posts, SimLimits limits)
{
    /// <summary>A message may have about 100 KB, counted in UTF-16.</summary>
    private const int LargestMessage = 100 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128 };

    public Answer Answer(SimCall call)
    {
        if (call.Operation == SimOperation.CreateConversation)
            return WithBody(call, (body, weight) => new Creation(org, posts, this).Create(call, body, weight));
        var conversation = call.Operation is SimOperation.Team or SimOperation.TeamChannels
            ? org.Team(call.SubjectId!) is { } team && team.Id == call.SubjectId ? team.General : null
            : org.Conversation(call.ConversationId!);
        if (conversation is null || !IsThread(conversation, call.ConversationId) || conversation.IsDeleted)
            return Simulator.Answer.Error(404, "ConversationNotFound", "Conversation not found.");
        return call.Operation switch
        {
            SimOperation.Send or SimOperation.Reply => WithBody(call, (body, weight) => Send(call, conversation, body, weight)),
            // Whom a targeted message is for is said once, when it is posted (teams.ts#738).
            SimOperation.Update when call.IsTargeted => WithBody(call, (body, weight) => body.TryGetProperty("recipient", out _)
                ? Simulator.Answer.Error(400, "BadArgument", "Recipient is not allowed.")
                : Update(call, conversation, weight)),
            SimOperation.Update => WithBody(call, (_, weight) => Update(call, conversation, weight)),
            SimOperation.Delete => Refusal(call, conversation, 1) ?? Delete(call, conversation),
            _ => Refusal(call, conversation, 1) ?? Rosters.Answer(call, conversation),
        };
    }

    /// <summary>Why this conversation takes nothing from the bot now; null when it does.</summary>
    public Answer? Refusal(SimCall call, SimConversation conversation, int weight)
    {
        if (limits.Refuses(call, conversation, weight) is { } wait)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Simulator.Answer.Error(429, "Throttled", "Too many requests.", seconds);
        }
        if (!conversation.IsInstalled)
            return Simulator.Answer.Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        if (conversation.IsReadOnly && call.Operation is SimOperation.Send or SimOperation.Reply or SimOperation.Update or SimOperation.CreateConversation)
            return Simulator.Answer.OlderError(403, 209, "MessageWritesBlocked", "Thread is not writable.");
        return null;
    }

    private Answer Send(SimCall call, SimConversation conversation, JsonElement activity, int weight)
    {
        if (Refusal(call, conversation, weight) is { } refusal)
            return refusal;
        if (activity.GetProperty("type").ValueEquals("typing"))
            return new Answer(202, "{}"u8.ToArray());
        var id = posts.NextId();
        posts.Add(id, conversation, call.ConversationId!, call.ActivityId, call.Body);
        // Teams splits text and card into two messages; the answer then names neither.
        return weight == 2 ? new Answer(201, "{}"u8.ToArray()) : Simulator.Answer.Id(201, id);
    }

    private Answer Update(SimCall call, SimConversation conversation, int weight) =>
        Refusal(call, conversation, weight)
        ?? (posts.Update(conversation, call.ActivityId!, call.Body) ? Simulator.Answer.Id(200, call.ActivityId!) : NoActivity());

    private Answer Delete(SimCall call, SimConversation conversation) =>
        posts.Delete(conversation, call.ActivityId!) ? Simulator.Answer.Empty(200) : NoActivity();

    private static Answer NoActivity() => Simulator.Answer.Error(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");

    /// <summary>Reads the body and hands it over with its weight in the limits; what cannot be read is refused here.</summary>
    private static Answer WithBody(SimCall call, Func<JsonElement, int, Answer> answer)
    {
        if (call.Body.Length * 2 > LargestMessage && Encoding.UTF8.GetCharCount(call.Body) * 2 > LargestMessage)
            return Simulator.Answer.Error(413, "MessageSizeTooBig", "Message size too large.");
        try
        {
            using var body = JsonDocument.Parse(call.Body, Strict);
            var isActivity = call.Operation != SimOperation.CreateConversation;
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                return Simulator.Answer.Error(400, "BadSyntax", "The body is not an object.");
            if (isActivity && !HasText(body.RootElement, "type"))
                return Simulator.Answer.Error(400, "MissingProperty", "The 'Activity.Type' field is required.");
            return answer(body.RootElement, isActivity ? Weight(body.RootElement) : 1);
        }
        catch (JsonException)
        {
            return Simulator.Answer.Error(400, "BadSyntax", "The body is not JSON.");
        }
    }

    /// <summary>Text and attachment in one activity are two messages.</summary>
    private static int Weight(JsonElement activity) =>
        HasText(activity, "text") && activity.TryGetProperty("attachments", out var attachments)
            && attachments.ValueKind == JsonValueKind.Array && attachments.GetArrayLength() > 0 ? 2 : 1;

    private static bool HasText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0;

    /// <summary>A thread is a channel's id with the number of its first message.</summary>
    private static bool IsThread(SimConversation conversation, string? id)
    {
        if (id is null || id.Length == conversation.Id.Length)
            return true;
        const string mark = ";messageid=";
        var rest = id.AsSpan(conversation.Id.Length);
        return conversation is SimChannel && rest.StartsWith(mark) && rest[mark.Length..] is { Length: > 0 } number
            && number[0] != '0' && !number.ContainsAnyExceptInRange('0', '9');
    }
}
