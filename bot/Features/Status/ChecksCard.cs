using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The eleven checks: a bar on the status, a page with all of them, and one with the rule and the data of one.</summary>
internal static class ChecksCard
{
    /// <summary>On the status: the numbers in words, and one bar of them.</summary>
    public static IEnumerable<CardElement> OnStatus(StatusView view) => view.Checks.Count == 0 ? [] :
    [
        Parts.Subheading(CheckTexts.Title),
        Parts.Paragraph(Sentence(view.Checks)),
        Bar(view.Checks),
        .. Parts.Optional(view.IsHere ? new ActionSet([Button(CheckTexts.ShowAll, ShowChecks.Verb, null)]) { Spacing = Spacing.Small } : null),
    ];

    public static AdaptiveCard Render(ChecksView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            Parts.Head(Words.Fill(CheckTexts.TitleOf, Plain.Text(view.Community)), []),
            Parts.Hint(Sentence(view.Checks)),
            Parts.Group([.. view.Checks.Select(check => Parts.Row(
                $"{SymbolOf(check.State)} {CheckWords.Title(check.Kind)}",
                CheckWords.State(check.State),
                Button(CheckTexts.Explain, ShowCheck.Verb, check.Kind) with { Tooltip = Words.Fill(CheckTexts.ExplainOne, CheckWords.Title(check.Kind)) }))]),
        ],
        Actions = [Parts.CommandButton(CheckTexts.Back, CommandNames.Status)],
    };

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(ChecksView view) => Words.Fill(CheckTexts.TitleOf, Plain.OneLine(view.Community));

    public static AdaptiveCard One(ChecksView view, CheckKind kind)
    {
        var check = view.Checks.Single(check => check.Kind == kind);
        return new()
        {
            Lang = Language.Current,
            FallbackText = CheckWords.Title(kind),
            Body =
            [
                Parts.Head(CheckWords.Title(kind), [BadgeOf(check.State)]),
                Parts.Facts(
                    new(CheckTexts.Rule, CheckWords.Rule(kind)),
                    new(CheckTexts.Data, CheckWords.Data(kind, view.Facts)),
                    new(CheckTexts.Date, Words.Day(check.On ?? view.Facts.Today))),
            ],
            Actions =
            [
                .. Parts.Optional(RowsOf(kind) is var (title, command) ? Parts.CommandButton(title, command) with { Style = ActionStyle.Positive } : null),
                Button(CheckTexts.ToAll, ShowChecks.Verb, null),
                Parts.CommandButton(CheckTexts.Back, CommandNames.Status),
            ],
        };
    }

    /// <summary>Where the rows behind a check are; null where nothing is kept.</summary>
    private static (string Title, string Command)? RowsOf(CheckKind kind) => kind switch
    {
        CheckKind.Roles or CheckKind.Staff or CheckKind.Level => (CheckTexts.SeeRoles, CommandNames.Roles),
        CheckKind.Why => (CheckTexts.SeeWhy, CommandNames.Why),
        CheckKind.Contributions or CheckKind.Time => (CheckTexts.SeeMine, CommandNames.Me),
        CheckKind.Targets or CheckKind.Year => (CheckTexts.SeeTargets, CommandNames.Target),
        CheckKind.Energy => (CheckTexts.SeeActivities, CommandNames.Activity),
        _ => null,
    };

    /// <summary>The numbers stand above it: where a client draws none, nothing is missing.</summary>
    private static Chart Bar(IReadOnlyList<Check> checks)
    {
        var bar = Parts.Stacked(
            CheckTexts.Title,
            new ChartPart(CheckTexts.Ok, Count(checks, CheckState.Ok)) { Color = ChartColor.Good },
            new ChartPart(CheckTexts.Attention, Count(checks, CheckState.Attention)) { Color = ChartColor.Warning },
            new ChartPart(CheckTexts.Unknown, Count(checks, CheckState.Unknown)) { Color = ChartColor.Neutral });
        return bar with { Fallback = CardElement.Drop };
    }

    private static string Sentence(IReadOnlyList<Check> checks) => Words.Fill(
        CheckTexts.Sentence, Count(checks, CheckState.Ok), Count(checks, CheckState.Attention), Count(checks, CheckState.Unknown));

    private static int Count(IReadOnlyList<Check> checks, CheckState state) => checks.Count(check => check.State == state);

    private static Badge BadgeOf(CheckState state) => Parts.Badge(CheckWords.State(state), state switch
    {
        CheckState.Ok => BadgeStyle.Good,
        CheckState.Attention => BadgeStyle.Warning,
        _ => BadgeStyle.Subtle,
    });

    private static string SymbolOf(CheckState state) => state switch { CheckState.Ok => "✓", CheckState.Attention => "⚠", _ => "?" };

    private static ActionExecute Button(string title, string verb, CheckKind? kind) => new()
    {
        Title = title,
        Verb = verb,
        Data = kind is { } which ? ButtonData.Of(new CheckButton(which)) : new Dictionary<string, string>(),
        AssociatedInputs = AssociatedInputs.None,
    };
}

/// <summary>What the button of a check carries, signed.</summary>
internal sealed record CheckButton([Entry("check")] CheckKind Kind);
