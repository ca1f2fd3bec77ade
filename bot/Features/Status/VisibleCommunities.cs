using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The communities that a person may see outside their channels: those whose channel has them as a member, by Teams' own roster.</summary>
internal sealed class VisibleCommunities(CommunityStore communities, IRoster roster)
{
    /// <summary>How many communities are looked at for one person, and how many rosters are asked at once: Teams limits how often a bot may ask.</summary>
    private const int MostLookedAt = 100;
    private const int AtOnce = 8;

    /// <summary>What the person may see, by name; and whether every roster answered.</summary>
    public async ValueTask<(IReadOnlyList<Community> Mine, bool AllSeen)> ToAsync(Turn turn, CancellationToken ct)
    {
        var lines = await communities.ListAsync(turn.TenantId, ct).Where(line => line.IsRegistered).Take(MostLookedAt).ToListAsync(ct);
        var seen = new List<Community>();
        var allSeen = true;
        foreach (var some in lines.Chunk(AtOnce))
        {
            var found = new List<Community>();
            foreach (var line in some)
                if (await communities.FindReadableAsync(turn.TenantId, line.ChannelId, ct) is { Community: { IsRegistered: true } community }) found.Add(community);
            var answers = await Task.WhenAll(found.Select(community => AskAsync(turn, community, ct)));
            seen.AddRange(found.Where((_, index) => answers[index] is RosterAnswer.Member));
            allSeen &= !answers.Any(answer => answer is RosterAnswer.Unknown);
        }
        return ([.. seen.OrderBy(community => community.Name, StringComparer.CurrentCultureIgnoreCase)], allSeen);
    }

    /// <summary>One community, if the person may see it; null as well when there is none, so that ids cannot be tried out.</summary>
    public async ValueTask<Community?> FindAsync(Turn turn, string channelId, CancellationToken ct)
    {
        if (channelId.Length is 0 or > 500) return null;
        return await communities.FindReadableAsync(turn.TenantId, channelId, ct) is { Community: { IsRegistered: true } community } && await AskAsync(turn, community, ct) is RosterAnswer.Member
            ? community
            : null;
    }

    private Task<RosterAnswer> AskAsync(Turn turn, Community community, CancellationToken ct) =>
        roster.FindAsync(turn.TenantId, community.Address, turn.From, fresh: false, ct).AsTask();
}
