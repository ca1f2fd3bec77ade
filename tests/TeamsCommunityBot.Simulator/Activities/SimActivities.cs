using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>
/// Makes activities as Teams puts them on the wire. Each comes as a <see cref="JsonObject"/> of its own, so that a test can change, add or
/// remove anything before it is sent.
/// </summary>
public sealed partial class SimActivities
{
    private readonly SimOptions _options;
    private readonly Uri _serviceUrl;
    private readonly Func<string> _nextId;

    internal SimActivities(SimOptions options, Uri serviceUrl, Func<string> nextId) => (_options, _serviceUrl, _nextId) = (options, serviceUrl, nextId);

    /// <summary>The bot's id in Teams.</summary>
    public string BotId => $"28:{_options.AppId}";

    /// <summary>Something typed to the bot, also a command with a slash.</summary>
    /// <param name="text">What the person typed, mention left out; it is escaped as Teams does.</param>
    /// <param name="mention">Whether the bot is mentioned; by default everywhere but in a personal chat.</param>
    /// <param name="thread">The id of a channel thread's first message; by default the message starts one.</param>
    public JsonObject Message(SimConversation where, SimPerson from, string text, string locale = "nl-NL", bool? mention = null, string? thread = null)
    {
        var id = _nextId();
        var activity = Envelope("message", id, where, from, thread ?? id);
        var isMention = mention ?? where is not SimChat;
        var escaped = Escape(text);
        activity["text"] = isMention ? $"<at>{_options.BotName}</at>&nbsp;{escaped}\n" : escaped;
        activity["textFormat"] = "plain";
        activity["locale"] = locale;
        activity["attachments"] = new JsonArray(HtmlCopy(isMention, escaped));
        activity["entities"] = isMention ? new JsonArray(Mention(), ClientInfo(from, locale)) : new JsonArray(ClientInfo(from, locale));
        AddLocalTime(activity, from);
        return activity;
    }

    /// <summary>An edit of a message that was sent before.</summary>
    public JsonObject Edited(JsonObject message, string newText) => Changed(message, "messageUpdate", "editMessage", newText);

    /// <summary>A deleted message taken back.</summary>
    public JsonObject Undeleted(JsonObject message) => Changed(message, "messageUpdate", "undeleteMessage", message["text"]!.ToString());

    /// <summary>The deletion of a message that was sent before.</summary>
    public JsonObject Deleted(JsonObject message) => Changed(message, "messageDelete", "softDeleteMessage", null);

    /// <summary>A reaction to something that the bot posted.</summary>
    public JsonObject Reaction(SimPost to, SimPerson from, string type = "like", bool removed = false)
    {
        var activity = Envelope("messageReaction", EventId(), to.Conversation, from, ThreadOf(to));
        activity["replyToId"] = to.Id;
        activity[removed ? "reactionsRemoved" : "reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = type });
        return activity;
    }

    /// <summary>An activity with what every one carries: the rest is yours to add.</summary>
    /// <param name="thread">The first message of the channel thread; null addresses the channel itself, as events do.</param>
    public JsonObject Envelope(string type, string id, SimConversation where, SimPerson from, string? thread = null) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = Iso(_options.Clock.GetUtcNow()),
        ["serviceUrl"] = _serviceUrl.AbsoluteUri,
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = from.Address, ["name"] = from.Name, ["aadObjectId"] = from.AadObjectId },
        ["conversation"] = Conversation(where, thread),
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = _options.BotName },
        ["channelData"] = ChannelData(where),
    };

    private static JsonObject Conversation(SimConversation where, string? thread)
    {
        var conversation = new JsonObject { ["conversationType"] = where.Type, ["tenantId"] = where.Tenant.Id };
        if (where is not SimChat)
            conversation["isGroup"] = true;
        if (where is SimGroupChat { Name: { } name })
            conversation["name"] = name;
        conversation["id"] = where is SimChannel && thread is not null ? where.Thread(thread) : where.Id;
        return conversation;
    }

    private static JsonObject ChannelData(SimConversation where)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = where.Tenant.Id } };
        if (where is not SimChannel channel)
            return data;
        data["teamsChannelId"] = channel.Id;
        data["teamsTeamId"] = channel.Team.Id;
        data["channel"] = new JsonObject { ["id"] = channel.Id };
        if (channel.Kind != SimChannelKind.Standard)
            data["channel"]!["type"] = channel.KindName;
        data["team"] = new JsonObject { ["id"] = channel.Team.Id };
        return data;
    }

    private JsonObject Mention() => new()
    {
        ["type"] = "mention",
        ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = _options.BotName },
        ["text"] = $"<at>{_options.BotName}</at>",
    };

    private static JsonObject ClientInfo(SimPerson from, string locale) => new()
    {
        ["type"] = "clientInfo",
        ["locale"] = locale,
        ["country"] = locale.Split('-')[^1].ToUpperInvariant(),
        ["platform"] = "Windows",
        ["timezone"] = from.TimeZone,
    };

    /// <summary>Teams sends the text a second time, as HTML.</summary>
    private JsonObject HtmlCopy(bool mention, string escaped)
    {
        var bot = mention ? $"""<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">{_options.BotName}</span>&nbsp;""" : "";
        return new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{bot}{escaped}</p>" };
    }

    private void AddLocalTime(JsonObject activity, SimPerson from)
    {
        var local = TimeZoneInfo.ConvertTime(_options.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(from.TimeZone));
        activity["localTimestamp"] = local.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
        activity["localTimezone"] = from.TimeZone;
    }

    private JsonObject Changed(JsonObject message, string type, string eventType, string? text)
    {
        var activity = message.DeepClone().AsObject();
        activity["type"] = type;
        activity["timestamp"] = Iso(_options.Clock.GetUtcNow());
        activity["channelData"]!["eventType"] = eventType;
        if (text is null)
            activity.Remove("text");
        else
            activity["text"] = text;
        return activity;
    }

    private static string? ThreadOf(SimPost post) =>
        post.Conversation is SimChannel ? post.ConversationId.Split(";messageid=") is [_, var root] ? root : post.Id : null;

    /// <summary>What markup would take for its own; letters and quotes stay.</summary>
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string EventId() => $"f:{Guid.NewGuid()}";

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
