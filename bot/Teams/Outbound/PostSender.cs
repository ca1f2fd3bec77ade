using System.Collections.Concurrent;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Sends what the bot says of its own accord: a card in somebody's own chat, or a new thread in a channel. One try: who calls waits, and tries again.
/// </summary>
internal sealed partial class PostSender(ConnectorClient connector, ICardSigner signer, MovedHosts moved, TimeProvider time, ILogger<PostSender> logger) : IPostSender
{
    private const string ThreadMark = ";messageid=";

    /// <summary>Chats beyond this number are asked for again.</summary>
    private const int MostChats = 50_000;

    /// <summary>The chat of a person with this bot never changes, so it is asked for once.</summary>
    private readonly ConcurrentDictionary<(string TenantId, string Person), string> _chats = [];

    /// <inheritdoc/>
    public async ValueTask<PostAttempt> SendAsync(string tenantId, Post post, Action leaving, CancellationToken ct)
    {
        var attempt = post.To switch
        {
            Destination.ToPerson person => await ToPersonAsync(tenantId, post, person, leaving, ct),
            Destination.ToChannel channel => await ToChannelAsync(tenantId, post, channel, leaving, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (attempt is PostAttempt.Final { Result: PostResult.Refused refused }) Log.Refused(logger, refused.Why, refused.Code);
        return attempt;
    }

    private async ValueTask<PostAttempt> ToPersonAsync(string tenantId, Post post, Destination.ToPerson to, Action leaving, CancellationToken ct)
    {
        if (to.Who.Address.Length == 0) return Refused(PostRefusal.Failed, "NoAddress");
        var near = await AtAsync(tenantId, to.Near, ct);
        if (!_chats.TryGetValue((tenantId, to.Who.Address), out var chat))
        {
            var opened = await connector.CreateConversationAsync(near, new(Outgoing.PersonalChat(tenantId, to.Who.Address), Leaving: leaving), time.GetUtcNow(), ct);
            if (opened is not SendResult.Sent { Id: { Length: > 0 } id } made) return Judge(opened, isPersonal: true);
            near = await MovedAsync(tenantId, near, made, ct);
            chat = id;
            if (_chats.Count < MostChats) _chats[(tenantId, to.Who.Address)] = chat;
        }
        var place = near.OfChannel(chat);
        var message = Outgoing.Card(await signer.SignAsync(post.Card, tenantId, chat, ct), post.Summary);
        if (Outgoing.IsTooLarge(message.Body)) return Refused(PostRefusal.TooLarge, code: null);
        var sent = await connector.SendAsync(place, message with { Leaving = leaving }, time.GetUtcNow(), ct);
        if (sent is SendResult.Failed { Kind: SendFailure.NotFound }) _chats.TryRemove((tenantId, to.Who.Address), out _);
        return sent is SendResult.Sent done ? Final(await MovedAsync(tenantId, place, done, ct), done.Id) : Judge(sent, isPersonal: true);
    }

    private async ValueTask<PostAttempt> ToChannelAsync(string tenantId, Post post, Destination.ToChannel to, Action leaving, CancellationToken ct)
    {
        var channelId = Address.WithoutThread(to.Channel.ConversationId);
        var place = (await AtAsync(tenantId, to.Channel, ct)).OfChannel(channelId);
        var card = await signer.SignAsync(to.Mention is { } who ? Mentioning(post.Marked(), who) : post.Marked(), tenantId, channelId, ct);
        var thread = Outgoing.ChannelThread(tenantId, channelId, card, post.Summary);
        if (Outgoing.IsTooLarge(thread)) return Refused(PostRefusal.TooLarge, code: null);
        var sent = await connector.CreateConversationAsync(place, new(thread, Leaving: leaving), time.GetUtcNow(), ct);
        if (sent is not SendResult.Sent done) return Judge(sent, isPersonal: false);
        return Final((await MovedAsync(tenantId, place, done, ct)).OfChannel(done.Id ?? channelId), MessageIn(done.Id));
    }

    private static AdaptiveCard Mentioning(AdaptiveCard card, Person who)
    {
        var text = Mention.Of(who.Name);
        return card with { Teams = new([new(text, new(who.Address.Length > 0 ? who.Address : who.Id, text[4..^5]))]) };
    }

    /// <summary>A thread is named after its first message.</summary>
    private static string? MessageIn(string? threadId) =>
        threadId?.IndexOf(ThreadMark, StringComparison.OrdinalIgnoreCase) is >= 0 and var mark ? threadId[(mark + ThreadMark.Length)..] : null;

    private async ValueTask<Address> AtAsync(string tenantId, Address address, CancellationToken ct) =>
        await moved.FindAsync(tenantId, ct) is { } host ? address with { ServiceUrl = host } : address;

    private async ValueTask<Address> MovedAsync(string tenantId, Address address, SendResult.Sent sent, CancellationToken ct)
    {
        if (sent.MovedTo is not { } host) return address;
        await moved.KeepAsync(tenantId, host, ct);
        return address with { ServiceUrl = host };
    }

    private static PostAttempt.Final Final(Address where, string? activityId) => new(new PostResult.Sent(where, activityId));

    private static PostAttempt.Final Refused(PostRefusal why, string? code) => new(new PostResult.Refused(why, code));

    private static PostAttempt Judge(SendResult result, bool isPersonal) => result is not SendResult.Failed failed
        ? Refused(PostRefusal.Failed, "NoId")
        : failed switch
        {
            // Teams' own list of what is worth another try; besides what never left. A 500 is not on it.
            { Status: 412 or 429 or 502 or 503 or 504 } => new PostAttempt.NotNow(failed.Code, failed.RetryAfter, failed.Status == 429, WasAnswered: true),
            { Kind: SendFailure.Unavailable, Status: 0 } => new PostAttempt.NotNow(failed.Code, failed.RetryAfter, IsThrottled: false, WasAnswered: false),
            { Kind: SendFailure.Unknown } => new PostAttempt.Unknown(),
            _ => Refused(RefusalOf(failed, isPersonal), failed.Code),
        };

    private static PostRefusal RefusalOf(SendResult.Failed failed, bool isPersonal) => failed.Kind switch
    {
        SendFailure.Blocked when !isPersonal && failed.Code != "ConversationBlockedByUser" => PostRefusal.WritesBlocked,
        SendFailure.NotInRoster or SendFailure.Blocked or SendFailure.DisabledByAdmin => PostRefusal.NotReachable,
        SendFailure.NotFound => PostRefusal.Gone,
        SendFailure.TooBig => PostRefusal.TooLarge,
        _ => PostRefusal.Failed,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A post was refused: {Why}, code {Code}.")]
        public static partial void Refused(ILogger logger, PostRefusal why, string? code);
    }
}
