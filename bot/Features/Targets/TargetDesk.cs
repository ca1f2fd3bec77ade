using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>The one way to change targets: what a rule decides is stored with a line of the history, and shown to everyone.</summary>
internal sealed class TargetDesk(CommunityStore communities)
{
    /// <summary>The community of the channel where a button was pressed.</summary>
    /// <exception cref="UserErrorException">There is none; says so.</exception>
    public async ValueTask<Community> PlaceAsync(Turn turn, CancellationToken ct) =>
        (await communities.FindRegisteredAsync(turn, ct))?.Community ?? throw new UserErrorException(CommunityTexts.NotYours);

    /// <summary>Lets a rule decide, for what only leads may do.</summary>
    /// <param name="rule">Called again after a conflict.</param>
    public ValueTask<TargetOutcome> DecideAsLeadAsync(Turn turn, Func<Community, TargetOutcome> rule, CancellationToken ct) =>
        DecideAsLeadAsync(turn, rule, isOwn: _ => false, ct);

    /// <param name="isOwn">Where this holds, the person takes back what everybody may do, and need not lead.</param>
    /// <inheritdoc cref="DecideAsLeadAsync(Turn, Func{Community, TargetOutcome}, CancellationToken)"/>
    public async ValueTask<TargetOutcome> DecideAsLeadAsync(
        Turn turn, Func<Community, TargetOutcome> rule, Func<Community, bool> isOwn, CancellationToken ct) =>
        OutcomeOf(await communities.DecideAsLeadAsync(turn, turn.Conversation.Id, it => RulingOn(turn, it, rule(it)), isOwn, ct));

    /// <summary>The same for what every colleague in the channel may do.</summary>
    public async ValueTask<TargetOutcome> DecideAsync(Turn turn, Func<Community, TargetOutcome> rule, CancellationToken ct) =>
        OutcomeOf(await communities.DecideAsync(turn.TenantId, turn.Conversation.Id, it => RulingOn(turn, it, rule(it)), ct));

    /// <summary>All targets as they are now, with what came of it and the way back.</summary>
    /// <exception cref="UserErrorException">It was refused; says why.</exception>
    public async ValueTask<Reply> ShowAsync(Turn turn, TargetOutcome outcome, CancellationToken ct)
    {
        if (outcome is TargetOutcome.Refused { Why: var why }) throw new UserErrorException(SentenceOf(why));
        var changed = outcome as TargetOutcome.Changed;
        var view = TargetsView.Of(await PlaceAsync(turn, ct), turn.At) with
        {
            Notice = changed is null ? TurnTexts.AlreadyDone : TargetSentences.NoticeOf(changed),
            Undo = changed is { Deed: not TargetDeed.Undone, Target: { } target } ? new(target.Id, target.Revision) : null,
        };
        return new Reply.Replace(TargetCard.Render(view), view.Notice);
    }

    private static Ruling<TargetOutcome> RulingOn(Turn turn, Community before, TargetOutcome outcome) => outcome is not TargetOutcome.Changed changed
        ? new(outcome)
        : new(outcome, changed.After)
        {
            Beside = [TargetHistoryStore.EntryFor(before, changed, turn.From, turn.At)],
            Due = changed.Target is { IsLogged: true } ? [TallyLine.Of(before, turn.At)] : [],
            Known = changed.Target?.Owner is { } owner && !owner.Is(turn.From) ? [turn.From, owner] : [turn.From],
        };

    private static TargetOutcome OutcomeOf(Decision<TargetOutcome> decision) => decision.End switch
    {
        DecisionEnd.Made => decision.Told!,
        DecisionEnd.NotLead => new TargetOutcome.Refused(TargetRefusal.NotLead),
        DecisionEnd.Busy => new TargetOutcome.Refused(TargetRefusal.Busy),
        _ => new TargetOutcome.Refused(TargetRefusal.Outdated),
    };

    private static string SentenceOf(TargetRefusal why) => why switch
    {
        TargetRefusal.TooMany => Words.Fill(TargetTexts.TooMany, Community.MostTargets),
        TargetRefusal.ReasonMissing => TargetTexts.ReasonMissing,
        TargetRefusal.IsLogged => TargetTexts.IsLogged,
        TargetRefusal.CannotUndo => TargetTexts.CannotUndo,
        TargetRefusal.NotLead => CommunityTexts.NotLeadNow,
        TargetRefusal.Busy => TargetTexts.Busy,
        _ => TargetTexts.Outdated,
    };
}
