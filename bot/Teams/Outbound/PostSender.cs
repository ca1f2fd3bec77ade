using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Sends what the bot says of its own accord: a card in somebody's own chat, or a new thread in a channel. One try: who calls waits, and tries again.
/// </summary>
internal sealed partial class PostSender(ConnectorClient connector, ICardSigner signer, PersonalChats chats, OwnChats own, TimeProvider time,
    ILogger<PostSender> logger) : IPostSender
{
    private const string ThreadMark = ";messageid=";

    /// <inheritdoc/>
    public async ValueTask<PostAttempt> SendAsync(string tenantId, Post post, Action leaving, CancellationToken ct)
    {
        var attempt = post.To switch
        {
            Destination.ToPerson person => await ToPersonAsync(tenantId, post, person, leaving, ct),
            Destination.ToChannel channel => await ToChannelAsync(tenantId, post, channel, leaving, ct),
            Destination.InPlace card => await InPlaceAsync(tenantId, post, card, leaving, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (attempt is PostAttempt.Final { Result: PostResult.Refused refused }) Log.Refused(logger, refused.Why, refused.Code);
        return attempt;
    }

    private async ValueTask<PostAttempt> ToPersonAsync(string tenantId, Post post, Destination.ToPerson to, Action leaving, CancellationToken ct)
    {
        if (to.Who.Address.Length == 0) return Refused(PostRefusal.Failed, "NoAddress");
        var (attempt, isStale) = await InChatAsync(tenantId, post, to, leaving, ct);
        return isStale ? (await InChatAsync(tenantId, post, to, leaving, ct)).Attempt : attempt;
    }

    /// <summary>One try in the person's chat; stale when the remembered chat is gone, and a new one is to be opened.</summary>
    private async ValueTask<(PostAttempt Attempt, bool IsStale)> InChatAsync(string tenantId, Post post, Destination.ToPerson to, Action leaving,
        CancellationToken ct)
    {
        var chat = await chats.FindAsync(tenantId, to.Near, to.Who.Address, time.GetUtcNow(), leaving, ct);
        if (chat.Where is not { } place) return (JudgeOpening(chat.Refusal!), false);
        await own.NoteAsync(tenantId, to.Who.Id, to.Who.Address, place.ConversationId, ct);
        var message = Outgoing.Card(await signer.SignAsync(post.Card, tenantId, place.ConversationId, ct), post.Summary);
        if (Outgoing.IsTooLarge(message.Body)) return (Refused(PostRefusal.TooLarge, code: null), false);
        var sent = await connector.SendAsync(place, message with { Leaving = leaving }, time.GetUtcNow(), ct);
        if (sent is SendResult.Sent done) return (Final(await chats.MovedAsync(tenantId, place, done, ct), done.Id), false);
        if (sent is not SendResult.Failed { Kind: SendFailure.NotFound } gone) return (Judge(sent, isPersonal: true), false);
        chats.Forget(tenantId, to.Who.Address);
        return (new PostAttempt.NotNow(gone.Code, gone.RetryAfter, IsThrottled: false, WasAnswered: true), chat.WasKnown);
    }

    /// <summary>A chat may be refused with 400 or 404 and be opened later (msteams-docs#7424): that says nothing about the person yet.</summary>
    private static PostAttempt JudgeOpening(SendResult opened) =>
        opened is SendResult.Failed { Kind: SendFailure.BadRequest or SendFailure.NotFound, Status: > 0 } passing
        ? new PostAttempt.NotNow(passing.Code, passing.RetryAfter, IsThrottled: false, WasAnswered: true)
        : Judge(opened, isPersonal: true);

    private async ValueTask<PostAttempt> ToChannelAsync(string tenantId, Post post, Destination.ToChannel to, Action leaving, CancellationToken ct)
    {
        var channelId = Address.WithoutThread(to.Channel.ConversationId);
        var place = (await chats.AtAsync(tenantId, to.Channel, ct)).OfChannel(channelId);
        var card = await signer.SignAsync(to.Mention is { } who ? Mentioning(post.Marked(), who) : post.Marked(), tenantId, channelId, ct);
        var thread = Outgoing.ChannelThread(tenantId, channelId, card, post.Summary);
        if (Outgoing.IsTooLarge(thread)) return Refused(PostRefusal.TooLarge, code: null);
        var sent = await connector.CreateConversationAsync(place, new(thread, Leaving: leaving), time.GetUtcNow(), ct);
        if (sent is not SendResult.Sent done) return Judge(sent, isPersonal: false);
        return Final((await chats.MovedAsync(tenantId, place, done, ct)).OfChannel(done.Id ?? channelId), MessageIn(done.Id));
    }

    private async ValueTask<PostAttempt> InPlaceAsync(string tenantId, Post post, Destination.InPlace to, Action leaving, CancellationToken ct)
    {
        var place = (await chats.AtAsync(tenantId, to.Where, ct)) with { ConversationId = to.Where.ConversationId };
        var card = await signer.SignAsync(post.Card, tenantId, Address.WithoutThread(to.Where.ConversationId), ct);
        var message = Outgoing.Update(card, post.Summary);
        if (Outgoing.IsTooLarge(message.Body)) return Refused(PostRefusal.TooLarge, code: null);
        var sent = await connector.UpdateAsync(place, to.MessageId, message with { Leaving = leaving }, time.GetUtcNow(), ct);
        return sent is SendResult.Sent done ? Final(await chats.MovedAsync(tenantId, place, done, ct), to.MessageId) : Judge(sent, isPersonal: false);
    }

    private static AdaptiveCard Mentioning(AdaptiveCard card, Person who)
    {
        var text = Mention.Of(who.Name);
        return card with { Teams = new([new(text, new(who.Address.Length > 0 ? who.Address : who.Id, text[4..^5]))]) };
    }

    /// <summary>A thread is named after its first message.</summary>
    private static string? MessageIn(string? threadId) =>
        threadId?.IndexOf(ThreadMark, StringComparison.OrdinalIgnoreCase) is >= 0 and var mark ? threadId[(mark + ThreadMark.Length)..] : null;

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
