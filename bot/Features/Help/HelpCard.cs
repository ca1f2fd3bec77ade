using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;
using Route = TeamsCommunityBot.Turns.Route;

namespace TeamsCommunityBot.Features.Help;

/// <summary>What Help tells, to somebody in a place.</summary>
/// <param name="Notice">A sentence to open with; may hold what a person typed.</param>
/// <param name="Topics">Those with a command that is of use where the card is read, and to whom.</param>
internal sealed record HelpView(string? Notice, IReadOnlyList<HelpTopicView> Topics)
{
    /// <param name="commands">In the order in which they are shown.</param>
    /// <param name="leads">Whether who asks may do what only leads may.</param>
    public static HelpView Of(string? notice, IEnumerable<Route> commands, ConversationKind where, bool leads) => new(
        notice,
        [
            .. commands.Where(command => command.IsShownIn(where) && (leads || command.Audience != Audience.Lead))
                .GroupBy(command => command.Topic).OrderBy(topic => topic.Key)
                .Select(topic => new HelpTopicView(topic.Key, [.. topic.Select(command => new HelpLine(command.Shown, command.Help!()))])),
        ]);
}

/// <summary>One heading of Help.</summary>
internal sealed record HelpTopicView(HelpTopic Topic, IReadOnlyList<HelpLine> Lines);

/// <summary>A command as Help shows it, in the current language.</summary>
internal sealed record HelpLine(string Command, string Explanation);

/// <summary>Four things that the bot can help with; behind each button what there is to know of it.</summary>
internal static class HelpCard
{
    /// <summary>So many of a heading's commands are buttons; the card's last one leads back.</summary>
    private const int MostButtons = 3;

    public static AdaptiveCard Render(HelpView view) => new()
    {
        Lang = Language.Current,
        FallbackText = view.Notice ?? HelpTexts.Summary,
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Info, Plain.Text(notice)) : null),
            Parts.Head(HelpTexts.Title, []),
            Parts.Hint(HelpTexts.Intro),
            .. view.Topics.SelectMany(topic => (CardElement[])
            [
                Parts.Subheading(TitleOf(topic.Topic)),
                Parts.Paragraph(DoesOf(topic.Topic)),
            ]),
        ],
        Actions = [.. view.Topics.Select(topic => Parts.CommandButton(TitleOf(topic.Topic), $"{CommandNames.Help} {WordOf(topic.Topic)}"))],
    };

    /// <summary>One heading, command by command.</summary>
    public static AdaptiveCard Render(HelpTopicView topic) => new()
    {
        Lang = Language.Current,
        FallbackText = TitleOf(topic.Topic),
        Body =
        [
            Parts.Head(TitleOf(topic.Topic), []),
            Parts.Hint(DoesOf(topic.Topic)),
            Parts.Facts([.. topic.Lines.Select(line => new Fact(line.Command, line.Explanation))]),
            .. Parts.Optional(topic.Topic == HelpTopic.People ? Parts.Hint(HelpTexts.RolesByText) : null),
        ],
        Actions =
        [
            .. topic.Lines.Take(MostButtons).Select(line => Parts.CommandButton(Capital(line.Command), line.Command)),
            Parts.CommandButton(HelpTexts.AllHelp, CommandNames.Help),
        ],
    };

    /// <summary>The word behind <c>help</c> that leads to a heading; the same in every language.</summary>
    private static string WordOf(HelpTopic topic) => topic switch
    {
        HelpTopic.Community => "community",
        HelpTopic.People => "people",
        HelpTopic.Rhythm => "rhythm",
        _ => "bot",
    };

    /// <summary>The heading that a word leads to, in either language; null for none.</summary>
    public static HelpTopic? TopicOf(string word) => word.ToLowerInvariant() switch
    {
        "community" => HelpTopic.Community,
        "people" or "mensen" or "roles" or "rollen" => HelpTopic.People,
        "rhythm" or "ritme" => HelpTopic.Rhythm,
        "bot" or "settings" or "instellingen" => HelpTopic.Bot,
        _ => null,
    };

    private static string TitleOf(HelpTopic topic) => topic switch
    {
        HelpTopic.Community => HelpTexts.Community,
        HelpTopic.People => HelpTexts.People,
        HelpTopic.Rhythm => HelpTexts.Rhythm,
        _ => HelpTexts.Bot,
    };

    private static string DoesOf(HelpTopic topic) => topic switch
    {
        HelpTopic.Community => HelpTexts.CommunityDoes,
        HelpTopic.People => HelpTexts.PeopleDoes,
        HelpTopic.Rhythm => HelpTexts.RhythmDoes,
        _ => HelpTexts.BotDoes,
    };

    private static string Capital(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";
}
