using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>Everything about one person, from the person's own index: one query, and the truth of each community that it names.</summary>
internal sealed class MyCommunities(CommunityStore communities, ContributionStore contributions, Membership membership)
{
    /// <summary>So many communities are looked at for one person, and so many contributions read at once.</summary>
    private const int MostLookedAt = 100;
    private const int AtOnce = 8;

    /// <param name="here">The conversation where it was asked: its community is shown, even if nothing of the person is known there yet.</param>
    internal async ValueTask<IReadOnlyList<MyCommunity>> OfAsync(string tenantId, Person person, string here, DateTimeOffset now, CancellationToken ct)
    {
        var concerned = new List<(Community Community, MyCommunity Mine)>();
        foreach (var some in (await FindAsync(tenantId, person.Id, ct, here)).Chunk(AtOnce))
        {
            var said = await Task.WhenAll(some.Select(community => ReadAsync(tenantId, community.ChannelId, person.Id, ct)));
            concerned.AddRange(some
                .Select((community, place) => (community, MyCommunity.Of(community, person.Id, said[place], now, isHere: community.ChannelId == here)!))
                .Where(pair => pair.Item2 is not null));
        }
        var elsewhere = concerned.Where(pair => pair.Community.ChannelId != here).ToList();
        var where = await membership.OfAsync([.. elsewhere.Select(pair => pair.Community)], person, ct);
        return
        [
            .. concerned.Where(pair => pair.Community.ChannelId == here).Select(pair => pair.Mine),
            .. elsewhere.Select((pair, place) => pair.Mine.SeenBy(where[place])),
        ];
    }

    /// <inheritdoc cref="CommunityStore.KnowingAsync"/>
    public ValueTask<IReadOnlyList<Community>> FindAsync(string tenantId, string personId, CancellationToken ct, string? here = null) =>
        communities.KnowingAsync(tenantId, personId, MostLookedAt, ct, here);

    private async Task<Contribution?> ReadAsync(string tenantId, string channelId, string personId, CancellationToken ct)
    {
        try
        {
            return (await contributions.FindAsync(tenantId, channelId, personId, ct))?.Contribution;
        }
        catch (UnreadableRowException)
        {
            return null;
        }
    }
}
