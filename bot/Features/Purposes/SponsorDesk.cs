using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>
/// Lets the sponsor answer for themself: the card says which community, the envelope says who, and the channel's roster whether they still are a colleague
/// there. The rule says whether the answer is theirs to give.
/// </summary>
internal sealed class SponsorDesk(CommunityAccess places, PurposeChanges purposes)
{
    /// <returns>The community after it, or as it was where nothing had to change.</returns>
    /// <exception cref="UserErrorException">It is not theirs to answer, or the card is too old; says so.</exception>
    public async ValueTask<Community> AnswerAsync(Turn turn, Func<Community, SponsorFacts, PurposeOutcome> rule, CancellationToken ct)
    {
        var facts = SponsorFacts.Of(turn);
        var community = (await places.GetAsync(turn, facts.ChannelId, Audience.Member, ct)).Community;
        return await purposes.ChangeAsync(turn.TenantId, facts.ChannelId, it => rule(community = it, facts), turn.At, ct) switch
        {
            PurposeOutcome.Changed { After: var after } => after,
            PurposeOutcome.Refused { Why: PurposeRefusal.AlreadyDone } => community,
            PurposeOutcome.Refused { Why: PurposeRefusal.NotYours } => throw new UserErrorException(PurposeTexts.NotYours),
            PurposeOutcome.Refused { Why: PurposeRefusal.Busy } => throw new UserErrorException(PurposeTexts.Busy),
            _ => throw new UserErrorException(PurposeTexts.NoLongerAsked),
        };
    }
}
