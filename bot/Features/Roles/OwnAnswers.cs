using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>
/// Lets somebody answer for themself, mostly in their own chat: a card of ours says which community, the envelope says who, and a roster asked for just
/// now says whether they still are a colleague there. The rule says whether the answer is theirs to give.
/// </summary>
internal sealed class OwnAnswers(CommunityStore communities, RoleChanges roles, Colleagues colleagues)
{
    /// <summary>What came of it; with a problem in words where it did not come to the rule.</summary>
    public ValueTask<OwnAnswer> GiveAsync(Turn turn, Func<RoleFacts, Community, RoleOutcome> rule, CancellationToken ct) =>
        GiveAsync(turn, facts => roles.ChangeAsync(turn.TenantId, facts.ChannelId, it => rule(facts, it), turn.At, ct), ct);

    /// <summary>The same, where what somebody did to others is taken back by a lead alone.</summary>
    public ValueTask<OwnAnswer> TakeBackAsync(Turn turn, Func<RoleFacts, Community, RoleOutcome> rule, CancellationToken ct) =>
        GiveAsync(
            turn, facts => roles.ChangeAsLeadAsync(
                turn, facts.ChannelId, it => rule(facts, it), isOwn: it => it.Roles[facts.Role].IsOwnAnswerOf(turn.From), ct), ct);

    private async ValueTask<OwnAnswer> GiveAsync(Turn turn, Func<RoleFacts, ValueTask<RoleOutcome?>> change, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { ChannelId.Length: > 0 } facts
            || await communities.FindAsync(turn.TenantId, facts.ChannelId, ct) is not { Community: { IsRegistered: true } community }) return new(null, null,
                RoleTexts.Gone);
        switch (await colleagues.LookAsync(community, turn.From, ct))
        {
            case Whereabouts.Unknown: return new(facts, null, CommunityTexts.CannotLook);
            case Whereabouts.NotHere: return new(facts, null, RoleTexts.NotColleague);
        }
        var outcome = await change(facts);
        return new(facts, outcome, outcome is null ? RoleTexts.Gone : null);
    }

    /// <summary>The answer to a refusal: what is not theirs stays as it is for everybody; what is over says so.</summary>
    public static Reply Refuse(Turn turn, RoleOutcome.Refused refused)
    {
        var sentence = refused.Why == RoleRefusal.Outdated ? RoleTexts.NoLongerAsked : Refusals.Sentence(refused);
        return refused.Why is RoleRefusal.Outdated or RoleRefusal.Lapsed or RoleRefusal.AlreadyDone
            ? new Reply.Replace(OutcomeCard.Render(new(Cards.NoticeKind.Info, sentence)), sentence,
                ForEveryone: turn.Conversation.Kind == ConversationKind.Personal)
            : new Reply.Text(sentence);
    }
}

/// <param name="Facts">What the button carried.</param>
/// <param name="Outcome">What the rule decided.</param>
/// <param name="Problem">Why it was not asked.</param>
internal sealed record OwnAnswer(RoleFacts? Facts, RoleOutcome? Outcome, string? Problem);
