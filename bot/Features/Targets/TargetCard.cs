using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>The cards about what a community wants to reach.</summary>
internal static class TargetCard
{
    public static AdaptiveCard Render(TargetsView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body = Fields.WithProblems(view.Count?.Problem is { } problem ? [problem] : [], TargetTexts.CheckTheForm,
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, Plain.Text(notice)) : null),
            Parts.Head(Words.Fill(TargetTexts.Title, Plain.Text(view.Community)), []),
            .. view.Targets.Select(Row),
            .. Parts.Optional(view.Targets.Count > 0 ? null : Parts.Paragraph(view.Without.Length > 0
                ? Words.Fill(TargetTexts.Without, Plain.Text(view.Without)) : TargetTexts.None)),
            .. Parts.Optional(view.Awaits ? Parts.Hint(TargetTexts.Awaits) : null),
            .. CountOf(view),
        ]),
        Actions =
        [
            Button(TargetTexts.Add, OpenTarget.Verb, new()) with { Style = view.Targets.Count == 0 ? ActionStyle.Positive : null },
            .. Parts.Optional(view.Awaits ? Button(TargetTexts.BeginWithout, AskWithout.Verb, new()) : null),
            .. Parts.Optional(view.Undo is { } undo ? Button(TargetTexts.Undo, UndoTarget.Verb, undo) : null),
            Button(TargetTexts.History, ShowTargetHistory.Verb, new()),
            Parts.CommandButton(TargetTexts.ShowStatus, CommandNames.Status),
        ],
    };

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(TargetsView view) => Words.Fill(TargetTexts.Title, Plain.OneLine(view.Community));

    public static AdaptiveCard Form(TargetForm form) => new()
    {
        Lang = Language.Current,
        FallbackText = TitleOf(form),
        Body = Fields.WithProblems(form.Answer.Problems, TargetTexts.CheckTheForm,
        [
            Parts.Head(Plain.Text(TitleOf(form)), []),
            Parts.Hint(TargetTexts.FormIntro),
            .. Parts.Optional(form.Changes is null ? MetricField(form.Answer) : null),
            .. Parts.Optional(form.Changes is null or { Metric: TargetMetric.Own } ? NameField(form.Answer) : null),
            TypedNumber.Field(nameof(TargetAnswer.Baseline), TargetTexts.BaselineLabel, form.Answer.Baseline),
            TypedNumber.Field(nameof(TargetAnswer.Number), TargetTexts.NumberLabel, form.Answer.Number),
            DeadlineField(form),
            new InputChoiceSet(form.Owners)
            {
                Id = nameof(TargetAnswer.Owner),
                Label = TargetTexts.OwnerLabel,
                Value = form.Owners.Any(owner => owner.Value == form.Answer.Owner) ? form.Answer.Owner : form.Owners[0].Value,
            },
            .. Parts.Optional(form.Changes is null ? null : ReasonField(TargetTexts.ReasonLabel, form.Answer.Reason)),
        ]),
        Actions =
        [
            Button(TargetTexts.Save, SaveTarget.Verb, form.Facts) with { Style = ActionStyle.Positive, AssociatedInputs = null },
            .. Parts.Optional(form.Changes is null ? null
                : Button(TargetTexts.Remove, RemoveTarget.Verb, form.Facts) with { Style = ActionStyle.Destructive, AssociatedInputs = null }),
            Parts.CommandButton(TargetTexts.Cancel, ShowTargets.Command),
        ],
    };

    public static AdaptiveCard Without(WithoutForm form) => new()
    {
        Lang = Language.Current,
        FallbackText = TargetTexts.WithoutTitle,
        Body = Fields.WithProblems(form.Problem is { } problem ? [new(nameof(TargetAnswer.Reason), problem)] : [], TargetTexts.CheckTheForm,
        [
            Parts.Head(TargetTexts.WithoutTitle, []),
            Parts.Hint(TargetTexts.WithoutIntro),
            ReasonField(TargetTexts.WithoutLabel, form.Typed) with { IsRequired = true, ErrorMessage = TargetTexts.ReasonMissing },
        ]),
        Actions =
        [
            Button(TargetTexts.Save, BeginWithout.Verb, new()) with { Style = ActionStyle.Positive, AssociatedInputs = null },
            Parts.CommandButton(TargetTexts.Cancel, ShowTargets.Command),
        ],
    };

    public static AdaptiveCard History(TargetHistoryView view) => new()
    {
        Lang = Language.Current,
        FallbackText = TargetTexts.HistoryTitle,
        Body =
        [
            Parts.Head(TargetTexts.HistoryTitle, []),
            Parts.Hint(Words.Fill(TargetTexts.HistoryIntro, Plain.Text(view.Community), TargetHistoryStore.MonthsKept)),
            view.Entries.Count == 0 ? Parts.Paragraph(TargetTexts.HistoryNothing) : Parts.Facts([.. view.Entries.Select(entry =>
                new Fact(Words.Day(LocalTime.DayIn(view.TimeZone, entry.At)), TargetSentences.Of(entry)))]),
        ],
        Actions =
        [
            .. Parts.Optional(view.Older is { } older ? Button(TargetTexts.Older, ShowTargetHistory.Verb, new(After: older)) : null),
            Parts.CommandButton(TargetTexts.Back, ShowTargets.Command),
        ],
    };

    private static CardElement Row(TargetView target)
    {
        var source = target.IsLogged ? TargetTexts.ByLog : Words.Fill(TargetTexts.ByHand, Words.Day(target.CountedOn));
        var owner = target.Owner is { } name ? Words.Fill(TargetTexts.OwnedBy, Plain.Text(name)) : "";
        var change = Button(TargetTexts.Change, OpenTarget.Verb, new(target.Id, target.Revision));
        return Parts.Group(
            TargetRow.Of(target),
            Parts.Hint(string.Join(" · ", new[] { Words.Fill(TargetTexts.DueOn, Words.Day(target.Deadline)), source, owner }.Where(part => part.Length > 0))),
            new ActionSet([change with { Tooltip = Words.Fill(TargetTexts.ChangeOne, Titled(target)) }]) { Spacing = Spacing.Small });
    }

    /// <summary>Ten seconds: the number, and one press. Where several are counted by hand it is chosen which.</summary>
    private static IEnumerable<CardElement> CountOf(TargetsView view)
    {
        var byHand = view.Targets.Where(target => !target.IsLogged).ToList();
        if (byHand.Count == 0) return [];
        var only = byHand.Count == 1 ? byHand[0] : null;
        var label = only is null ? TargetTexts.CountLabel : Words.Fill(TargetTexts.CountOneLabel, Titled(only));
        return
        [
            Parts.Subheading(TargetTexts.CountTitle),
            .. Parts.Optional(only is null ? WhichField(byHand, view.Count?.Which) : null),
            TypedNumber.Field(nameof(CountAnswer.Count), label, view.Count?.Count ?? ""),
            new ActionSet([Button(TargetTexts.CountSave, CountTarget.Verb, new(only?.Id ?? "")) with { AssociatedInputs = null }]) { Spacing = Spacing.Small },
        ];
    }

    private static InputChoiceSet WhichField(IReadOnlyList<TargetView> byHand, string? chosen) =>
        new([.. byHand.Select(target => new Choice($"{Titled(target)} ({TargetRow.Written(target.Number)})", target.Id))])
        {
            Id = nameof(CountAnswer.Which),
            Label = TargetTexts.CountWhich,
            Value = byHand.Any(target => target.Id == chosen) ? chosen : byHand[0].Id,
        };

    /// <summary>Metrics by their own words; a list, so that the form stays short.</summary>
    private static InputChoiceSet MetricField(TargetAnswer answer) => new(
    [
        new(TargetTexts.MetricMembers, nameof(TargetMetric.Members)),
        new(TargetTexts.MetricActivities, nameof(TargetMetric.Activities)),
        new(TargetTexts.MetricParticipants, nameof(TargetMetric.Participants)),
        new(TargetTexts.MetricPartners, nameof(TargetMetric.Partners)),
        new(TargetTexts.MetricOwn, nameof(TargetMetric.Own)),
    ])
    {
        Id = nameof(TargetAnswer.Metric),
        Label = TargetTexts.MetricLabel,
        Value = (answer.Metric ?? TargetMetric.Members).ToString(),
    };

    private static InputText NameField(TargetAnswer answer) => new()
    {
        Id = nameof(TargetAnswer.Name),
        Label = TargetTexts.NameLabel,
        Placeholder = TargetTexts.NamePlaceholder,
        Value = answer.Name,
        MaxLength = Target.NameLimit,
    };

    private static InputDate DeadlineField(TargetForm form) => new()
    {
        Id = nameof(TargetAnswer.Deadline),
        Label = TargetTexts.DeadlineLabel,
        Value = form.Answer.Deadline is { } day ? Iso(day) : null,
        Min = Iso(form.Changes is { Deadline: var before } && before <= form.Today ? before : form.Today.AddDays(1)),
        Max = Iso(TargetPlan.Latest(form.Today)),
        IsRequired = true,
        ErrorMessage = Words.Fill(TargetTexts.DeadlineWrong, Words.Day(form.Today.AddDays(1)), Words.Day(TargetPlan.Latest(form.Today))),
    };

    private static InputText ReasonField(string label, string typed) =>
        new() { Id = nameof(TargetAnswer.Reason), Label = label, Value = typed, MaxLength = Target.ReasonLimit };

    private static string TitleOf(TargetForm form) =>
        form.Changes is { } target ? Words.Fill(TargetTexts.EditTitle, Titled(target)) : TargetTexts.FormTitle;

    /// <summary>What is counted, in the plural: for labels and buttons, which show no markup.</summary>
    private static string Titled(TargetView target) =>
        target.Metric == TargetMetric.Own ? Plain.OneLine(target.Name) : TargetRow.UnitOf(target.Metric, target.Name, 0);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ActionExecute Button(string title, string verb, TargetFacts facts) =>
        new() { Title = title, Verb = verb, Data = facts.Data, AssociatedInputs = AssociatedInputs.None };
}
