using System.Text;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Delivers what a turn answers. The turn is stored by now and will not run again, so a message that cannot be delivered is logged with its class
/// and that is all: an error to Teams would only bring the same activity back as a duplicate.
/// </summary>
internal sealed partial class ReplySender(
    ConnectorClient connector, ICardSigner signer, PrivateAnswers privately, LateSends late, TimeProvider time, ILogger<ReplySender> logger) : IReplySender
{
    private const string MessageType = "application/vnd.microsoft.activity.message";

    /// <summary>Teams gives a message up after some 15 seconds and a turn has 10: what takes longer than this goes on beside it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);

    /// <inheritdoc/>
    public async ValueTask<InvokeAnswer?> DeliverAsync(Turn turn, ReplyTarget delivery, TurnResult result, CancellationToken ct)
    {
        if (result.Outcome == TurnOutcome.Unknown) return null;
        var isNew = result.Outcome == TurnOutcome.Answered;
        if (delivery.IsInvoke) return await AnswerAsync(turn, delivery, result, isNew, ct);
        if (isNew && result.Reply is not Reply.Silence) await late.RunAsync(turn.TenantId, stop => SayAsync(turn, delivery, result, stop), Patience, ct);
        return null;
    }

    /// <summary>
    /// The HTTP answer is what the presser sees, at once. What everyone sees is brought up to date beside it, unless the press was a duplicate: a slow
    /// connector must not make a press look failed that is stored (msteams-docs#13460).
    /// </summary>
    private async ValueTask<InvokeAnswer?> AnswerAsync(Turn turn, ReplyTarget delivery, TurnResult result, bool isNew, CancellationToken ct)
    {
        var (body, summary, isForEveryone) = result.Reply switch
        {
            Reply.Replace replace => (replace.Body, replace.Summary, replace.ForEveryone),
            Reply.Card card => (card.Body, card.Summary, false),
            Reply.Text text => (null, text.Sentence, false),
            _ => (null, "", false),
        };
        if (body is null) return Notice(summary);
        var signed = await SignAsync(turn, body, ct);
        var alone = Outgoing.CardAlone(signed);
        if (IsTooLarge(alone)) return Notice(TooLarge(result));
        if (isNew && isForEveryone && delivery.ReplyToId is { } pressed && !IsAmongOthers(turn))
            late.Update(turn.TenantId, $"{turn.Conversation.Id}|{pressed}", stop => UpdateAsync(turn, pressed, alone, summary, stop));
        return new InvokeAnswer(200, AdaptiveCard.ContentType, Encoding.UTF8.GetString(alone.Span));
    }

    private async Task SayAsync(Turn turn, ReplyTarget delivery, TurnResult result, CancellationToken ct)
    {
        var answer = result.Reply switch
        {
            Reply.Replace replace => new Answer(replace.Body, replace.Summary),
            Reply.Card card => new Answer(card.Body, card.Summary),
            Reply.Text text => new Answer(null, text.Sentence),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        // Not null alone: that would become an empty card on its way through an array.
        var signed = answer.Card is { } plain ? Outgoing.CardAlone(await SignAsync(turn, plain, ct)) : default(ReadOnlyMemory<byte>?);
        if (signed is { } json && IsTooLarge(json)) (answer, signed) = (new Answer(null, TooLarge(result)), default(ReadOnlyMemory<byte>?));

        if (signed is { } written && delivery.ReplyToId is { } pressed && TakesItsPlace(turn, result.Reply))
        {
            if (turn.IsPrivate) await privately.UpdateAsync(turn, pressed, answer, result.Language, ct);
            else await UpdateAsync(turn, pressed, written, answer.Summary, ct);
        }
        else if (IsForOne(turn, result.Reply)) await privately.SendAsync(turn, answer, Answered(turn), result.Language, ct);
        else await PostAsync(turn, signed, answer.Summary, ct);
    }

    /// <summary>
    /// Without an invoke there is no answer that only the presser sees: where others read along they keep their card, unless it is new for everyone.
    /// </summary>
    private static bool TakesItsPlace(Turn turn, Reply reply) =>
        turn.Press is not null && reply is Reply.Replace replace && !IsAmongOthers(turn)
            && (replace.ForEveryone || turn.Conversation.Kind == ConversationKind.Personal);

    /// <summary>
    /// Whether a message may be seen by nobody but who asked. A press that comes as a message (of an old client) has no answer of its own: what would have
    /// been for the presser alone stays so. A group chat has members who need not be in the channel that the answer is about.
    /// </summary>
    private static bool IsForOne(Turn turn, Reply reply) =>
        turn.IsPrivate || IsAmongOthers(turn)
        || (turn is { Press: not null, Conversation.Kind: ConversationKind.Channel } && reply is not Reply.Replace { ForEveryone: true });

    /// <summary>In a group chat or meeting, where something was asked; an event there is nobody's question.</summary>
    private static bool IsAmongOthers(Turn turn) => turn is { Conversation.Kind: ConversationKind.GroupChat, Happening: null };

    /// <summary>Puts a card in the place of the pressed one; where Teams does not know that one any more (msteams-docs#6139), it is posted anew.</summary>
    private async Task UpdateAsync(Turn turn, string pressed, ReadOnlyMemory<byte> signed, string summary, CancellationToken ct)
    {
        var until = Until();
        var updated = await connector.UpdateAsync(turn.Address, pressed, Outgoing.Card(signed, summary), until, ct);
        if (updated is SendResult.Failed { Kind: SendFailure.NotFound })
        {
            Log.Gone(logger);
            updated = await connector.SendAsync(turn.Address, Outgoing.Card(signed, summary), until, ct);
        }
        Report(updated, "update");
    }

    private async Task PostAsync(Turn turn, ReadOnlyMemory<byte>? signed, string summary, CancellationToken ct)
    {
        var replyTo = Answered(turn);
        var message = signed is { } card ? Outgoing.Card(card, summary, replyTo) : Outgoing.Text(summary, replyTo);
        Report(
            replyTo is null
                ? await connector.SendAsync(turn.Address, message, Until(), ct)
                : await connector.ReplyAsync(turn.Address, replyTo, message, Until(), ct),
            "post");
    }

    /// <summary>The message that is answered. Events and presses have ids too, but no message that anyone sees.</summary>
    private static string? Answered(Turn turn) => turn.Press is null && turn.Happening is null && turn.ActivityId.Length > 0 ? turn.ActivityId : null;

    private ValueTask<AdaptiveCard> SignAsync(Turn turn, AdaptiveCard card, CancellationToken ct) =>
        signer.SignAsync(card, turn.TenantId, turn.Conversation.Id, ct);

    private DateTimeOffset Until() => time.GetUtcNow() + LateSends.Bound / 2;

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
        if (result is SendResult.Failed failed) Log.NotSent(logger, deed, failed.Kind, failed.Code, (int)(failed.RetryAfter?.TotalSeconds ?? 0));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The reply was not delivered ({Deed}): {Failure}, code {Code}, to be tried after {Seconds} s.")]
        public static partial void NotSent(ILogger logger, string deed, SendFailure failure, string? code, int seconds);

        [LoggerMessage(2, LogLevel.Information, "The card that was pressed is gone: a new one takes its place.")]
        public static partial void Gone(ILogger logger);

        [LoggerMessage(3, LogLevel.Error, "A card of {Bytes} bytes is over the limit of {Limit}, and was not sent.")]
        public static partial void TooLarge(ILogger logger, int bytes, int limit);
    }
}
