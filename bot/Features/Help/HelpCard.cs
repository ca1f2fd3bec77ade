using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;
using Route = TeamsCommunityBot.Turns.Route;

namespace TeamsCommunityBot.Features.Help;

/// <param name="Notice">A sentence to open with; may hold what a person typed.</param>
/// <param name="Lines">The commands that are of use where the card is read.</param>
internal sealed record HelpView(string? Notice, IReadOnlyList<HelpLine> Lines)
{
    /// <param name="commands">In the order in which they are shown.</param>
    public static HelpView Of(string? notice, IEnumerable<Route> commands, ConversationKind where) =>
        new(notice, [.. commands.Where(command => command.IsShownIn(where)).Select(command => new HelpLine(command.Shown, command.Help!()))]);
}

/// <summary>A command as Help shows it, in the current language.</summary>
internal sealed record HelpLine(string Command, string Explanation);

/// <summary>The list of commands.</summary>
internal static class HelpCard
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
                Parts.Facts([.. view.Lines.Select(line => new Fact(line.Command, line.Explanation))]),
            ],
            Actions = [Parts.CommandButton(HelpTexts.ShowStatus, CommandNames.Status)],
        };
    }
}
