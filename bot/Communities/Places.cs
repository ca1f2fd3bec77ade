using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <inheritdoc/>
internal sealed class Places(CommunityStore communities, CommunityAccess access, Membership membership) : IPlaces
{
    /// <summary>So many communities are looked at for one person, and so many offered.</summary>
    private const int MostLookedAt = 50;
    private const int MostOffered = 12;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<PlaceOfCommunity>> OfAsync(Turn turn, CancellationToken ct)
    {
        var known = await communities.KnowingAsync(turn.TenantId, turn.From.Id, MostLookedAt, ct);
        var led = known.Where(community => community.IsLedBy(turn.From.Id)).ToList();
        var offered = (led.Count > 0 ? led : known).OrderBy(community => community.Name, StringComparer.CurrentCultureIgnoreCase).Take(MostOffered).ToList();
        // What a community is called since is for whoever is in its channel.
        var where = await membership.OfAsync(offered, turn.From, ct);
        return [.. offered.Where((_, place) => where[place] == MembershipState.In)
            .Select(community => new PlaceOfCommunity(community.ChannelId, community.Name))];
    }

    /// <inheritdoc/>
    public async ValueTask<Turn> InAsync(Turn turn, string channelId, CancellationToken ct)
    {
        var community = (await access.GetAsync(turn, channelId, Audience.Member, ct)).Community;
        return turn with
        {
            Conversation = new(ConversationKind.Channel, community.ChannelId, NullIfEmpty(community.ChannelName.Value), community.TeamId,
                NullIfEmpty(community.TeamName.Value), community.TeamGroupId, TypeOf(community)),
            Address = community.Address,
            IsPrivate = true,
            ActingFrom = turn.Conversation,
        };
    }

    private static string? NullIfEmpty(string? name) => name is { Length: > 0 } ? name : null;

    private static ChannelType TypeOf(Community community) => community switch
    {
        { Shared.Value: true } => ChannelType.Shared,
        { IsOpenChannel: true } => ChannelType.Standard,
        _ => ChannelType.Private,
    };
}
