using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The question whether a role is really to be released.</summary>
/// <param name="Holder">The name; what people typed.</param>
/// <param name="IsOwn">Whoever asks has the role themself.</param>
/// <param name="Reads">What the holder will read, or, of one's own role, the others who lead.</param>
/// <param name="HasBackup">Whether somebody is asked next.</param>
internal sealed record ReleaseView(RoleFacts Facts, string Holder, bool IsOwn, string Reads, bool HasBackup);

/// <summary>Renders <see cref="ReleaseView"/>.</summary>
internal static class ReleaseCard
{
    public static AdaptiveCard Render(ReleaseView view)
    {
        var title = Words.Fill(view.IsOwn ? RoleTexts.ReleaseOwnTitle : RoleTexts.ReleaseTitle, Words.RoleAmid(view.Facts.Role));
        return new()
        {
            Lang = Language.Current,
            FallbackText = title,
            Body =
            [
                Parts.Head(title, []),
                Parts.Paragraph(view.IsOwn ? RoleTexts.ReleaseOthersRead : Words.Fill(RoleTexts.ReleaseHolderReads, Plain.Text(view.Holder))),
                new Container([Parts.Paragraph($"“{Plain.Text(view.Reads)}”")]) { Style = ContainerStyle.Emphasis },
                .. Parts.Optional(view.HasBackup ? Parts.Hint(RoleTexts.ReleaseBackup) : null),
                Parts.Hint(RoleTexts.ReleaseUndo),
            ],
            Actions =
            [
                new ActionExecute { Title = RoleTexts.ReleaseSure, Style = ActionStyle.Destructive, Verb = ReleaseRole.Verb, Data = view.Facts.Data },
                Parts.CommandButton(RoleTexts.Cancel, ShowRoles.Command),
            ],
        };
    }
}
