using System.Globalization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>
/// The one way to change the roles of a community: reads it, lets a rule decide, and stores what it decided together with the audit. Meets it somebody
/// else's change, the rule decides anew on what stands then.
/// </summary>
public sealed class RoleStore(CommunityStore communities, PersonIndexStore people, AuditStore audit, IAgenda agenda)
{
    /// <summary>The job that invites, reminds and lets lapse; its subject is the channel, the role and the invitation's number.</summary>
    public const string InvitationJob = "role.invitation";

    /// <summary>The job that tells those concerned what happened; its subject is the channel, the role, the slot's revision and the deed.</summary>
    public const string NewsJob = "role.news";

    private const int Tries = 40;

    /// <param name="rule">Decides; called again after a conflict, so it must check who may anew where that depends on the community.</param>
    /// <returns>What was decided and stored, or the refusal; null when the channel has no registered community.</returns>
    public async ValueTask<RoleOutcome?> ChangeAsync(string tenantId, string channelId, Func<Community, RoleOutcome> rule, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rule);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await communities.FindAsync(tenantId, channelId, ct) is not { Community.IsRegistered: true } stored) return null;
            var outcome = rule(stored.Community);
            if (outcome is not RoleOutcome.Changed changed) return outcome;

            await NoteAsync(changed, at, ct);
            var entries = changed.Events.Select((happened, place) => AuditStore.EntryFor(changed.After, happened, at, place));
            if (await communities.SaveAsync(stored, changed.After, [.. entries], ct)) return changed;
        }
        return new RoleOutcome.Refused(RoleRefusal.Busy);
    }

    /// <summary>What must not be missing once the truth is written is written before it: whom it is about, and what is due because of it.</summary>
    private async ValueTask NoteAsync(RoleOutcome.Changed changed, DateTimeOffset at, CancellationToken ct)
    {
        var community = changed.After;
        await audit.NoteSweepAsync(community.TenantId, at, ct);
        foreach (var happened in changed.Events)
        {
            if (happened.About is { } about) await people.NoteAsync(community.TenantId, about, community.ChannelId, ct);
            if (happened is { Role: { } theirs, About: { } whose, Deed: RoleDeed.Accepted or RoleDeed.Released or RoleDeed.SteppedDown or RoleDeed.Vacated or RoleDeed.Undone })
                await agenda.PlanAsync(ContributionStore.AskAbout(community, whose, $"{theirs}.{happened.Revision}", at), ct);
            if (happened.Deed is RoleDeed.Reminded or RoleDeed.LevelDiscussed || happened.Role is not { } role) continue;
            if (happened.Deed == RoleDeed.Invited)
                await agenda.PlanAsync(new(community.TenantId, InvitationJob, Subject(community.ChannelId, role, happened.Revision), at), ct);
            await agenda.PlanAsync(new(community.TenantId, NewsJob, Key.Join(Subject(community.ChannelId, role, happened.Revision), happened.Deed.ToString()), at), ct);
        }
    }

    private static string Subject(string channelId, Role role, int number) =>
        Key.Join(channelId, role.ToString(), number.ToString(CultureInfo.InvariantCulture));
}
