using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The button of a <see cref="Knock"/>: the question that waits for whoever presses, for them alone.</summary>
internal sealed class ReadQuestion(CommunityStore communities) : IHandler
{
    public const string Verb = "role.question";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var mine = community.Roles.All().FirstOrDefault(slot => slot.Invitation is { } open && open.Invitee.Is(turn.From) && !open.HasLapsed(turn.At));
        if (mine?.Invitation is not { } invitation) return new Reply.Text(CommunityTexts.KnockNothing);
        var view = InvitationView.Of(community, mine.Role, invitation);
        return new Reply.Replace(InvitationCard.Render(view), InvitationCard.Summary(view), ForEveryone: false);
    }
}
