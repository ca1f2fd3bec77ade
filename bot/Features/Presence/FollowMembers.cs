using TeamsCommunityBot.Communities;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// People came or went: nobody is greeted. What the bot remembered about them is asked anew, and whoever matters to a community is looked for at once.
/// </summary>
internal sealed class FollowMembers(IRoster roster, PersonIndex people, CommunityStore communities, PresenceStore store, IAgenda agenda) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        await store.EnsurePlannedAsync(turn.TenantId, turn.At, ct);
        foreach (var person in turn.Happening?.Members ?? [])
        {
            roster.Forget(person);
            foreach (var id in person.Id.Length > 0 ? [person.Id] : await WhoMayBeAsync(turn, person.Address, ct))
                if ((await people.ChannelsAsync(turn.TenantId, id, ct)).Count > 0) await agenda.PlanAsync(CheckPerson.LineOf(turn.TenantId, id, turn.At), ct);
        }
        return Reply.None;
    }

    /// <summary>
    /// Teams may name somebody by the address alone. Whoever matters here and has this address is meant, and of whoever has none on record it is not known, so
    /// they are looked for too: looking for one person too many costs a question.
    /// </summary>
    private async ValueTask<IReadOnlyList<string>> WhoMayBeAsync(Turn turn, string address, CancellationToken ct)
    {
        var ids = new HashSet<string>();
        await foreach (var line in communities.ListAsync(turn.TenantId, ct))
        {
            if (!line.IsRegistered || (line.TeamId != turn.Conversation.TeamId && line.ChannelId != turn.Conversation.Id)) continue;
            if (await communities.FindReadableAsync(turn.TenantId, line.ChannelId, ct) is not { Community: var community }) continue;
            ids.UnionWith(Departures.Concerned(community).Where(person => person.Address.Length == 0 || person.Address == address).Select(person => person.Id));
        }
        return [.. ids];
    }
}
