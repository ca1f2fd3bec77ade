using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>
/// The one way to change why a community exists and who carries it: what a rule decides is stored, after what becomes due because of it.
/// </summary>
internal sealed class PurposeChanges(CommunityStore communities)
{
    /// <summary>The job that asks somebody to be sponsor; its subject is the channel and the sponsor's number.</summary>
    public const string AskJob = "why.sponsor";

    /// <summary>The job that tells what became of a sponsor; its subject is the channel, the sponsor's number and <see cref="Yes"/> or how it ended.</summary>
    public const string NewsJob = "why.news";

    /// <summary>The job that once a month asks the sponsor to tell the why; its subject is the channel.</summary>
    public const string PromptJob = "why.prompt";

    /// <summary>The news that somebody is sponsor now.</summary>
    public const string Yes = "Accepted";

    /// <param name="rule">Decides; called again after a conflict.</param>
    /// <returns>What was decided and stored, or the refusal; null when the channel has no registered community.</returns>
    public async ValueTask<PurposeOutcome?> ChangeAsync(string tenantId, string channelId, Func<Community, PurposeOutcome> rule, DateTimeOffset at,
        CancellationToken ct) =>
        OutcomeOf(await communities.DecideAsync(tenantId, channelId, community => RulingOn(community, rule(community), at), ct));

    /// <summary>The same for what only leads may do, in the channel of the turn.</summary>
    public async ValueTask<PurposeOutcome?> ChangeAsLeadAsync(Turn turn, Func<Community, PurposeOutcome> rule, CancellationToken ct) =>
        OutcomeOf(await communities.DecideAsLeadAsync(turn, turn.Conversation.Id, community => RulingOn(community, rule(community), turn.At), ct));

    public static DueItem PromptLine(Community community, RhythmMoment slot) => new(community.TenantId, PromptJob, community.ChannelId, slot.At);

    private static PurposeOutcome? OutcomeOf(Decision<PurposeOutcome> decision) => decision.End switch
    {
        DecisionEnd.Made => decision.Told,
        DecisionEnd.NoCommunity => null,
        DecisionEnd.NotLead => new PurposeOutcome.Refused(PurposeRefusal.NotLead),
        _ => new PurposeOutcome.Refused(PurposeRefusal.Busy),
    };

    private static Ruling<PurposeOutcome> RulingOn(Community before, PurposeOutcome outcome, DateTimeOffset at) =>
        outcome is not PurposeOutcome.Changed { After: var after }
        ? new(outcome)
        : new(outcome, after)
        {
            Due = [.. DueAfter(before, after, at)],
            Known = after.Purpose.Sponsor is { } sponsor && sponsor.Number != before.Purpose.Sponsor?.Number ? [sponsor.Who] : [],
        };

    private static IEnumerable<DueItem> DueAfter(Community before, Community after, DateTimeOffset at)
    {
        var (was, becomes) = (before.Purpose.Sponsor, after.Purpose.Sponsor);
        if (becomes is { AcceptedAt: null } && becomes.Number != was?.Number) yield return new(after.TenantId, AskJob, SubjectOf(after, becomes.Number), at);
        if (becomes is { AcceptedAt: not null } && (was?.Number != becomes.Number || was.AcceptedAt is null))
            yield return new(after.TenantId, NewsJob, SubjectOf(after, becomes.Number, Yes), at);
        if (after.Purpose.Former is { } former && former != before.Purpose.Former)
            yield return new(after.TenantId, NewsJob, SubjectOf(after, former.Number, former.End.ToString()), at);
        if (after.NextPrompt(at) is { } slot && slot != before.NextPrompt(at)) yield return PromptLine(after, slot);
    }

    private static string SubjectOf(Community community, int number, params ReadOnlySpan<string> more) =>
        Key.Join([community.ChannelId, number.ToString(CultureInfo.InvariantCulture), .. more]);
}
