using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Lifecycle;

/// <summary>
/// Channels and teams are renamed, archived, deleted and restored: each event changes what is known of the communities concerned, and nobody is
/// bothered. Events may arrive late, twice and in any order; the later fact wins.
/// </summary>
internal sealed class FollowPlace(CommunityStore communities) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Happening is not { } happening) return Reply.None;
        foreach (var channelId in await ConcernedAsync(turn, happening.Kind, ct))
        {
            try
            {
                await communities.ChangeAsync(turn.TenantId, channelId, community => After(community, happening, turn.Conversation), ct);
            }
            catch (UnreadableRowException)
            {
                // It says so in its own channel; the team's other communities hear what happened.
            }
        }
        return Reply.None;
    }

    /// <summary>What an event makes of a community; pure.</summary>
    public static Community After(Community community, Happening happening, Conversation place)
    {
        var at = happening.SentAt;
        return happening.Kind switch
        {
            HappeningKind.ChannelRenamed => community with { ChannelName = community.ChannelName.Hear(place.Name ?? "", at) },
            HappeningKind.ChannelDeleted => community with { ChannelDeleted = community.ChannelDeleted.Hear(true, at) },
            HappeningKind.ChannelRestored => community with { ChannelDeleted = community.ChannelDeleted.Hear(false, at) },
            HappeningKind.ChannelShared => community with { Shared = community.Shared.Hear(true, at), IsOpenChannel = false },
            // Each team that it was shared with has an event of its own, and the channel stays of the type "shared": people may come by way of another team, or
            // by name.
            HappeningKind.ChannelUnshared when place.ChannelType is ChannelType.Standard or ChannelType.Private =>
                community with { Shared = community.Shared.Hear(false, at) },
            HappeningKind.TeamRenamed => community with { TeamName = community.TeamName.Hear(place.TeamName ?? "", at) },
            HappeningKind.TeamArchived => community with { TeamArchived = community.TeamArchived.Hear(true, at) },
            HappeningKind.TeamUnarchived => community with { TeamArchived = community.TeamArchived.Hear(false, at) },
            HappeningKind.TeamDeleted => community with { TeamDeleted = community.TeamDeleted.Hear(true, at) },
            HappeningKind.TeamRestored => community with { TeamDeleted = community.TeamDeleted.Hear(false, at) },
            _ => community,
        };
    }

    private async ValueTask<IReadOnlyList<string>> ConcernedAsync(Turn turn, HappeningKind kind, CancellationToken ct)
    {
        if (kind is not (HappeningKind.TeamRenamed or HappeningKind.TeamArchived or HappeningKind.TeamUnarchived or HappeningKind.TeamDeleted
            or HappeningKind.TeamRestored))
            return [turn.Conversation.Id];
        var team = turn.Conversation.TeamId ?? turn.Conversation.Id;
        return await communities.ListAsync(turn.TenantId, ct).Where(line => line.TeamId == team).Select(line => line.ChannelId).ToListAsync(ct);
    }
}
