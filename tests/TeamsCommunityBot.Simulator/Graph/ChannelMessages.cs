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
        return [.. posts.In(channel.Id)
            .Where(post => post.ConversationId == channel.Thread(post.Id) && post.At <= seen)
            .OrderByDescending(post => post.Versions[^1].At).ThenByDescending(post => post.Id, StringComparer.Ordinal)
            .Select(post => Message(post, channel))];
    }

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
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = isCard ? $"<attachment id=\"{post.Id}\"></attachment>" : post.IsDeleted ? "" : post.Text },
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
