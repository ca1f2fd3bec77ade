using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>One thing worth reading, and the one thing that is missing.</summary>
internal static class NudgeCard
{
    public static AdaptiveCard Render(NudgeView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Info, notice) : null),
            // Pressed, the card is shown anew: by this the engine knows it as the post that it was.
            Parts.Head(HeadingOf(view), [], id: view.Id is { } post ? $"{Post.MarkPrefix}nudge-{post}" : null),
            new TextBlock(Plain.Text(view.Text.Title)) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Spacing = Spacing.Medium },
            Parts.Paragraph(Plain.Text(view.Text.Text)),
            Parts.Hint(SourceOf(view.Item)),
            .. Parts.Optional(LinkOf(view.Item)),
            .. Parts.Optional(view.Tally.All > 0
                ? Parts.Hint(Words.Fill(NudgeTexts.Answers, view.Tally.Inspires, view.Tally.WillDo, view.Tally.NotForUs)) : null),
            .. Parts.Optional(view is { Id: not null, Tally.WillDo: > 0 } ? PlanIt(view) : null),
            .. Parts.Optional(view.Gap is { } gap ? GapOf(gap) : null),
            .. Parts.Optional(view.Start is { } start ? StartRow.Of(start) : null),
        ],
        Actions = view.Id is { } id ? Answers(id) : Others(view),
    };

    /// <summary>The rest of what can be done with a message, for whoever asked for it.</summary>
    public static AdaptiveCard More(NudgeView view, string id) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            Parts.Head(HeadingOf(view), []),
            new TextBlock(Plain.Text(view.Text.Title)) { Weight = TextWeight.Bolder },
            Parts.Hint(SourceOf(view.Item)),
            .. Parts.Optional(LinkOf(view.Item)),
        ],
        Actions =
        [
            .. Parts.Optional(Source(view.Item)),
            Parts.CommandButton(NudgeTexts.ShareOwn, CommandNames.Share),
            NudgeData.Button(NudgeTexts.PauseButton, AskPause.Verb, id),
            NudgeData.Button(NudgeTexts.BackToMessage, ShowNudge.Verb, id),
        ],
    };

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(NudgeView view) => $"{HeadingOf(view)}: {Plain.OneLine(view.Text.Title)}";

    private static string HeadingOf(NudgeView view) => (view.Item.Kind, view.Cadence) switch
    {
        (ContentKind.Example, Cadence.Weekly) => NudgeTexts.ExampleWeekly,
        (ContentKind.Tip, Cadence.Weekly) => NudgeTexts.TipWeekly,
        (ContentKind.Question, Cadence.Weekly) => NudgeTexts.QuestionWeekly,
        (ContentKind.Example, Cadence.EveryTwoWeeks) => NudgeTexts.ExampleTwoWeekly,
        (ContentKind.Tip, Cadence.EveryTwoWeeks) => NudgeTexts.TipTwoWeekly,
        (ContentKind.Question, Cadence.EveryTwoWeeks) => NudgeTexts.QuestionTwoWeekly,
        (ContentKind.Example, _) => NudgeTexts.Example,
        (ContentKind.Tip, _) => NudgeTexts.Tip,
        _ => NudgeTexts.Question,
    };

    /// <summary>Where an example that a colleague shared leads: nobody checked it, so everybody reads it. Null for what stands in a pack.</summary>
    private static CardElement? LinkOf(ContentItem item) => item.Source.Url is { } url && Example.IsOwn(item)
        ? Parts.Hint(Words.Fill(NudgeTexts.Link, Plain.Text(WebLink.Shown(url)))) : null;

    private static string SourceOf(ContentItem item) => item.Source switch
    {
        { Name: var community } when Example.IsOwn(item) => Words.Fill(NudgeTexts.SharedFrom, Plain.Text(community)),
        { Name: ContentSource.OwnReading } => NudgeTexts.OwnReading,
        // Many a report has its year in its name.
        { Name: var name, Year: { } year } when !name.Contains(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) =>
            Words.Fill(NudgeTexts.SourceOfYear, Plain.Text(name), year, Words.Day(item.Checked)),
        { Name: var name } => Words.Fill(NudgeTexts.Source, Plain.Text(name), Words.Day(item.Checked)),
    };

    private static CardElement GapOf(Gap gap) => Parts.Next(
        gap switch
        {
            { Kind: GapKind.RoleEmpty, Role: { } role } => Words.Fill(NudgeTexts.RoleEmpty, Words.RoleAmid(role), Words.RoleDoes(role)),
            { Kind: GapKind.RoleAtRisk, Role: { } role } => Words.Fill(NudgeTexts.RoleAtRisk, Words.RoleAmid(role)),
            { Kind: GapKind.ContributionUnclear } => NudgeTexts.ContributionUnclear,
            { Kind: GapKind.WhyOld } => NudgeTexts.WhyOld,
            { Kind: GapKind.BehindPace } => NudgeTexts.BehindPace,
            _ => NudgeTexts.TimeShort,
        },
        NudgeTexts.GapTitle,
        gap.Kind switch { GapKind.RoleEmpty or GapKind.RoleAtRisk => "PersonAdd", GapKind.WhyOld => "Edit", GapKind.BehindPace => "Target", _ => "Person" },
        gap.Kind switch
        {
            GapKind.RoleEmpty or GapKind.RoleAtRisk => Parts.CommandButton(NudgeTexts.SeeRoles, CommandNames.Roles),
            GapKind.WhyOld => Parts.CommandButton(NudgeTexts.SeeWhy, CommandNames.Why),
            GapKind.BehindPace => Parts.CommandButton(NudgeTexts.SeeTargets, CommandNames.Target),
            // Answered in the presser's own chat: what somebody promised is nobody else's to read.
            _ => Parts.CommandButton(NudgeTexts.SeeMine, CommandNames.Me),
        });

    /// <summary>Somebody wants to do it: the form of an activity, with the title filled in.</summary>
    private static CardElement PlanIt(NudgeView view) => new ActionSet(
    [
        new ActionExecute
        {
            Title = NudgeTexts.PlanIt,
            Verb = SharedVerbs.OpenActivity,
            Data = new Dictionary<string, string> { [SharedVerbs.TitleKey] = Plain.OneLine(view.Text.Title) },
            AssociatedInputs = AssociatedInputs.None,
        },
    ])
    { Spacing = Spacing.Small };

    private static ActionOpenUrl? Source(ContentItem item) => item.Source.Url is not { } url ? null
        : new(url) { Title = Example.IsOwn(item) ? Words.Fill(NudgeTexts.OpenLink, WebLink.Host(url)) : NudgeTexts.OpenSource };

    private static IReadOnlyList<CardAction> Answers(string id) =>
    [
        Answer(NudgeTexts.Inspires, id, NudgeAnswer.Inspires),
        Answer(NudgeTexts.WillDo, id, NudgeAnswer.WillDo),
        Answer(NudgeTexts.NotForUs, id, NudgeAnswer.NotForUs),
        NudgeData.Button(NudgeTexts.More, ShowNudgeMore.Verb, id),
    ];

    private static ActionExecute Answer(string title, string id, NudgeAnswer answer) => new()
    {
        Title = title,
        Verb = AnswerNudge.Verb,
        Data = new Dictionary<string, string> { [NudgeData.Nudge] = id, [AnswerNudge.AnswerKey] = answer.ToString() },
    };

    private static IReadOnlyList<CardAction> Others(NudgeView view) =>
    [
        .. view.Cadence is null
            ? (CardAction[])[Parts.CommandButton(NudgeTexts.Another, ShowInspiration.Command), Parts.CommandButton(NudgeTexts.ShareOwn, CommandNames.Share)]
            : [NudgeData.Button(NudgeTexts.SendNow, SendNudge.Verb, ""), Parts.CommandButton(NudgeTexts.Back, ShowNudges.Command)],
        .. Parts.Optional(Source(view.Item)),
    ];
}

/// <summary>What stands on the buttons of nudges.</summary>
internal static class NudgeData
{
    /// <summary>Which nudge; empty on a card that shows none.</summary>
    public const string Nudge = "nudge";

    public static ActionExecute Button(string title, string verb, string nudge) => new()
    {
        Title = title,
        Verb = verb,
        Data = new Dictionary<string, string> { [Nudge] = nudge },
        AssociatedInputs = AssociatedInputs.None,
    };

    public static string NudgeOf(Turn turn) => turn.Press?.Data.GetValueOrDefault(Nudge, "") ?? "";
}
