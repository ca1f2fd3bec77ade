using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary><c>/community roles</c>: what each role asks, who has it, and the way to change that. Elsewhere the status tells the roles.</summary>
internal sealed class ShowRoles(CommunityStore communities) : IHandler
{
    public const string Command = CommandNames.Roles;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel || await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(CommandNames.Status, turn.Notice);
        var view = RolesView.Of(community, turn);
        return new Reply.Card(RolesCard.Render(view), RolesCard.Summary(view));
    }
}
