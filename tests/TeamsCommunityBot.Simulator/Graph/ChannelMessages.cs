using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>What the bot posted in a channel, as Graph tells it: the first message of each thread, by its last change, newest first.</summary>
internal sealed class ChannelMessages(PostStore posts, SimOptions options)
{
    public const int UsualPage = 20;
    public const int MostInPage = 50;

    public TimeSpan VisibleAfter { get; set; }

    public IReadOnlyList<JsonObject> In(SimChannel channel)
    {
        var seen = options.Clock.GetUtcNow() - VisibleAfter;
        return
        [
            .. posts.In(channel.Id)
                .Where(post => post.ConversationId == channel.Thread(post.Id) && post.At <= seen)
                .OrderByDescending(post => post.Versions[^1].At).ThenByDescending(post => post.Id, StringComparer.Ordinal)
                .Select(post => Message(post, channel)),
            Beginning(channel),
        ];
    }

    /// <summary>A channel begins with a message of Teams itself.</summary>
    private static JsonObject Beginning(SimChannel channel) => new()
    {
        ["id"] = "1600000000000",
        ["messageType"] = "systemEventMessage",
        ["createdDateTime"] = "2020-09-13T12:26:40Z",
        ["lastModifiedDateTime"] = "2020-09-13T12:26:40Z",
        ["from"] = null,
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<systemEventMessage/>" },
        ["channelIdentity"] = new JsonObject { ["teamId"] = channel.Team.AadGroupId, ["channelId"] = channel.Id },
        ["attachments"] = new JsonArray(),
        ["eventDetail"] = new JsonObject { ["@odata.type"] = "#microsoft.graph.channelAddedEventMessageDetail" },
    };

    /// <summary>An Adaptive Card stands in an attachment as JSON in a string, and the body points at it.</summary>
    private JsonObject Message(SimPost post, SimChannel channel)
    {
        var isCard = post.Card is not null && !post.IsDeleted;
        return new JsonObject
        {
            ["id"] = post.Id,
            ["replyToId"] = null,
            ["messageType"] = "message",
            ["createdDateTime"] = Moment(post.At),
            ["lastModifiedDateTime"] = Moment(post.Versions[^1].At),
            ["deletedDateTime"] = post.IsDeleted ? Moment(post.Versions[^1].At) : null,
            ["from"] = new JsonObject
            {
                ["user"] = null,
                ["device"] = null,
                ["application"] = new JsonObject { ["id"] = options.AppId, ["displayName"] = options.BotName, ["applicationIdentityType"] = "bot" },
            },
            ["body"] = new JsonObject
            {
                ["contentType"] = "html",
                ["content"] = isCard ? $"<attachment id=\"{post.Id}\"></attachment>" : post.IsDeleted ? "" : post.Text
            },
            ["channelIdentity"] = new JsonObject { ["teamId"] = channel.Team.AadGroupId, ["channelId"] = channel.Id },
            ["attachments"] = isCard ? new JsonArray(new JsonObject
            {
                ["id"] = post.Id,
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = post.Card!.ToJsonString(),
                ["name"] = null,
            }) : [],
        };
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
