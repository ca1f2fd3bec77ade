using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Help;

/// <param name="Notice">A sentence to open with; may hold what a person typed.</param>
/// <param name="InChannel">Whether the commands of a channel are of use here.</param>
public sealed record HelpView(string? Notice, bool InChannel);

/// <summary>The list of commands.</summary>
public static class HelpCard
{
    public static AdaptiveCard Render(HelpView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = view.Notice ?? HelpTexts.Summary,
            Body =
            [
                .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Info, Plain.Text(notice)) : null),
                Parts.Heading(HelpTexts.Title),
                Parts.Hint(HelpTexts.Intro),
                Parts.Facts([.. HelpLines.All.Where(line => view.InChannel ? !line.ChatOnly : !line.ChannelOnly).Select(line => new Fact(line.Shown, line.Explanation()))]),
            ],
            Actions = [Parts.CommandButton(HelpTexts.ShowStatus, "status")],
        };
    }
}
