using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>The cards about what a community does.</summary>
internal static class ActivityCard
{
    /// <summary>What signatures add, in bytes: nearly a KiB for each of the buttons.</summary>
    private const int Margin = 14 * 1024;

    /// <summary>How much of a title a screen reader says before every button.</summary>
    private const int LongestInTooltip = 30;

    /// <summary>As many rows as Teams takes: titles can be long, and of signs that take much room. What was longest ago is left out first.</summary>
    public static AdaptiveCard Render(ActivitiesView view)
    {
        var card = CardOf(view);
        while (CardSize.Bytes(card) + Margin > CardSize.Limit && (view.Been.Count > 0 || view.Ahead.Count > 1))
        {
            view = view.Been.Count > 0
                ? view with { Been = [.. view.Been.SkipLast(1)] } : view with { Ahead = [.. view.Ahead.SkipLast(1)], More = view.More + 1 };
            card = CardOf(view);
        }
        return card;
    }

    private static AdaptiveCard CardOf(ActivitiesView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, Plain.Text(notice)) : null),
            Parts.Head(Words.Fill(ActivityTexts.Title, Plain.Text(view.Community)), [PlannedBadge(view)]),
            Parts.Subheading(ActivityTexts.Ahead),
            .. view.Ahead.Count == 0 ? [Parts.Paragraph(ActivityTexts.NothingAhead)] : view.Ahead.Select(Planned),
            .. Parts.Optional(view.More > 0 ? Parts.Hint(Words.Fill(ActivityTexts.More, view.More)) : null),
            Parts.Subheading(ActivityTexts.Been),
            .. Parts.Optional(view.HasNotBeen ? Parts.Paragraph(ActivityTexts.NothingBeen) : null),
            .. Parts.Optional(view.Been.Count > 0 ? Parts.Group([.. view.Been.Select(Was)]) : null),
        ],
        Actions =
        [
            Button(ActivityTexts.Log, OpenActivity.Verb, ActivityFacts.New) with { Style = ActionStyle.Positive },
            .. Parts.Optional(view.Undo is { } undo ? Button(ActivityTexts.Undo, UndoActivity.Verb, undo) : null),
            Parts.CommandButton(ActivityTexts.ShowStatus, CommandNames.Status),
        ],
    };

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(ActivitiesView view) => Words.Fill(ActivityTexts.Title, Plain.OneLine(view.Community));

    public static AdaptiveCard Form(ActivityForm form) => new()
    {
        Lang = Language.Current,
        FallbackText = TitleOf(form),
        Body = Fields.WithProblems(form.Answer.Problems, ActivityTexts.CheckTheForm,
        [
            Parts.Head(TitleOf(form), []),
            Parts.Hint(ActivityTexts.FormIntro),
            new InputText
            {
                Id = nameof(ActivityAnswer.Title),
                Label = ActivityTexts.TitleLabel,
                Placeholder = ActivityTexts.TitlePlaceholder,
                Value = form.Answer.Title,
                MaxLength = CommunityActivity.TitleLimit,
                IsRequired = true,
                ErrorMessage = ActivityTexts.TitleMissing,
            },
            new InputDate
            {
                Id = nameof(ActivityAnswer.Day),
                Label = ActivityTexts.DayLabel,
                Value = form.Answer.Day is { } day ? ActivityAnswer.Iso(day) : null,
                Min = ActivityAnswer.Iso(ActivityAnswer.Earliest(form.Today)),
                Max = ActivityAnswer.Iso(ActivityAnswer.Latest(form.Today)),
                IsRequired = true,
                ErrorMessage = Words.Fill(ActivityTexts.DayWrong, Words.Day(ActivityAnswer.Earliest(form.Today)), Words.Day(ActivityAnswer.Latest(form.Today))),
            },
            new InputTime
            {
                Id = nameof(ActivityAnswer.Time),
                Label = ActivityTexts.TimeLabel,
                Value = form.Answer.Time is { } time ? ActivityAnswer.Clock(time) : null,
            },
            new InputText
            {
                Id = nameof(ActivityAnswer.Place),
                Label = ActivityTexts.PlaceLabel,
                Placeholder = ActivityTexts.PlacePlaceholder,
                Value = form.Answer.Place,
                MaxLength = CommunityActivity.PlaceLimit,
            },
            TypedNumber.Field(nameof(ActivityAnswer.Heads), ActivityTexts.HeadsLabel, form.Answer.Heads),
        ]),
        Actions =
        [
            Button(ActivityTexts.Save, SaveActivity.Verb, form.Facts) with { Style = ActionStyle.Positive, AssociatedInputs = null },
            .. Parts.Optional(form.MayCallOff ? Button(ActivityTexts.CalledOff, CallOffActivity.Verb, form.Facts) : null),
            .. Parts.Optional(form.Facts.IsNew ? null : Button(ActivityTexts.Remove, RemoveActivity.Verb, form.Facts) with { Style = ActionStyle.Destructive }),
            Parts.CommandButton(ActivityTexts.Cancel, ShowActivities.Command),
        ],
    };

    /// <summary>The day after, to whoever planned it: how many came?</summary>
    public static AdaptiveCard Question(HeadsQuestion question) => new()
    {
        Lang = Language.Current,
        FallbackText = QuestionSummary(question),
        Body = Fields.WithProblems(question.Problem is { } problem ? [new(nameof(ActivityAnswer.Heads), problem)] : [], ActivityTexts.CheckTheForm,
        [
            Parts.Head(Words.Fill(ActivityTexts.AskTitle, Plain.Text(question.Title)), []),
            Parts.Paragraph(Words.Fill(ActivityTexts.AskText, Words.Day(question.Facts.Day), Plain.Text(question.Community))),
            .. Parts.Optional(question.IsMine ? null : Parts.Hint(ActivityTexts.AskInstead)),
            TypedNumber.Field(nameof(ActivityAnswer.Heads), ActivityTexts.AskLabel, question.Typed) with { IsRequired = true,
                ErrorMessage = Words.Fill(ActivityTexts.HeadsWrong, CommunityActivity.MostHeads) },
            Parts.Hint(ActivityTexts.AskOnce),
        ]),
        Actions =
        [
            Button(ActivityTexts.Save, CountHeads.Verb, question.Facts) with { Style = ActionStyle.Positive, AssociatedInputs = null },
            Button(ActivityTexts.CalledOff, CallOffActivity.Verb, question.Facts),
        ],
    };

    public static string QuestionSummary(HeadsQuestion question) => Words.Fill(ActivityTexts.AskTitle, Plain.OneLine(question.Title));

    /// <summary>After an answer, in the place of the question.</summary>
    public static AdaptiveCard Outcome(string sentence, ActivityFacts? undo) => new()
    {
        Lang = Language.Current,
        FallbackText = Plain.OneLine(sentence),
        Body = [Parts.Notice(NoticeKind.Good, Plain.Text(sentence))],
        Actions = undo is null ? [] : [Button(ActivityTexts.Undo, UndoActivity.Verb, undo)],
    };

    private static Badge PlannedBadge(ActivitiesView view) => (view.Ahead.Count + view.More) switch
    {
        0 => Parts.Badge(ActivityTexts.NothingBadge, BadgeStyle.Attention),
        1 => Parts.Badge(ActivityTexts.OneBadge, BadgeStyle.Good),
        var planned => Parts.Badge(Words.Fill(ActivityTexts.SomeBadge, planned), BadgeStyle.Good),
    };

    private static CardElement Planned(ActivityLine line) => Parts.Group(
        Plain.Text(line.Title),
        line.Coming == 0 ? null : Parts.Badge(line.Coming == 1 ? ActivityTexts.OneComes : Words.Fill(ActivityTexts.SomeCome, line.Coming), BadgeStyle.Good),
        Parts.Hint(string.Join(" · ", WhenAndWhere(line))),
        new ActionSet([.. Coming(line)]) { Spacing = Spacing.Small });

    private static CardElement Was(ActivityLine line) => Parts.Row(
        Plain.Text(line.Title),
        string.Join(" · ", WhenAndWhere(line).Append(StateOf(line))),
        About(line, Button(ActivityTexts.Change, OpenActivity.Verb, line.Facts), ActivityTexts.ChangeOne));

    /// <summary>What may be done about one that is still to come. Who presses is counted and never named.</summary>
    private static IEnumerable<CardAction> Coming(ActivityLine line)
    {
        yield return About(line, Button(ActivityTexts.Come, ComeToActivity.Verb, line.Facts), ActivityTexts.ComeOne);
        yield return About(line, Button(ActivityTexts.StayAway, StayAway.Verb, line.Facts), ActivityTexts.StayAwayOne);
        if (line.Calendar is { } file) yield return About(line, new ActionOpenUrl(file) { Title = ActivityTexts.ToCalendar }, ActivityTexts.ToCalendarOne);
        yield return About(line, Button(ActivityTexts.Change, OpenActivity.Verb, line.Facts), ActivityTexts.ChangeOne);
    }

    private static IEnumerable<string> WhenAndWhere(ActivityLine line)
    {
        yield return line.Time is { } time
            ? Words.Fill(ActivityTexts.DayAndTime, Words.Day(line.Day), Words.Clock(time))
            : Words.Day(line.Day);
        if (line.Place.Length > 0) yield return Plain.Text(line.Place);
    }

    /// <summary>For a screen reader a button says of which of several it is.</summary>
    private static CardAction About(ActivityLine line, CardAction button, string words) =>
        button with { Tooltip = Words.Fill(words, Plain.Shorten(line.Title, LongestInTooltip)) };

    private static string StateOf(ActivityLine line) => line switch
    {
        { IsCalledOff: true } => ActivityTexts.DidNotHappen,
        { Heads: 1 } => ActivityTexts.OneHead,
        { Heads: { } heads } => Words.Fill(ActivityTexts.Heads, heads),
        _ => ActivityTexts.NotTold,
    };

    private static string TitleOf(ActivityForm form) => form.Facts.IsNew ? ActivityTexts.FormTitle : ActivityTexts.EditTitle;

    private static ActionExecute Button(string title, string verb, ActivityFacts facts) =>
        new() { Title = title, Verb = verb, Data = facts.Data, AssociatedInputs = AssociatedInputs.None };
}
