using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>The cards of shared examples.</summary>
internal static class ExampleCard
{
    /// <summary>The name of the action data that holds the one-time name of a form.</summary>
    public const string FormKey = "form";

    private const int MostListed = 5;

    /// <summary>Of those whose story stands on the card.</summary>
    private const int MostTold = 3;

    /// <param name="example">The example that is changed; null for a new one.</param>
    /// <param name="name">The one-time name of a form for a new one.</param>
    public static AdaptiveCard Form(ExampleAnswer form, Example? example, string name = "")
    {
        var title = example is null ? ExampleTexts.FormTitle : ExampleTexts.EditTitle;
        return new()
        {
            Lang = Language.Current,
            FallbackText = title,
            Body = Fields.WithProblems(form.Problems, ExampleTexts.CheckTheForm,
            [
                Parts.Head(title, []),
                Parts.Hint(ExampleTexts.FormIntro),
                Input(nameof(ExampleAnswer.Title), ExampleTexts.TitleLabel, form.Title, Example.TitleLimit, ExampleTexts.TitleMissing),
                Input(nameof(ExampleAnswer.Text), ExampleTexts.TextLabel, form.Text, Example.TextLimit, ExampleTexts.TextMissing) with { IsMultiline = true },
                new InputText { Id = nameof(ExampleAnswer.Link), Label = ExampleTexts.LinkLabel, Value = form.Link, MaxLength = Example.LinkLimit,
                    Placeholder = ExampleTexts.LinkPlaceholder, Regex = WebLink.Pattern, ErrorMessage = ExampleTexts.LinkWrong },
            ]),
            Actions =
            [
                example is null
                    ? new ActionExecute
                    {
                        Title = ExampleTexts.Send,
                        Verb = ProposeExample.Verb,
                        Style = ActionStyle.Positive,
                        Data = name.Length > 0 ? new Dictionary<string, string> { [FormKey] = name } : new(),
                    }
                    : Button(ExampleTexts.Save, SaveExample.Verb, example) with { Style = ActionStyle.Positive, AssociatedInputs = null },
                Parts.CommandButton(ExampleTexts.ListTitle, ListExamples.Command),
            ],
        };
    }

    /// <summary>Asks a lead: should it be told?</summary>
    public static AdaptiveCard Review(Example example) => new()
    {
        Lang = Language.Current,
        FallbackText = ExampleTexts.ReviewTitle,
        Body =
        [
            Parts.Head(ExampleTexts.ReviewTitle, [Parts.Badge(ExampleTexts.BadgeProposed, BadgeStyle.Warning)]),
            Parts.Paragraph(Words.Fill(ExampleTexts.ReviewIntro, NameOf(example.Owner), Plain.Text(example.Community))),
            Parts.Group([.. Story(example)]),
            Parts.Hint(example.IsOpen ? ExampleTexts.EveryCommunity : ExampleTexts.ThisCommunity),
        ],
        Actions =
        [
            Decide(ExampleTexts.Approve, example, ExampleState.Approved) with { Style = ActionStyle.Positive },
            Decide(ExampleTexts.Decline, example, ExampleState.Declined),
            Button(ExampleTexts.Change, EditExample.Verb, example),
        ],
    };

    /// <summary>After a decision, with the way back.</summary>
    /// <param name="reader">Whoever wrote it is offered no yes: somebody else says it.</param>
    public static AdaptiveCard Outcome(Example example, string sentence, Person reader) => new()
    {
        Lang = Language.Current,
        FallbackText = sentence,
        Body = [Parts.Notice(NoticeKind.Good, Plain.Text(sentence)), Parts.Group([.. Story(example)])],
        Actions = [.. ActionsOf(example, isDue: false).Where(action => example.MayBeApprovedBy(reader) || !IsYes(action))],
    };

    /// <summary>The examples of a channel, those that wait first.</summary>
    public static AdaptiveCard List(IReadOnlyList<Example> examples, DateOnly today)
    {
        var listed = examples.Where(example => example.State is not ExampleState.Archived)
            .OrderBy(example => example.State).ThenByDescending(example => example.SharedAt).ToList();
        return new()
        {
            Lang = Language.Current,
            FallbackText = ExampleTexts.ListTitle,
            Body =
            [
                Parts.Head(ExampleTexts.ListTitle, WaitingBadge(listed)),
                .. Parts.Optional(listed.Count == 0 ? Parts.Paragraph(ExampleTexts.ListEmpty) : null),
                .. listed.Take(MostListed).Select(example => GroupOf(example, Plain.Text(example.Title), today)),
                .. Parts.Optional(listed.Count > MostListed ? Parts.Hint(Words.Fill(ExampleTexts.ListMore, listed.Count - MostListed)) : null),
            ],
            Actions =
            [
                Parts.CommandButton(ExampleTexts.ShareOne, ShareExample.Command) with { Style = ActionStyle.Positive },
                Parts.CommandButton(ExampleTexts.ShowStatus, CommandNames.Status),
            ],
        };
    }

    /// <summary>What was shared in open channels, for administrators: a page of it, with the community of each.</summary>
    /// <param name="page">Counted from 1.</param>
    public static AdaptiveCard ListAll(IReadOnlyList<Example> examples, int page, DateOnly today)
    {
        var pages = Math.Max(1, (examples.Count + MostTold - 1) / MostTold);
        var shown = page >= 1 && page <= pages ? page : 1;
        return new()
        {
            Lang = Language.Current,
            FallbackText = ExampleTexts.AllTitle,
            Body =
            [
                Parts.Head(ExampleTexts.AllTitle, pages == 1 ? [] : [Parts.Badge(Words.Fill(ExampleTexts.Page, shown, pages), BadgeStyle.Informative)]),
                Parts.Hint(ExampleTexts.AllIntro),
                .. Parts.Optional(examples.Count == 0 ? Parts.Paragraph(ExampleTexts.AllEmpty) : null),
                .. examples.Skip((shown - 1) * MostTold).Take(MostTold)
                    .Select(example => GroupOf(example, Plain.Text(example.Community), today, [.. Story(example).SkipLast(1)])),
            ],
            Actions = pages == 1 ? [] : [More(shown == pages ? 1 : shown + 1)],
        };
    }

    private static ActionExecute More(int page) => new()
    {
        Title = ExampleTexts.More,
        Verb = ShowMoreExamples.Verb,
        Data = new Dictionary<string, string> { [ShowMoreExamples.PageKey] = page.ToString(CultureInfo.InvariantCulture) },
    };

    private static bool IsYes(CardAction action) =>
        action is ActionExecute { Verb: DecideExample.Verb } decide && ButtonData.Read<ExampleFacts>(decide.Data)?.Decision == ExampleState.Approved;

    /// <summary>In the channel, when none of those who lead could be reached themselves.</summary>
    public static AdaptiveCard Waiting() => new()
    {
        Lang = Language.Current,
        FallbackText = ExampleTexts.WaitsInChannel,
        Body = [Parts.Head(ExampleTexts.ReviewTitle, [Parts.Badge(ExampleTexts.BadgeProposed, BadgeStyle.Warning)]),
            Parts.Paragraph(ExampleTexts.WaitsInChannel)],
        Actions = [Parts.CommandButton(ExampleTexts.ListTitle, ListExamples.Command)],
    };

    /// <param name="story">What it tells, where the card has room for it.</param>
    private static CardElement GroupOf(Example example, string title, DateOnly today, params IReadOnlyList<CardElement> story) => Parts.Group(
        title,
        BadgeOf(example, today),
        [
            .. story,
            .. Parts.Optional(LinkOf(example) is { } link ? Parts.Hint(link) : null),
            Parts.Hint(string.Join(" · ", Details(example, today))),
            new ActionSet(ActionsOf(example, isDue: example.ReviewOn < today)) { Spacing = Spacing.Small },
        ]);

    private static IEnumerable<string> Details(Example example, DateOnly today)
    {
        yield return Words.Fill(ExampleTexts.SharedBy, NameOf(example.Owner), Words.Day(DateOnly.FromDateTime(example.SharedAt.UtcDateTime)));
        if (example is { State: ExampleState.Approved, ReviewOn: { } day })
            yield return Words.Fill(day >= today ? ExampleTexts.StateApproved : ExampleTexts.StateReview, Words.Day(day));
    }

    private static IReadOnlyList<Badge> WaitingBadge(IReadOnlyList<Example> listed) => listed.Count(example => example.State == ExampleState.Proposed) switch
    {
        0 => [],
        1 => [Parts.Badge(ExampleTexts.OneWaits, BadgeStyle.Warning)],
        var waiting => [Parts.Badge(Words.Fill(ExampleTexts.SomeWait, waiting), BadgeStyle.Warning)],
    };

    private static Badge BadgeOf(Example example, DateOnly today) => example switch
    {
        { State: ExampleState.Proposed } => Parts.Badge(ExampleTexts.BadgeProposed, BadgeStyle.Warning),
        { State: ExampleState.Approved, ReviewOn: { } day } when day >= today => Parts.Badge(ExampleTexts.BadgeApproved, BadgeStyle.Good),
        { State: ExampleState.Approved } => Parts.Badge(ExampleTexts.BadgeReview, BadgeStyle.Warning),
        { State: ExampleState.Declined } => Parts.Badge(ExampleTexts.BadgeDeclined, BadgeStyle.Subtle),
        _ => Parts.Badge(ExampleTexts.BadgeArchived, BadgeStyle.Subtle),
    };

    private static IReadOnlyList<CardElement> Story(Example example) =>
    [
        new TextBlock(Plain.Text(example.Title)) { Weight = TextWeight.Bolder },
        Parts.Paragraph(Plain.Text(example.Text)),
        Parts.Hint(LinkOf(example) ?? ExampleTexts.NoLink),
    ];

    /// <summary>Where its link leads, for whoever decides; null without a link.</summary>
    private static string? LinkOf(Example example) =>
        example.Link is { } link ? Words.Fill(ExampleTexts.Link, Plain.Text(WebLink.Shown(new Uri(link)))) : null;

    /// <param name="isDue">Whether the year is over for which it was said yes to.</param>
    private static IReadOnlyList<CardAction> ActionsOf(Example example, bool isDue) => example.State switch
    {
        ExampleState.Proposed => [Decide(ExampleTexts.Approve, example, ExampleState.Approved), Decide(ExampleTexts.Decline, example, ExampleState.Declined),
            Button(ExampleTexts.Change, EditExample.Verb, example)],
        ExampleState.Approved when !isDue => [Decide(ExampleTexts.Archive, example, ExampleState.Archived),
            Button(ExampleTexts.Change, EditExample.Verb, example)],
        ExampleState.Approved => [Decide(ExampleTexts.Archive, example, ExampleState.Archived), Decide(ExampleTexts.UseAgain, example, ExampleState.Approved),
            Button(ExampleTexts.Change, EditExample.Verb, example)],
        _ => [Decide(ExampleTexts.UseAgain, example, ExampleState.Approved), Button(ExampleTexts.Change, EditExample.Verb, example)],
    };

    private static ActionExecute Decide(string title, Example example, ExampleState decision) =>
        Button(title, DecideExample.Verb, ExampleFacts.Of(example) with { Decision = decision });

    private static ActionExecute Button(string title, string verb, Example example) => Button(title, verb, ExampleFacts.Of(example));

    private static ActionExecute Button(string title, string verb, ExampleFacts facts) =>
        new() { Title = title, Verb = verb, Data = facts.Data, AssociatedInputs = AssociatedInputs.None };

    private static InputText Input(string id, string label, string value, int limit, string missing) =>
        new() { Id = id, Label = label, Value = value, MaxLength = limit, IsRequired = true, ErrorMessage = missing };

    /// <summary>Whoever was erased has no name.</summary>
    private static string NameOf(Person owner) => owner.Name.Length > 0 ? Plain.Text(owner.Name) : ExampleTexts.Somebody;
}
