using Microsoft.Graph;
using Microsoft.Graph.Models;
using Page = Microsoft.Graph.Models.ChatMessageCollectionResponse;

namespace TeamsCommunityBot.People.Graph;

/// <summary>
/// The messages of a channel, as far back as one of our own may stand. What others wrote passes by in the same pages, for Graph knows no narrower
/// question; nothing of it is looked at but who sent it and when, and nothing is kept.
/// </summary>
/// <param name="appId">The bot's own registration.</param>
internal sealed class GraphMessages(GraphCaller caller, string appId)
{
    /// <summary>The most that Graph gives in a page of messages.</summary>
    public const int PageSize = 50;

    /// <summary>A channel with more than a thousand messages in the minutes after a post is not read to the end.</summary>
    public const int MostPages = 20;

    /// <summary>The id of the bot's own message whose card has an element with this id; empty when there is none since a moment.</summary>
    public Task<GraphAnswer<string>> FindAsync(GraphPlace channel, string mark, DateTimeOffset since, CancellationToken ct) =>
        caller.RunAsync(async (graph, ct) =>
    {
        var page = await FirstPageAsync(graph, channel, PageSize, ct);
        var (read, seen) = (new HashSet<string>(), 0);
        for (var pages = 1; ; pages++)
        {
            // What is not understood is not the same as absent: that would have it sent again.
            if (page?.Value is not { } messages || !messages.All(IsReadable)) throw GraphCaller.Nonsense();
            if (messages.Find(message => IsOurs(message) && HasMark(message, mark)) is { } found) return found.Id!;
            seen += messages.Count;
            // They come by their last change, newest first, so a page that is old as a whole is the last one of interest.
            if (page.OdataNextLink is not { } next || (messages.Count > 0 && messages.All(message => IsBefore(message, since))))
                // Somebody spoke to the bot where it posts, so a channel without any message is not what was asked for.
                return seen > 0 ? "" : throw GraphCaller.Nonsense();
            if (pages >= MostPages || !read.Add(next)) throw new GraphException(new(GraphProblem.Unavailable, "EndlessPages"));
            page = await Messages(graph, channel).WithUrl(next).GetAsync(cancellationToken: ct);
        }
    }, ct);

    /// <summary>Whether the messages of a channel may be read.</summary>
    public Task<GraphAnswer<bool>> TryAsync(GraphPlace channel, CancellationToken ct) =>
        caller.RunAsync(async (graph, ct) => (await FirstPageAsync(graph, channel, 1, ct))?.Value is not null ? true : throw GraphCaller.Nonsense(), ct);

    private static Task<Page?> FirstPageAsync(GraphServiceClient graph, GraphPlace channel, int size, CancellationToken ct) =>
        Messages(graph, channel).GetAsync(ask => ask.QueryParameters.Top = size, ct);

    private static Microsoft.Graph.Teams.Item.Channels.Item.Messages.MessagesRequestBuilder Messages(GraphServiceClient graph, GraphPlace channel) =>
        graph.Teams[channel.GroupId].Channels[channel.ChannelId].Messages;

    private static bool IsReadable(ChatMessage? message) => message is { Id.Length: > 0, CreatedDateTime: not null };

    /// <summary>Not what a person forwarded, nor what another app posted. Where Graph names no app, the mark has to do.</summary>
    private bool IsOurs(ChatMessage message) =>
        message.From?.User is null && (message.From?.Application?.Id is not { Length: > 0 } app || app.Equals(appId, StringComparison.OrdinalIgnoreCase));

    /// <summary>The card is the attachment's content, as JSON in a string; a mark has no letter that JSON writes otherwise.</summary>
    private static bool HasMark(ChatMessage message, string mark) =>
        message.Attachments?.Any(attachment => attachment.Content?.Contains($"\"{mark}\"", StringComparison.Ordinal) == true) == true;

    private static bool IsBefore(ChatMessage message, DateTimeOffset since) => (message.LastModifiedDateTime ?? message.CreatedDateTime) < since;
}
