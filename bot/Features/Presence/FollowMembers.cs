using TeamsCommunityBot.Communities;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// People came or went: nobody is greeted. What the bot remembered about them is asked anew, and whoever matters to a community is looked for at once.
/// </summary>
public sealed class FollowMembers(IRoster roster, PersonIndex people, PresenceStore store, IAgenda agenda) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        await store.EnsurePlannedAsync(turn.TenantId, turn.At, ct);
        foreach (var person in turn.Happening?.Members ?? [])
        {
            roster.Forget(turn.Conversation.Id, person);
            if ((await people.ChannelsAsync(turn.TenantId, person.Id, ct)).Count > 0) await agenda.PlanAsync(CheckPerson.LineOf(turn.TenantId, person.Id, turn.At), ct);
        }
        return Reply.None;
    }
}
