using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>The community that a button is about where the button stands elsewhere: in somebody's own chat with the bot.</summary>
/// <remarks>
/// Whether there is a community is told to nobody outside its channel, neither by the answer nor by what is asked of Teams: an id that there is not costs the
/// same one question as one of a channel that the person is not in.
/// </remarks>
internal sealed class CommunityAccess(CommunityStore communities, IPermissions permissions, IRoster roster)
{
    private const int LongestId = 500;

    /// <summary>
    /// The registered community of a channel, if the person may do there what <paramref name="audience"/> may. One sentence for a community that there is
    /// not and for one that is not theirs, so that ids cannot be tried out.
    /// </summary>
    /// <exception cref="UserErrorException">There is none, or the person may not; says so.</exception>
    /// <exception cref="UnreadableRowException">There is one for the person, and its row is spoiled.</exception>
    public async ValueTask<StoredCommunity> GetAsync(Turn turn, string channelId, Audience audience, CancellationToken ct)
    {
        if (channelId.Length is 0 or > LongestId) throw new UserErrorException(CommunityTexts.NotYours);
        var found = await LookAsync(turn, channelId, ct);
        if (await permissions.RefusalAsync(turn, Audience.Member, found.Place, ct) is not null) throw new UserErrorException(CommunityTexts.NotYours);
        if (found.Problem is { } problem) throw problem;
        if (found.Stored is not { Community.IsRegistered: true } stored) throw new UserErrorException(CommunityTexts.NotYours);
        if (audience != Audience.Member && await permissions.RefusalAsync(turn, audience, found.Place, ct) is { } refusal)
            throw new UserErrorException(refusal);
        return stored;
    }

    /// <summary>The registered community of a channel, if the person is there, as a guest too; null as well when there is none or it cannot be read.</summary>
    public async ValueTask<Community?> FindVisibleAsync(Turn turn, string channelId, CancellationToken ct)
    {
        if (channelId.Length is 0 or > LongestId) return null;
        var found = await LookAsync(turn, channelId, ct);
        var told = await roster.FindAsync(turn.TenantId, found.Place, turn.From, fresh: false, ct);
        if (told is RosterAnswer.NotMember { IsRemembered: true }) told = await roster.FindAsync(turn.TenantId, found.Place, turn.From, fresh: true, ct);
        return told is RosterAnswer.Member && found.Stored is { Community: { IsRegistered: true } community } ? community : null;
    }

    private async ValueTask<Found> LookAsync(Turn turn, string channelId, CancellationToken ct)
    {
        var elsewhere = turn.Address.OfChannel(channelId);
        try
        {
            var stored = await communities.FindAsync(turn.TenantId, channelId, ct);
            return new(stored, stored?.Community.Address ?? elsewhere, Problem: null);
        }
        catch (UnreadableRowException problem)
        {
            return new(null, elsewhere, problem);
        }
    }

    /// <param name="Place">Where Teams is asked about the person.</param>
    /// <param name="Problem">Why the community cannot be read, for whoever may know that there is one.</param>
    private sealed record Found(StoredCommunity? Stored, Address Place, UnreadableRowException? Problem);
}
