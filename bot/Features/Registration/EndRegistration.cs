using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary>Ends the registration; everything stays stored for an undo.</summary>
internal sealed class EndRegistration(CommunityStore communities) : IHandler
{
    public const string Verb = "community.unregister";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(CommandNames.Status);
        var decision = await communities.DecideAsLeadAsync(
            turn, community.ChannelId, it => RegistrationCard.Ruling(turn, it, it with { UnregisteredAt = turn.At, Revision = it.Revision + 1 }), ct);
        return decision is { Holds: true, Told: true }
            ? new Reply.Replace(RegistrationCard.Ended(community.Name, decision.Community!.Revision),
                Words.Fill(RegistrationTexts.Unregistered, community.Name))
            : new Reply.Continue(CommandNames.Status, RegistrationCard.Refusal(decision));
    }
}

/// <summary>The undo of <see cref="EndRegistration"/>.</summary>
internal sealed class RestoreRegistration(CommunityStore communities, LeadRights rights, Rounds rounds) : IHandler
{
    public const string Verb = "community.restore";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindAsync(turn.TenantId, turn.Conversation.Id, ct) is not { Community: { IsRegistered: false } community } before)
            return new Reply.Continue(CommandNames.Status);
        // Of another ending than this card's: only the last one can be undone. Cards from before they told which are believed.
        if (turn.Press!.Data.ContainsKey(RegistrationCard.RevisionKey) && !RegistrationCard.IsCurrent(turn, community))
            return new Reply.Text(RegistrationTexts.OtherEnding);
        // What came by while it was ended was not this community's: its moments count from now on.
        var after = community with { UnregisteredAt = null, Revision = community.Revision + 1, Rhythm = community.Rhythm with { ChangedAt = turn.At } };
        await rounds.PlanAsync(after, RoundOccasion.Begins, turn.At, ct);
        // What is stored below is this very version of the community, or nothing.
        if (!await rights.LeadsAsync(community, turn.From.Id, ct)) return new Reply.Text(CommunityTexts.NotLeadNow);
        return new Reply.Continue(
            CommandNames.Status,
            await communities.SaveAsync(before, after, ct) ? Words.Fill(RegistrationTexts.Restored, community.Name) : RegistrationTexts.ChangedMeanwhile);
    }
}
