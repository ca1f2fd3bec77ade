using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The communities that a person may see outside their channels: those whose channel has them as a member, by Teams' own roster.</summary>
internal sealed class VisibleCommunities(CommunityStore communities, PersonIndex people, IRoster roster, TimeProvider time)
{
    /// <summary>How many rosters are asked at once: Teams limits how often a bot may ask.</summary>
    private const int AtOnce = 8;

    /// <summary>So long it is looked for one person; a turn has a little more. Who asks again is told of more, for a "no" is believed for a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>What the person may see, by name; those that know something of them are looked at first.</summary>
    public async ValueTask<Visible> ToAsync(Turn turn, CancellationToken ct)
    {
        var known = (await people.ChannelsAsync(turn.TenantId, turn.From.Id, ct)).ToHashSet();
        var lines = await communities.ListAsync(turn.TenantId, ct).Where(line => line.IsRegistered).ToListAsync(ct);
        var (seen, allSeen, lookedAt, until) = (new List<Community>(), true, 0, time.GetUtcNow() + Patience);
        foreach (var some in lines.OrderByDescending(line => known.Contains(line.ChannelId)).Chunk(AtOnce))
        {
            if (time.GetUtcNow() >= until) break;
            lookedAt += some.Length;
            var found = new List<Community>();
            foreach (var line in some)
                if (await communities.FindReadableAsync(turn.TenantId, line.ChannelId, ct) is { Community: { IsRegistered: true } community })
                    found.Add(community);
            var answers = await Task.WhenAll(found.Select(community => AskAsync(turn, community, ct)));
            seen.AddRange(found.Where((_, index) => answers[index] is RosterAnswer.Member));
            allSeen &= !answers.Any(answer => answer is RosterAnswer.Unknown);
        }
        return new([.. seen.OrderBy(community => community.Name, StringComparer.CurrentCultureIgnoreCase)], allSeen
            && lookedAt == lines.Count, lookedAt, lines.Count);
    }

    private Task<RosterAnswer> AskAsync(Turn turn, Community community, CancellationToken ct) =>
        roster.FindAsync(turn.TenantId, community.Address, turn.From, fresh: false, ct).AsTask();
}

/// <summary>What somebody may see.</summary>
/// <param name="Mine">By name.</param>
/// <param name="AllSeen">Whether every community was looked at, and every roster answered.</param>
/// <param name="LookedAt">How many communities there was time for.</param>
internal sealed record Visible(IReadOnlyList<Community> Mine, bool AllSeen, int LookedAt, int OfAll);
