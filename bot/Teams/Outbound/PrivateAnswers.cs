using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Brings an answer to the one person who asked, where others read along: as a message that only they see, else in their own chat, else not at all. What
/// stands in the channel then is one neutral sentence: never the answer, and never who asked.
/// </summary>
internal sealed partial class PrivateAnswers(
    ConnectorClient connector, ICardSigner signer, PersonalChats chats, TimeProvider time, ILogger<PrivateAnswers> logger)
{
    /// <param name="answer">What was answered, for the turn's own conversation.</param>
    /// <param name="replyTo">The message that is answered; null for a press.</param>
    /// <param name="language">The language of the answer.</param>
    public async Task SendAsync(Turn turn, Answer answer, string? replyTo, string language, CancellationToken ct)
    {
        var until = time.GetUtcNow() + LateSends.Bound / 2;
        var targeted = await TargetedAsync(turn, answer, replyTo, until, ct);
        // What may have arrived is not said twice.
        if (targeted is not SendResult.Failed { Kind: not SendFailure.Unknown } refused) return;
        Log.NotTargeted(logger, refused.Kind, refused.Code);
        using var spoken = Language.Use(language);
        if (await InOwnChatAsync(turn, answer, until, ct)) return;
        var said = await SayAsync(turn, replyTo, OutboundTexts.NotReachedAlone, onlyFor: null, until, ct);
        if (said is SendResult.Failed failed) Log.NotSaid(logger, failed.Kind, failed.Code);
    }

    /// <summary>
    /// Puts a card in the place of one that only this person sees; where that one is gone, or Teams refuses, the answer goes the way of every other one for
    /// them alone.
    /// </summary>
    /// <param name="pressed">The message that stands there.</param>
    /// <param name="answer">A card.</param>
    public async Task UpdateAsync(Turn turn, string pressed, Answer answer, string language, CancellationToken ct)
    {
        var signed = await signer.SignAsync(answer.Card!, turn.TenantId, turn.Conversation.Id, ct);
        var until = time.GetUtcNow() + LateSends.Bound / 2;
        var updated = await connector.UpdateAsync(turn.Address, pressed, Outgoing.Update(signed, answer.Summary, turn.From.Address), until, ct);
        if (updated is SendResult.Failed { Kind: not SendFailure.Unknown }) await SendAsync(turn, answer, replyTo: null, language, ct);
    }

    private async ValueTask<SendResult> TargetedAsync(Turn turn, Answer answer, string? replyTo, DateTimeOffset until, CancellationToken ct)
    {
        var (to, prompt) = (turn.From.Address, turn.IsPrivate ? replyTo : null);
        if (answer.Card is not { } card) return await SayAsync(turn, replyTo, answer.Summary, to, until, ct, prompt);
        var signed = await signer.SignAsync(card, turn.TenantId, turn.Conversation.Id, ct);
        return await PostAsync(turn, replyTo, Outgoing.Card(signed, answer.Summary, replyTo, to, prompt), until, ct);
    }

    private ValueTask<SendResult> SayAsync(Turn turn, string? replyTo, string sentence, string? onlyFor, DateTimeOffset until, CancellationToken ct,
        string? prompt = null) =>
        PostAsync(turn, replyTo, Outgoing.Text(sentence, replyTo, onlyFor, prompt), until, ct);

    private ValueTask<SendResult> PostAsync(Turn turn, string? replyTo, Message message, DateTimeOffset until, CancellationToken ct) => replyTo is null
        ? connector.SendAsync(turn.Address, message, until, ct)
        : connector.ReplyAsync(turn.Address, replyTo, message, until, ct);

    /// <summary>True when it stands there, or may. A chat that is gone is opened anew, once.</summary>
    private async ValueTask<bool> InOwnChatAsync(Turn turn, Answer answer, DateTimeOffset until, CancellationToken ct)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            var chat = await chats.FindAsync(turn.TenantId, turn.Address, turn.From.Address, until, leaving: null, ct);
            if (chat.Where is not { } place) return false;
            var card = await signer.SignAsync(Elsewhere.Of(answer), turn.TenantId, place.ConversationId, ct);
            var sent = await connector.SendAsync(place, Outgoing.Card(card, answer.Summary), until, ct);
            if (sent is not SendResult.Failed { Kind: not SendFailure.Unknown } failed) return true;
            if (failed.Kind == SendFailure.NotFound) chats.Forget(turn.TenantId, turn.From.Address);
            if (failed.Kind != SendFailure.NotFound || isAgain) return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "An answer for one person was refused where it was asked ({Failure}, code {Code}): their own chat is tried.")]
        public static partial void NotTargeted(ILogger logger, SendFailure failure, string? code);

        [LoggerMessage(2, LogLevel.Error, "An answer for one person did not reach them, and where it was asked nothing could be said: {Failure}, code {Code}.")]
        public static partial void NotSaid(ILogger logger, SendFailure failure, string? code);
    }
}

/// <summary>What is answered: a card with its summary, or a sentence alone.</summary>
internal sealed record Answer(AdaptiveCard? Card, string Summary);

/// <summary>
/// An answer as it is shown in the person's own chat when it was asked for in another place. Buttons work in the place for which their card was made, so
/// none go along; a form without its button is no use, so it is told of in a sentence.
/// </summary>
internal static class Elsewhere
{
    public static AdaptiveCard Of(Answer answer)
    {
        IReadOnlyList<CardElement> body = answer.Card is { } card
            && !card.Body.Any(IsForm) ? Without(card.Body) : [Parts.Paragraph(Plain.Text(answer.Summary))];
        return new()
        {
            Lang = answer.Card?.Lang ?? Language.Current,
            FallbackText = answer.Summary,
            Body = [Parts.Notice(NoticeKind.Info, OutboundTexts.AnsweredHere), .. body],
        };
    }

    private static bool IsForm(CardElement element) => element switch
    {
        CardInput => true,
        Container container => container.Items.Any(IsForm),
        ColumnSet set => set.Columns.Any(column => column.Items.Any(IsForm)),
        _ => false,
    };

    private static IReadOnlyList<CardElement> Without(IReadOnlyList<CardElement> elements) =>
        [.. elements.Where(element => element is not ActionSet).Select(element => element switch
    {
        Container container => container with { Items = Without(container.Items) },
        ColumnSet set => set with { Columns = [.. set.Columns.Select(column => column with { Items = Without(column.Items) })] },
        _ => element,
    })];
}
