using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Teams.Outbound;

namespace TeamsCommunityBot.People;

/// <summary>The connector's details of a team and list of its channels, which every bot in a team may ask for.</summary>
internal sealed class TeamFacts(ConnectorClient connector, ITenantPace pace, TimeProvider time) : ITeamFacts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public async ValueTask<string?> GroupIdAsync(string tenantId, Address near, string teamId, CancellationToken ct)
    {
        var until = time.GetUtcNow() + Patience;
        await pace.AskAsync(tenantId, ct);
        return (await connector.GetTeamAsync(near, teamId, until, ct)).Value?.AadGroupId;
    }

    /// <inheritdoc/>
    public async ValueTask<string?> FindAsync(string tenantId, Address conversation, string teamId, string channelId, CancellationToken ct)
    {
        var until = time.GetUtcNow() + Patience;
        await pace.AskAsync(tenantId, ct);
        // General has no name in the list: it goes by its team's, and has its id.
        if (channelId == teamId) return (await connector.GetTeamAsync(conversation, teamId, until, ct)).Value?.Name;
        var channels = await connector.GetTeamChannelsAsync(conversation, teamId, until, ct);
        return channels.Value?.Conversations?.FirstOrDefault(channel => channel.Id == channelId)?.Name;
    }
}
