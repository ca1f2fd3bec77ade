using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>
/// The one way to change why a community exists and who carries it: reads it, lets a rule decide, plans what follows and stores it. If somebody
/// else changed it meanwhile, the rule decides again on what is there then.
/// </summary>
internal sealed class PurposeStore(CommunityStore communities, PersonIndex people, IAgenda agenda)
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
    public ValueTask<PurposeOutcome?> ChangeAsync(string tenantId, string channelId, Func<Community, PurposeOutcome> rule, DateTimeOffset at, CancellationToken ct) =>
        communities.DecideAsync<PurposeOutcome>(
            tenantId,
            channelId,
            async before =>
            {
                var outcome = rule(before);
                if (outcome is not PurposeOutcome.Changed changed) return new(outcome);
                await NoteAsync(before, changed.After, at, ct);
                return new(outcome, changed.After);
            },
            new PurposeOutcome.Refused(PurposeRefusal.Busy),
            ct);

    public static DueItem PromptLine(Community community, Slot slot) => new(community.TenantId, PromptJob, community.ChannelId, slot.At);

    /// <summary>What must not be missing once the truth is written is written before it.</summary>
    private async ValueTask NoteAsync(Community before, Community after, DateTimeOffset at, CancellationToken ct)
    {
        var (was, becomes) = (before.Purpose.Sponsor, after.Purpose.Sponsor);
        if (becomes is not null && becomes.Number != was?.Number)
        {
            await people.NoteAsync(after.TenantId, becomes.Who, after.ChannelId, ct);
            if (becomes.AcceptedAt is null) await agenda.PlanAsync(new(after.TenantId, AskJob, SubjectOf(after, becomes.Number), at), ct);
        }
        if (becomes is { AcceptedAt: not null } && (was?.Number != becomes.Number || was.AcceptedAt is null))
            await agenda.PlanAsync(new(after.TenantId, NewsJob, SubjectOf(after, becomes.Number, Yes), at), ct);
        if (after.Purpose.Former is { } former && former != before.Purpose.Former)
            await agenda.PlanAsync(new(after.TenantId, NewsJob, SubjectOf(after, former.Number, former.End.ToString()), at), ct);
        if (after.NextPrompt(at) is { } slot && slot != before.NextPrompt(at)) await agenda.PlanAsync(PromptLine(after, slot), ct);
    }

    private static string SubjectOf(Community community, int number, params ReadOnlySpan<string> more) =>
        Key.Join([community.ChannelId, number.ToString(CultureInfo.InvariantCulture), .. more]);
}
