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
        foreach (var slot in community.Roles.All())
        {
            if (slot.Invitation is { } open && open.Invitee.Is(turn.From) && !open.HasLapsed(turn.At))
                return Show(InvitationView.Of(community, slot.Role, open));
            if (slot.Backup is { AcceptedAt: null } backup && backup.Who.Is(turn.From))
                return Show(new BackupView(new(slot.Role, slot.Revision, community.ChannelId), community.Name, backup.By.Name));
        }
        return new Reply.Text(CommunityTexts.KnockNothing);
    }

    private static Reply.Replace Show(InvitationView view) => new(InvitationCard.Render(view), InvitationCard.Summary(view), ForEveryone: false);

    private static Reply.Replace Show(BackupView view) => new(BackupCard.Render(view), BackupCard.Summary(view), ForEveryone: false);
}
