using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary><c>/community why</c>: why the community exists, and who carries it; for everyone in the channel.</summary>
internal sealed class ShowWhy(CommunityStore communities) : IHandler
{
    public const string Command = CommandNames.Why;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(PurposeTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var view = PurposeView.Of(community, turn);
        return new Reply.Card(PurposeCard.Render(view), PurposeCard.Summary(view));
    }
}
