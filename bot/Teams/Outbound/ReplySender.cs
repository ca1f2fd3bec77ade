using System.Text;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Delivers what a turn answers. The turn is stored by now and will not run again, so a message that cannot be delivered is logged with its class
/// and that is all: an error to Teams would only bring the same activity back as a duplicate.
/// </summary>
internal sealed partial class ReplySender(ConnectorClient connector, ICardSigner signer, TimeProvider time, ILogger<ReplySender> logger) : IReplySender
{
    private const string MessageType = "application/vnd.microsoft.activity.message";

    /// <summary>Teams gives a command up after some 15 seconds, and a press somewhat sooner; no try is waited for past these.</summary>
    private static readonly TimeSpan PatienceForMessage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceForInvoke = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public ValueTask<InvokeAnswer?> DeliverAsync(Turn turn, ReplyTarget delivery, TurnResult result, CancellationToken ct)
    {
        var isNew = result.Outcome == TurnOutcome.Answered;
        return result.Outcome switch
        {
            TurnOutcome.Unknown => default,
            _ when delivery.IsInvoke => AnswerAsync(turn, delivery, result, isNew, ct),
            _ => isNew ? SayAsync(turn, delivery, result, ct) : default,
        };
    }

    /// <summary>The HTTP answer is what the presser sees; what everyone sees is changed beside it, unless the press was a duplicate.</summary>
    private async ValueTask<InvokeAnswer?> AnswerAsync(Turn turn, ReplyTarget delivery, TurnResult result, bool isNew, CancellationToken ct)
    {
        switch (result.Reply)
        {
            case Reply.Replace replace:
                var card = await SignAsync(turn, replace.Body, ct);
                var alone = Outgoing.CardAlone(card);
                if (IsTooLarge(alone)) return Notice(TooLarge(result));
                if (isNew && replace.ForEveryone && delivery.ReplyToId is { } pressed)
                    Report(await connector.UpdateAsync(turn.Address, pressed, Outgoing.Card(card, replace.Summary, onlyFor: OnlyFor(turn)), Until(PatienceForInvoke), ct), "update");
                return new InvokeAnswer(200, AdaptiveCard.ContentType, Encoding.UTF8.GetString(alone.Span));
            case Reply.Card posted:
                if (isNew) await PostAsync(turn, posted.Body, posted.Summary, OnlyFor(turn), result, PatienceForInvoke, ct);
                return Notice(posted.Summary);
            case Reply.Share shared:
                if (isNew) await PostAsync(turn, shared.Body, shared.Summary, onlyFor: null, result, PatienceForInvoke, ct);
                return shared.Then is { } then ? await AnswerAsync(turn, delivery, result with { Reply = then }, isNew, ct) : Notice(shared.Summary);
            case Reply.Text text:
                return Notice(text.Sentence);
            default:
                return Notice("");
        }
    }

    private async ValueTask<InvokeAnswer?> SayAsync(Turn turn, ReplyTarget delivery, TurnResult result, CancellationToken ct)
    {
        switch (result.Reply)
        {
            case Reply.Card card:
                await PostAsync(turn, card.Body, card.Summary, OnlyFor(turn), result, PatienceForMessage, ct);
                break;
            case Reply.Share shared:
                await PostAsync(turn, shared.Body, shared.Summary, onlyFor: null, result, PatienceForMessage, ct);
                if (shared.Then is { } then) await SayAsync(turn, delivery, result with { Reply = then }, ct);
                break;
            case Reply.Replace replace when delivery.ReplyToId is { } pressed && turn.Press is not null && MayReplace(turn, replace):
                await ReplaceAsync(turn, pressed, replace, result, ct);
                break;
            case Reply.Replace replace:
                await PostAsync(turn, replace.Body, replace.Summary, OnlyFor(turn), result, PatienceForMessage, ct);
                break;
            case Reply.Text text:
                await SayTextAsync(turn, text.Sentence, ct);
                break;
        }
        return null;
    }

    /// <summary>Without an invoke there is no answer that only the presser sees: the others keep their card, and the new one is posted.</summary>
    private static bool MayReplace(Turn turn, Reply.Replace replace) => replace.ForEveryone || turn.Conversation.Kind == ConversationKind.Personal;

    private async ValueTask ReplaceAsync(Turn turn, string pressed, Reply.Replace replace, TurnResult result, CancellationToken ct)
    {
        var message = Outgoing.Card(await SignAsync(turn, replace.Body, ct), replace.Summary, onlyFor: OnlyFor(turn));
        if (IsTooLarge(message.Body))
        {
            await SayTextAsync(turn, TooLarge(result), ct);
            return;
        }
        var until = Until(PatienceForMessage);
        var updated = await connector.UpdateAsync(turn.Address, pressed, message, until, ct);
        if (updated is SendResult.Failed { Kind: SendFailure.NotFound }) updated = await connector.SendAsync(turn.Address, message, until, ct);
        Report(updated, "update");
    }

    private async ValueTask PostAsync(Turn turn, AdaptiveCard body, string summary, string? onlyFor, TurnResult result, TimeSpan patience, CancellationToken ct)
    {
        var replyTo = Answered(turn);
        var message = Outgoing.Card(await SignAsync(turn, body, ct), summary, replyTo, onlyFor);
        if (IsTooLarge(message.Body)) await SayTextAsync(turn, TooLarge(result), ct);
        else await SendAsync(turn, replyTo, message, patience, ct);
    }

    private ValueTask SayTextAsync(Turn turn, string sentence, CancellationToken ct)
    {
        var replyTo = Answered(turn);
        return SendAsync(turn, replyTo, Outgoing.Text(sentence, replyTo, OnlyFor(turn)), PatienceForMessage, ct);
    }

    private async ValueTask SendAsync(Turn turn, string? replyTo, Message message, TimeSpan patience, CancellationToken ct) => Report(
        replyTo is null
            ? await connector.SendAsync(turn.Address, message, Until(patience), ct)
            : await connector.ReplyAsync(turn.Address, replyTo, message, Until(patience), ct),
        "post");

    private static string? OnlyFor(Turn turn) => turn.IsPrivate ? turn.From.Address : null;

    /// <summary>The message that is answered. Events and presses have ids too, but no message that anyone sees.</summary>
    private static string? Answered(Turn turn) => turn.Press is null && turn.Happening is null && turn.ActivityId.Length > 0 ? turn.ActivityId : null;

    private ValueTask<AdaptiveCard> SignAsync(Turn turn, AdaptiveCard card, CancellationToken ct) =>
        signer.SignAsync(card, turn.TenantId, turn.Conversation.Id, ct);

    private DateTimeOffset Until(TimeSpan patience) => time.GetUtcNow() + patience;

    private static InvokeAnswer Notice(string sentence) => new(200, MessageType, Outgoing.Quoted(sentence));

    private bool IsTooLarge(ReadOnlyMemory<byte> json)
    {
        var isTooLarge = Outgoing.IsTooLarge(json);
        if (isTooLarge) Log.TooLarge(logger, Outgoing.SizeInTeams(json), CardSize.Limit);
        return isTooLarge;
    }

    private static string TooLarge(TurnResult result)
    {
        using (Language.Use(result.Language)) return OutboundTexts.CardTooLarge;
    }

    private void Report(SendResult result, string deed)
    {
        if (result is not SendResult.Failed failed) return;
        if (failed.Kind == SendFailure.NotFound && deed == "update") Log.Gone(logger);
        else Log.NotSent(logger, deed, failed.Kind, failed.Code, (int)(failed.RetryAfter?.TotalSeconds ?? 0));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The reply was not delivered ({Deed}): {Failure}, code {Code}, to be tried after {Seconds} s.")]
        public static partial void NotSent(ILogger logger, string deed, SendFailure failure, string? code, int seconds);

        [LoggerMessage(2, LogLevel.Information, "The card that was pressed is gone, so it was not updated for the others.")]
        public static partial void Gone(ILogger logger);

        [LoggerMessage(3, LogLevel.Error, "A card of {Bytes} bytes is over the limit of {Limit}, and was not sent.")]
        public static partial void TooLarge(ILogger logger, int bytes, int limit);
    }
}
