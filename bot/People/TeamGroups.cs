using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People.Graph;

namespace TeamsCommunityBot.People;

/// <summary>Under which Entra group id Graph knows a team: as the community remembers it, or as Teams tells.</summary>
internal sealed class TeamGroups(ITeamFacts teams, TimeProvider time)
{
    private readonly Remembered<string, string> _known = new(TimeSpan.FromDays(1), 10_000, time);

    public ValueTask<string?> FindAsync(Community community, CancellationToken ct) =>
        FindAsync(community.TenantId, community.TeamId, community.TeamGroupId, community.Address, ct);

    /// <param name="groupId">As it is remembered; null where it is not.</param>
    /// <param name="near">Tells which connector knows the team.</param>
    public async ValueTask<string?> FindAsync(string tenantId, string teamId, string? groupId, Address near, CancellationToken ct)
    {
        if (IdOf(groupId) is { } stored) return stored;
        if (_known.TryGet(teamId, out var known)) return known;
        if (IdOf(await teams.GroupIdAsync(tenantId, near, teamId, ct)) is not { } told) return null;
        _known.Set(teamId, told);
        return told;
    }

    /// <summary>Where a community's people are members: the team, or the channel where that has members of its own.</summary>
    public async ValueTask<GraphPlace?> PlaceAsync(Community community, CancellationToken ct) =>
        await FindAsync(community, ct) is { } group ? new(group, community.IsOpenChannel ? null : community.ChannelId) : null;

    private static string? IdOf(string? text) => Guid.TryParse(text, out var id) ? id.ToString("D") : null;
}
