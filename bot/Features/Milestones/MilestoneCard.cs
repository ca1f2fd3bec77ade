using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Milestones;

/// <summary>What was reached since the start, a word of encouragement and one next step; after a year also the question how to go on.</summary>
internal static class MilestoneCard
{
    /// <summary>The names of the action data: what is chosen, and the revision of the choice on the card.</summary>
    public const string ChoiceKey = "choice";
    public const string RevisionKey = "revision";

    public static AdaptiveCard Render(MilestoneView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Info, notice) : null),
            Parts.Head(Words.Fill(Title(view.Months), Plain.Text(view.Community)),
                [Parts.Badge(Words.Fill(MilestoneTexts.PhaseBadge, view.Months, PhaseClock.StartMonths), BadgeStyle.Informative, "CalendarClock")],
                Parts.Bar(view.Months, PhaseClock.StartMonths) with { Spacing = Spacing.Medium }),
            Parts.Paragraph(Encouragement(view.Months)),
            Parts.Subheading(MilestoneTexts.Reached),
            Parts.Facts(
            [
                new(MilestoneTexts.RolesLabel, Words.Fill(MilestoneTexts.RolesValue, view.Filled, view.Roles.Count)),
                .. view.Roles.Select(role => new Fact(Words.Role(role.Role), StateOf(role))),
            ]),
            .. view.IsReview ? ReviewOf(view) : StepOf(view),
        ],
        Actions = view.IsReview ? ReviewButtons(view) : [Parts.CommandButton(MilestoneTexts.SeeStatus, CommandNames.Status)],
    };

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(MilestoneView view) => Words.Fill(Title(view.Months), Plain.OneLine(view.Community));

    private static string Title(int months) => months switch
    {
        3 => MilestoneTexts.Title3,
        6 => MilestoneTexts.Title6,
        9 => MilestoneTexts.Title9,
        _ => MilestoneTexts.Title12,
    };

    private static string Encouragement(int months) => months switch
    {
        3 => MilestoneTexts.Courage3,
        6 => MilestoneTexts.Courage6,
        9 => MilestoneTexts.Courage9,
        _ => MilestoneTexts.Courage12,
    };

    private static string StateOf(MilestoneRole role) => role switch
    {
        { Since: { } since } => Words.Fill(MilestoneTexts.FilledSince, Words.Day(since)),
        { State: SlotState.Accepted or SlotState.AtRisk } => MilestoneTexts.Filled,
        { State: SlotState.Invited } => MilestoneTexts.Asked,
        _ => MilestoneTexts.Empty,
    };

    private static IReadOnlyList<CardElement> StepOf(MilestoneView view) =>
    [
        Parts.Next(
            view.Gap switch
            {
                { Kind: GapKind.RoleEmpty, Role: { } role } => Words.Fill(MilestoneTexts.StepRoleEmpty, Words.RoleAmid(role)),
                { Kind: GapKind.RoleAtRisk, Role: { } role } => Words.Fill(MilestoneTexts.StepRoleAtRisk, Words.RoleAmid(role)),
                { Kind: GapKind.ContributionUnclear } => MilestoneTexts.StepContribution,
                { Kind: GapKind.WhyOld } => MilestoneTexts.StepWhy,
                { Kind: GapKind.TimeShort } => MilestoneTexts.StepTime,
                { Kind: GapKind.BehindPace } => MilestoneTexts.StepTarget,
                _ => view.Months switch { 3 => MilestoneTexts.Step3, 6 => MilestoneTexts.Step6, _ => MilestoneTexts.Step9 },
            },
            MilestoneTexts.NextStep,
            "ArrowRight",
            StepButton(view.Gap)),
    ];

    private static ActionExecute StepButton(Gap? gap) => gap?.Kind switch
    {
        GapKind.RoleEmpty or GapKind.RoleAtRisk => Parts.CommandButton(MilestoneTexts.SeeRoles, CommandNames.Roles),
        GapKind.ContributionUnclear or GapKind.TimeShort => Parts.CommandButton(MilestoneTexts.SeeMine, CommandNames.Me),
        GapKind.WhyOld => Parts.CommandButton(MilestoneTexts.SeeWhy, CommandNames.Why),
        GapKind.BehindPace => Parts.CommandButton(MilestoneTexts.SeeTargets, CommandNames.Target),
        _ => Parts.CommandButton(MilestoneTexts.SeeActivities, CommandNames.Activity),
    };

    private static IReadOnlyList<CardElement> ReviewOf(MilestoneView view) =>
    [
        Parts.Subheading(MilestoneTexts.ReviewTitle),
        .. view.Review is { } review
            ? [Parts.Notice(NoticeKind.Good, ChosenSentence(review, view.ChosenOn)),
                Parts.Hint(review.Choice == ReviewChoice.Adjust ? MilestoneTexts.AdjustHint : MilestoneTexts.GoOnHint)]
            : new[] { Parts.Paragraph(MilestoneTexts.ReviewQuestion), Parts.Hint(MilestoneTexts.ReviewWho) },
    ];

    /// <summary>Whoever chose is on the card because they pressed it there; of somebody who was erased only the choice is left.</summary>
    private static string ChosenSentence(Review review, DateOnly? day)
    {
        var on = day is { } known ? Words.Day(known) : "";
        var name = Plain.Text(review.By.Name);
        return (review.Choice, name.Length > 0) switch
        {
            (ReviewChoice.GoOn, true) => Words.Fill(MilestoneTexts.GoOnBy, on, name),
            (ReviewChoice.GoOn, false) => Words.Fill(MilestoneTexts.GoOnBySomebody, on),
            (_, true) => Words.Fill(MilestoneTexts.AdjustBy, on, name),
            _ => Words.Fill(MilestoneTexts.AdjustBySomebody, on),
        };
    }

    private static IReadOnlyList<CardAction> ReviewButtons(MilestoneView view) => view.Review is { } review
        ?
        [
            .. Parts.Optional(review.Choice == ReviewChoice.Adjust
                ? new ActionExecute { Title = MilestoneTexts.Edit, Verb = SharedVerbs.EditRegistration } : null),
            Button(MilestoneTexts.Undo, UndoReview.Verb, view),
        ]
        :
        [
            Choice(MilestoneTexts.GoOn, ReviewChoice.GoOn, view),
            Choice(MilestoneTexts.Adjust, ReviewChoice.Adjust, view),
            Parts.CommandButton(MilestoneTexts.HandOver, CommandNames.Roles),
            Parts.CommandButton(MilestoneTexts.RoundOff, CommandNames.Unregister),
        ];

    private static ActionExecute Choice(string title, ReviewChoice choice, MilestoneView view) =>
        Button(title, ChooseReview.Verb, view, (ChoiceKey, choice.ToString()));

    private static ActionExecute Button(string title, string verb, MilestoneView view, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var data = new Dictionary<string, string> { [RevisionKey] = view.Revision.ToString(CultureInfo.InvariantCulture) };
        foreach (var (name, value) in more) data[name] = value;
        return new() { Title = title, Verb = verb, Data = data };
    }
}
