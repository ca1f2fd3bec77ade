using System.Net;
using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;
using OurCard = TeamsCommunityBot.Cards.AdaptiveCard;

namespace TeamsCommunityBot.BotBuilder.Seam;

/// <summary>Every feature of this bot as one <see cref="IBot"/>: a turn in, a reply out, and the SDK on both sides.</summary>
internal sealed class FeatureBot(ITurnRunner runner, ICardSigner signer, TimeProvider clock) : IBot
{
    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        if (TurnOf.Read(turnContext.Activity, clock.GetUtcNow()) is not var (turn, act)) return;
        if (act is not null)
        {
            var genuine = await signer.VerifyAsync(act, turn.TenantId, turn.Conversation.Id, cancellationToken);
            turn = turn with { Press = turn.Press! with { Genuine = genuine } };
        }

        var result = await runner.RunAsync(turn, cancellationToken);
        if (turnContext.Activity.Type == ActivityTypes.Invoke) await AnswerAsync(turnContext, turn, result, cancellationToken);
        else if (result.Outcome == TurnOutcome.Answered) await SayAsync(turnContext, turn, result.Reply, cancellationToken);
    }

    /// <summary>A card with its notification, signed for the place where it will stand.</summary>
    public static async ValueTask<Activity> CardAsync(
        ICardSigner signer, OurCard card, string summary, string tenantId, string conversationId, CancellationToken ct)
    {
        var signed = await signer.SignAsync(card, tenantId, conversationId, ct);
        return new(ActivityTypes.Message) { Summary = summary, Attachments = [new Attachment(OurCard.ContentType, content: Json(signed))] };
    }

    private async Task AnswerAsync(ITurnContext context, Turn turn, TurnResult result, CancellationToken ct)
    {
        if (result.Outcome == TurnOutcome.Unknown) return;
        var isNew = result.Outcome == TurnOutcome.Answered;
        var answer = new AdaptiveCardInvokeResponse { StatusCode = 200, Type = "application/vnd.microsoft.activity.message", Value = "" };
        switch (result.Reply)
        {
            case Reply.Replace replace:
                var everyone = await CardAsync(signer, replace.Body, replace.Summary, turn.TenantId, turn.Conversation.Id, ct);
                everyone.Id = context.Activity.ReplyToId;
                if (isNew && replace.ForEveryone) await context.UpdateActivityAsync(everyone, ct);
                (answer.Type, answer.Value) = (OurCard.ContentType, everyone.Attachments[0].Content);
                break;
            case Reply.Card card:
                if (isNew) await SayAsync(context, turn, card, ct);
                answer.Value = card.Summary;
                break;
            case Reply.Text text:
                answer.Value = text.Sentence;
                break;
        }

        var response = new InvokeResponse { Status = (int)HttpStatusCode.OK, Body = answer };
        await context.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = response }, ct);
    }

    private async Task SayAsync(ITurnContext context, Turn turn, Reply reply, CancellationToken ct)
    {
        var said = reply switch
        {
            Reply.Card card => await CardAsync(signer, card.Body, card.Summary, turn.TenantId, turn.Conversation.Id, ct),
            Reply.Replace replace => await CardAsync(signer, replace.Body, replace.Summary, turn.TenantId, turn.Conversation.Id, ct),
            Reply.Text text => new Activity(ActivityTypes.Message) { Text = text.Sentence, TextFormat = TextFormatTypes.Plain },
            _ => null,
        };
        if (said is not null) await context.SendActivityAsync(said, ct);
    }

    private static JObject Json(OurCard card) => JObject.Parse(Encoding.UTF8.GetString(Outgoing.CardAlone(card).Span));
}
