using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// The Connector REST API of Bot Framework, as far as we use it (swagger 3.1.12). Everything that can go wrong out there is a value. Bodies are
/// UTF-8, made by <see cref="Outgoing"/>.
/// </summary>
/// <remarks>
/// For what is sent, <c>until</c> bounds the waits between tries: what cannot be tried again before it is reported with the wait that was asked for. A question
/// hurts nobody when it is given up, so there <c>until</c> bounds all of it.
/// </remarks>
internal sealed class ConnectorClient(ConnectorEdge edge, TimeProvider time)
{
    /// <summary>Some 450 bytes a member, and Teams was seen to put more on a page than was asked for (msteams-docs#7332).</summary>
    public const int MostBytesOfRoster = 4 * 1024 * 1024;

    /// <summary>A team has at most a thousand channels, of some 200 bytes.</summary>
    private const int MostBytesOfChannels = 1024 * 1024;

    /// <summary>No question takes longer, whoever asks.</summary>
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromHours(1);

    /// <summary>Where the tenants of the US government community cloud live, should a conversation turn out to be of one.</summary>
    private static readonly Uri GovernmentCommunityCloud = new("https://smba.infra.gcc.teams.microsoft.com/teams/");

    private const int LongestRoster = 1_000;

    /// <summary>Posts a message; in a channel's thread where the address names one.</summary>
    public ValueTask<SendResult> SendAsync(Address to, Message message, DateTimeOffset until, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, to, ["v3", "conversations", to.ConversationId, "activities"], message, until, ct);

    /// <summary>Posts a message as the answer to another.</summary>
    public ValueTask<SendResult> ReplyAsync(Address to, string activityId, Message message, DateTimeOffset until, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, to, ["v3", "conversations", to.ConversationId, "activities", activityId], message, until, ct);

    /// <summary>Puts a message in the place of one of ours, for everyone.</summary>
    public ValueTask<SendResult> UpdateAsync(Address to, string activityId, Message message, DateTimeOffset until, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, to, ["v3", "conversations", to.ConversationId, "activities", activityId], message, until, ct);

    /// <summary>Takes a message of ours away. One that is gone already counts as taken away.</summary>
    public async ValueTask<SendResult> DeleteAsync(Address to, string activityId, DateTimeOffset until, CancellationToken ct)
    {
        var result = await SendAsync(HttpMethod.Delete, to, ["v3", "conversations", to.ConversationId, "activities", activityId], Message.Empty, until, ct);
        return result is SendResult.Failed { Kind: SendFailure.NotFound, Code: "ActivityNotFoundInConversation" } ? new SendResult.Sent(activityId) : result;
    }

    /// <summary>
    /// Starts a personal chat or a thread in a channel (see <see cref="Outgoing.PersonalChat"/>, <see cref="Outgoing.ChannelThread"/>). The id is the
    /// conversation's: for a thread the channel's with <c>;messageid=</c>. Starting the same personal chat again gives the same id.
    /// </summary>
    public ValueTask<SendResult> CreateConversationAsync(Address near, Message parameters, DateTimeOffset until, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, near, ["v3", "conversations"], parameters, until, ct);

    /// <summary>One member of a conversation, by the <c>29:</c> id.</summary>
    public ValueTask<Fetched<ChannelAccount>> GetMemberAsync(Address at, string memberId, DateTimeOffset until, CancellationToken ct) =>
        GetAsync(at, ["v3", "conversations", at.ConversationId, "members", memberId], "", ConnectorJson.Default.ChannelAccount, until, ct);

    /// <summary>
    /// Everyone in a conversation, page by page; a failure is the last element. Ends after 1,000 pages, and when the service goes in circles.
    /// </summary>
    public async IAsyncEnumerable<Fetched<PagedMembers>> GetPagedMembersAsync(
        Address at, int pageSize, DateTimeOffset until, [EnumeratorCancellation] CancellationToken ct)
    {
        var continuation = "";
        for (var page = 0; page < LongestRoster; page++)
        {
            var query = $"pageSize={pageSize}{(continuation.Length == 0 ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}")}";
            var fetched = await GetAsync(
                at, ["v3", "conversations", at.ConversationId, "pagedmembers"], query, ConnectorJson.Default.PagedMembers, until, ct, MostBytesOfRoster);
            yield return fetched;
            if (fetched.Value?.ContinuationToken is not { Length: > 0 } next || next == continuation) yield break;
            continuation = next;
        }
    }

    /// <param name="teamId">The team's thread id (<c>19:…</c>), not its group id.</param>
    public ValueTask<Fetched<TeamDetails>> GetTeamAsync(Address at, string teamId, DateTimeOffset until, CancellationToken ct) =>
        GetAsync(at, ["v3", "teams", teamId], "", ConnectorJson.Default.TeamDetails, until, ct);

    /// <summary>The channels that the bot may see. General has no name.</summary>
    public ValueTask<Fetched<TeamChannels>> GetTeamChannelsAsync(Address at, string teamId, DateTimeOffset until, CancellationToken ct) =>
        GetAsync(at, ["v3", "teams", teamId, "conversations"], "", ConnectorJson.Default.TeamChannels, until, ct, MostBytesOfChannels);

    private async ValueTask<SendResult> SendAsync(
        HttpMethod method, Address to, string[] segments, Message message, DateTimeOffset until, CancellationToken ct)
    {
        var result = await SendOnceAsync(method, to.ServiceUrl, segments, message, until, ct);
        if (result is not SendResult.Failed { Code: "InvalidBotApiHost" } || !IsElsewhere(to.ServiceUrl)) return result;
        return await SendOnceAsync(method, GovernmentCommunityCloud, segments, message, until, ct) switch
        {
            SendResult.Sent sent => sent with { MovedTo = GovernmentCommunityCloud },
            var failed => failed,
        };
    }

    private bool IsElsewhere(Uri service) => service.Host != GovernmentCommunityCloud.Host && edge.Allows(GovernmentCommunityCloud);

    private async ValueTask<SendResult> SendOnceAsync(
        HttpMethod method, Uri service, string[] segments, Message message, DateTimeOffset until, CancellationToken ct)
    {
        if (Refusal(service, segments, out var url) is { } refusal) return refusal;
        if (message.OnlyFor is not null) url = ConnectorUrl.WithQuery(url, "isTargetedActivity=true");
        var exchange = await edge.SendAsync(new ConnectorRequest(method, url!, message.Body, until, message.Leaving), ct);
        return exchange.IsSuccess ? new SendResult.Sent(Parse(exchange.Body, ConnectorJson.Default.ResourceResponse)?.Id) : ConnectorError.Of(exchange);
    }

    private async ValueTask<Fetched<T>> GetAsync<T>(
        Address at, string[] segments, string query, JsonTypeInfo<T> type, DateTimeOffset until, CancellationToken ct, int most = HttpEdge.MostBytes)
        where T : class
    {
        if (Refusal(at.ServiceUrl, segments, out var url) is { } refusal) return new(null, refusal);
        if (query.Length > 0) url = ConnectorUrl.WithQuery(url, query);
        async ValueTask<object?> ReadAsync(Stream body, CancellationToken stop) => await JsonSerializer.DeserializeAsync(body, type, stop);
        var question = new ConnectorRequest(HttpMethod.Get, url!, default, until, Read: ReadAsync, MostBytes: most);
        if (await AskAsync(question, ct) is not { } exchange) return new(null, new(SendFailure.Unavailable, "NoAnswerInTime"));
        if (!exchange.IsSuccess) return new(null, ConnectorError.Of(exchange));
        return exchange.Value is T value ? new(value, null) : new(null, new(SendFailure.Unavailable, "UnreadableAnswer"));
    }

    /// <summary>Null when there was no answer in time.</summary>
    private async ValueTask<Exchange?> AskAsync(ConnectorRequest question, CancellationToken ct)
    {
        var left = question.Until - time.GetUtcNow();
        if (left <= TimeSpan.Zero) return null;
        using var patience = new CancellationTokenSource(left < LongestQuestion ? left : LongestQuestion, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await edge.SendAsync(question, both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Why the request does not leave: asked of the service as it was written, before it is taken apart.</summary>
    private SendResult.Failed? Refusal(Uri service, ReadOnlySpan<string> segments, out Uri? url)
    {
        url = null;
        if (!edge.Allows(service)) return new(SendFailure.WrongHost, "HostNotTrusted");
        url = ConnectorUrl.Of(service, segments);
        return url is null ? new(SendFailure.BadRequest, "IdNotUsable") : null;
    }

    private static T? Parse<T>(byte[]? json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json is not { Length: > 0 } ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
