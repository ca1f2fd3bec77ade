using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>
/// The one way to change the roles of a community: reads it, lets a rule decide, and stores what it decided together with the audit. If somebody
/// else changed it meanwhile, the rule decides again on what is there then.
/// </summary>
/// <remarks>
/// Nobody has a role without having said yes. A lead asks; the person answers on a card in their own chat, and until then the channel reads only that
/// somebody was asked. After a conflict both the rule and the right to change are decided again. So of 32 assignments at once each is applied or refused,
/// two leads who release each other leave one, and a withdrawn question cannot be accepted.
/// </remarks>
internal sealed class RoleChanges(CommunityStore communities, AuditStore audit) : IEraser
{
    /// <summary>The job that invites, reminds and lets lapse; its subject is the channel, the role and the invitation's number.</summary>
    public const string InvitationJob = "role.invitation";

    /// <summary>
    /// The job that tells those concerned what happened; its subject is the channel, the role, the slot's revision, the deed, and the id of whoever hears of
    /// it (empty: the leads).
    /// </summary>
    public const string NewsJob = "role.news";

    /// <summary>
    /// The job that tells the channel of a new holder who agreed, and corrects that; its subject is the channel, the role, the revision of the yes and the
    /// holder's id.
    /// </summary>
    public const string AloudJob = "role.aloud";

    /// <summary>
    /// The job that brings the card up to date on which somebody was asked; its subject is the channel, the role, the slot's revision, the card's conversation
    /// and its message.
    /// </summary>
    public const string CardJob = "role.card";

    /// <param name="rule">Decides; called again after a conflict, so it must check who may anew where that depends on the community.</param>
    /// <returns>What was decided and stored, or the refusal; null when the channel has no registered community.</returns>
    public async ValueTask<RoleOutcome?> ChangeAsync(string tenantId, string channelId, Func<Community, RoleOutcome> rule, DateTimeOffset at,
        CancellationToken ct)
    {
        await audit.NoteSweepAsync(tenantId, at, ct);
        return OutcomeOf(await communities.DecideAsync(tenantId, channelId, community => RulingOn(rule(community), at), ct));
    }

    /// <summary>The same for what the clock brings about: nobody is there who could press again.</summary>
    /// <exception cref="InvalidOperationException">Too many others changed the community at the same moment; the job comes again.</exception>
    public async ValueTask<RoleOutcome?> ChangeInJobAsync(string tenantId, string channelId, Func<Community, RoleOutcome> rule, DateTimeOffset at,
        CancellationToken ct) =>
        await ChangeAsync(tenantId, channelId, rule, at, ct) is var outcome and not RoleOutcome.Refused { Why: RoleRefusal.Busy }
            ? outcome
            : throw new InvalidOperationException("Others changed the community again and again.");

    /// <summary>The same for what only leads may do, in the channel of the turn, which its route let pass for leads.</summary>
    public ValueTask<RoleOutcome?> ChangeAsLeadAsync(Turn turn, Func<Community, RoleOutcome> rule, CancellationToken ct) =>
        ChangeAsLeadAsync(turn, turn.Conversation.Id, rule, isOwn: _ => false, ct);

    /// <summary>The same in any channel; whoever decides must lead its community when it is stored.</summary>
    /// <param name="isOwn">Where this holds, the person decides about themself, and need not lead.</param>
    public async ValueTask<RoleOutcome?> ChangeAsLeadAsync(
        Turn turn, string channelId, Func<Community, RoleOutcome> rule, Func<Community, bool> isOwn, CancellationToken ct)
    {
        await audit.NoteSweepAsync(turn.TenantId, turn.At, ct);
        return OutcomeOf(await communities.DecideAsLeadAsync(turn, channelId, community => RulingOn(rule(community), turn.At), isOwn, ct));
    }

    /// <inheritdoc/>
    async ValueTask<bool> IEraser.LayDownAsync(Turn turn, Community community, CancellationToken ct) =>
        await ChangeAsync(turn.TenantId, community.ChannelId, now => now.LayDown(turn.From, turn.At), turn.At, ct)
            is not RoleOutcome.Refused { Why: RoleRefusal.LastLead or RoleRefusal.Busy };

    /// <inheritdoc/>
    /// <remarks>Said first where something is still held, so that the leads hear of an empty role and the backup is asked.</remarks>
    async ValueTask IEraser.EraseAsync(string tenantId, string channelId, string personId, DateTimeOffset at, CancellationToken ct) =>
        await ChangeInJobAsync(tenantId, channelId, community => community.Leave(new(personId, "", ""), VacancyReason.SteppedDown, at), at, ct);

    private static RoleOutcome? OutcomeOf(Decision<RoleOutcome> decision) => decision.End switch
    {
        DecisionEnd.Made => decision.Told,
        DecisionEnd.NoCommunity => null,
        DecisionEnd.NotLead => new RoleOutcome.Refused(RoleRefusal.NotLead),
        _ => new RoleOutcome.Refused(RoleRefusal.Busy),
    };

    private static Ruling<RoleOutcome> RulingOn(RoleOutcome outcome, DateTimeOffset at) => outcome is not RoleOutcome.Changed { After: var after } changed
        ? new(outcome)
        : new(changed, after)
        {
            Beside = [.. changed.Events.Select((happened, place) => AuditStore.EntryFor(after, happened, at, place))],
            Due = [.. changed.Events.SelectMany(happened => DueAfter(after, happened, at))],
            // Somebody who is invited is noted by the job that invites them, which is bound to run: asking takes one operation less.
            Known = [.. changed.Events.Where(happened => happened is { Deed: RoleDeed.Accepted, Tell: null } or { Deed: RoleDeed.BackupNamed })
                .Select(happened => happened.About).OfType<Person>()],
        };

    private static IEnumerable<DueItem> DueAfter(Community community, RoleEvent happened, DateTimeOffset at)
    {
        if (happened.Role is not { } role) yield break;
        if (InvitedOn(community.Roles[role], happened, at) is { } moment)
            yield return new(community.TenantId, InvitationJob, Subject(community, role, happened), moment);
        if (happened.Tell is { IsAnonymous: false } hearer && !hearer.Is(happened.By))
            yield return new(community.TenantId, NewsJob, Subject(community, role, happened, happened.Deed.ToString(), hearer.Id), at);
        foreach (var heard in happened.TellToo)
            yield return new(community.TenantId, NewsJob, Subject(community, role, happened, happened.Deed.ToString(), heard.Id), at);
        // Whoever took the role themself has no question before their eyes that could say what comes next.
        if (happened is { Deed: RoleDeed.Accepted, Tell: null, About: { } holder })
            yield return new(community.TenantId, NewsJob, Subject(community, role, happened, happened.Deed.ToString(), holder.Id), at);
        if (happened is { Deed: RoleDeed.Accepted or RoleDeed.Undone, IsAloud: true, About: { } told })
            yield return new(community.TenantId, AloudJob, Key.Join(community.ChannelId, role.ToString(), AcceptedIn(happened), told.Id), at);
        if (happened is { Deed: RoleDeed.Accepted or RoleDeed.Declined or RoleDeed.Lapsed or RoleDeed.Undone or RoleDeed.NoTakenBack, Card: { } card })
            yield return new(community.TenantId, CardJob, Subject(community, role, happened, card.ConversationId, card.MessageId), at);
        if (ChangesWhatSomebodyHas(happened.Deed))
            yield return new(community.TenantId, SharedJobs.HoldersChanged, Subject(community, role, happened), at);
        if (ConcernsLeads(happened))
            yield return new(community.TenantId, NewsJob, Subject(community, role, happened, happened.Deed.ToString(), ""), at);
        if (happened.About is { } whose && ChangesWhatSomebodyHas(happened.Deed))
            yield return ContributionStore.AskAbout(community, whose, $"{role}.{happened.Revision}", at);
    }

    /// <summary>The revision of the yes that it is about: only the last change can be undone.</summary>
    private static string AcceptedIn(RoleEvent happened) =>
        (happened.Deed == RoleDeed.Undone ? happened.Revision - 1 : happened.Revision).ToString(CultureInfo.InvariantCulture);

    private static bool ChangesWhatSomebodyHas(RoleDeed deed) =>
        deed is RoleDeed.Accepted or RoleDeed.Succeeded or RoleDeed.Released or RoleDeed.SteppedDown or RoleDeed.Vacated or RoleDeed.Undone;

    /// <summary>When the invitation's job begins: at once, unless the invited person brought the question back themself and has it before their eyes.</summary>
    private static DateTimeOffset? InvitedOn(RoleSlot slot, RoleEvent happened, DateTimeOffset at) => happened.Deed switch
    {
        RoleDeed.Invited => at,
        RoleDeed.Undone or RoleDeed.NoTakenBack when slot.Invitation is { } again => happened.By.Is(again.Invitee)
            && again.At + Invitation.ReminderAfter > at ? again.At + Invitation.ReminderAfter : at,
        _ => null,
    };

    /// <summary>A role fell empty, or its backup, whom nobody but the bot asked, answers.</summary>
    private static bool ConcernsLeads(RoleEvent happened) =>
        happened.Deed is RoleDeed.Released or RoleDeed.SteppedDown or RoleDeed.Vacated
            || (happened.Tell == Person.Bot && happened.Deed is not RoleDeed.Accepted);

    private static string Subject(Community community, Role role, RoleEvent happened, params ReadOnlySpan<string> more) =>
        Key.Join([community.ChannelId, role.ToString(), happened.Revision.ToString(CultureInfo.InvariantCulture), .. more]);
}
