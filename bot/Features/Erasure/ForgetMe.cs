using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Erasure;

/// <summary><c>/community forget me</c>, in one's own chat: says what would be erased and what stands in the way, and asks.</summary>
internal sealed class AskToForgetMe(PersonEraser erasure, AdministratorStore administrators, Membership membership) : IHandler
{
    public const string Command = "forget me";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Personal)
            return SentenceCard.Answer(ErasureTexts.OnlyInChat, new ActionOpenUrl(ChatWith.WithBot(turn.Address)) { Title = CommunityTexts.OpenOurChat });
        var led = (await erasure.CommunitiesOfAsync(turn.TenantId, turn.From.Id, ct)).Where(community => community.IsLedBy(turn.From.Id)).ToList();
        var view = ForgetView.Of(
            turn.From.Id, await membership.NamedForAsync(led, turn.From, ct), await administrators.ReadAsync(turn.TenantId, ct));
        return new Reply.Card(ForgetCard.Ask(view), ErasureTexts.AskTitle);
    }
}

/// <summary>The button "erase me": lays down what the presser has, everywhere, and has the rest erased. Whoever presses, it is about themself.</summary>
internal sealed class ForgetMe(PersonEraser erasure, AdministratorStore administrators, IAgenda agenda) : IHandler
{
    public const string Verb = "person.forget";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Personal) return new Reply.Text(ErasureTexts.OnlyInChat);
        var mine = await erasure.CommunitiesOfAsync(turn.TenantId, turn.From.Id, ct);
        var view = ForgetView.Of(turn.From.Id, mine, await administrators.ReadAsync(turn.TenantId, ct));
        // All is looked at before anything is laid down; a change by somebody else in between is met by the rules below.
        if (view.IsBlocked || !await LayDownAsync(turn, mine, ct)) return new Reply.Continue(AskToForgetMe.Command);

        await agenda.PlanAsync(PersonEraser.LineOf(turn.TenantId, turn.From.Id, turn.At), ct);
        return new Reply.Replace(ForgetCard.Done(), ErasureTexts.DoneTitle);
    }

    /// <summary>False: somebody has to take over first.</summary>
    private async ValueTask<bool> LayDownAsync(Turn turn, IEnumerable<Community> mine, CancellationToken ct)
    {
        foreach (var community in mine.Where(community => community.IsRegistered))
            if (!await erasure.LayDownAsync(turn, community, ct)) return false;
        return await administrators.ChangeAsync(turn, now => now.Remove(turn.From.Id, turn.From), ct)
            is not AdministratorOutcome.Refused { Why: AdministratorRefusal.Last or AdministratorRefusal.Busy };
    }
}
