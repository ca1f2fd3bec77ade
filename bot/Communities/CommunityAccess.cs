using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>The community that a button is about where the button stands elsewhere: in somebody's own chat with the bot.</summary>
internal sealed class CommunityAccess(CommunityStore communities, IPermissions permissions)
{
    /// <summary>
    /// The registered community of a channel, if the person may do there what <paramref name="audience"/> may. One sentence for a community that there is
    /// not and for one that is not theirs, so that ids cannot be tried out.
    /// </summary>
    /// <exception cref="UserErrorException">There is none, or the person may not; says so.</exception>
    public async ValueTask<StoredCommunity> GetAsync(Turn turn, string channelId, Audience audience, CancellationToken ct)
    {
        var stored = channelId.Length is 0 or > 500 ? null : await communities.FindAsync(turn.TenantId, channelId, ct);
        if (stored is not { Community: { IsRegistered: true, Address: var place } }
            || await permissions.RefusalAsync(turn, Audience.Member, place, ct) is not null)
            throw new UserErrorException(CommunityTexts.NotYours);
        if (audience != Audience.Member && await permissions.RefusalAsync(turn, audience, place, ct) is { } refusal) throw new UserErrorException(refusal);
        return stored;
    }
}
