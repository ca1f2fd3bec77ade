using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary><c>/community unregister</c>: asks first, because it can hurt.</summary>
internal sealed class ConfirmEnd(CommunityStore communities) : IHandler
{
    public const string Command = CommandNames.Unregister;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(RegistrationTexts.OnlyInChannel);
        return await communities.FindRegisteredAsync(turn, ct) is { Community: var community }
            ? new Reply.Card(RegistrationCard.ConfirmEnd(community.Name, community.Revision, community.PhaseOn(community.Today(turn.At))),
                Words.Fill(RegistrationTexts.UnregisterTitle, community.Name))
            : new Reply.Text(RegistrationTexts.NothingRegistered);
    }
}
