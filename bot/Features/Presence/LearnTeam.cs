using TeamsCommunityBot.Communities;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// Learns once, from Teams' own connector and without any consent, under which Entra group id a community's team is known: without it no card elsewhere can
/// open the channel.
/// </summary>
internal sealed class LearnTeam(CommunityStore communities, PersonIndex people, IPresence presence) : IJob
{
    /// <summary>The subject is the channel.</summary>
    public const string Kind = "presence.team";

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, item.Subject, ct) is { Community: { IsRegistered: true, TeamGroupId: null } community }
            // Where Teams does not say so now, it is asked when the community is looked at next.
            && await presence.GroupIdAsync(community, ct) is { } group)
        {
            // The nightly round does so only where it learns the team itself.
            await people.NoteAsync(community.TenantId, new(community.RegisteredBy, "", ""), community.ChannelId, ct);
            await communities.ChangeAsync(item.TenantId, item.Subject, it => it with { TeamGroupId = it.TeamGroupId ?? group }, ct);
        }
        return JobPlan.Nothing;
    }
}
