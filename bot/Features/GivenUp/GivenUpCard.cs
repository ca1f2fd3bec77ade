using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.GivenUp;

/// <param name="Groups">What was given up, the most first.</param>
internal sealed record GivenUpView(IReadOnlyList<GivenUpGroup> Groups)
{
    public static GivenUpView Of(GivenUpWork work, JobTable jobs) => new(
        [
            .. work.Items.GroupBy(item => (Name: NameOf(item.Kind, jobs), item.Error))
                .Select(group => new GivenUpGroup(group.Key.Name, group.Key.Error, group.Count()))
                .OrderByDescending(group => group.Count),
        ]);

    private static string NameOf(string? kind, JobTable jobs) => kind is null ? GivenUpTexts.KindAll : jobs.NameOf(kind) ?? GivenUpTexts.KindOther;
}

/// <param name="Name">Which jobs, as people call them.</param>
/// <param name="Error">The class of the failure.</param>
internal sealed record GivenUpGroup(string Name, string Error, int Count);

/// <summary>What was given up: how much, of which kind and why, and nothing about anybody.</summary>
internal static class GivenUpCard
{
    private const int MostLines = 20;

    /// <summary>Shows what lies there, and asks.</summary>
    public static AdaptiveCard Ask(GivenUpView view) => new()
    {
        Lang = Language.Current,
        FallbackText = view.Groups.Count == 0 ? GivenUpTexts.Nothing : GivenUpTexts.AskTitle,
        Body =
        [
            Parts.Head(GivenUpTexts.AskTitle, []),
            .. view.Groups.Count == 0 ? [Parts.Paragraph(GivenUpTexts.Nothing)] : Lines(view),
            .. Parts.Optional(view.Groups.Count == 0 ? null : Parts.Paragraph(GivenUpTexts.Meaning)),
        ],
        Actions = view.Groups.Count == 0
            ? [Again()]
            : [new ActionExecute { Title = GivenUpTexts.Retry, Verb = RetryGivenUp.Verb, Style = ActionStyle.Positive }, Again()],
    };

    /// <summary>For an administrator, unasked.</summary>
    public static AdaptiveCard News(GivenUpView view) => new()
    {
        Lang = Language.Current,
        FallbackText = GivenUpTexts.NewsTitle,
        Body = [Parts.Head(GivenUpTexts.NewsTitle, []), .. Lines(view), Parts.Paragraph(GivenUpTexts.NewsMeaning)],
        Actions = [Parts.CommandButton(GivenUpTexts.Look, ShowGivenUp.Command)],
    };

    /// <summary>What came of it.</summary>
    public static AdaptiveCard Done(int count) => new()
    {
        Lang = Language.Current,
        FallbackText = Outcome(count),
        Body = [Parts.Notice(count == 0 ? NoticeKind.Info : NoticeKind.Good, Outcome(count)),
            .. Parts.Optional(count == 0 ? null : Parts.Paragraph(GivenUpTexts.DoneMeaning))],
        Actions = [Again()],
    };

    private static string Outcome(int count) => count switch
    {
        0 => GivenUpTexts.NothingLeft,
        1 => GivenUpTexts.DoneOne,
        _ => Words.Fill(GivenUpTexts.DoneMany, count),
    };

    private static ActionExecute Again() => Parts.CommandButton(GivenUpTexts.Again, ShowGivenUp.Command);

    private static IReadOnlyList<CardElement> Lines(GivenUpView view) =>
        [
        Parts.Facts([.. view.Groups.Take(MostLines).Select(group => new Fact(group.Name,
            Words.Fill(GivenUpTexts.Line, group.Count, Plain.Text(group.Error))))]),
        .. Parts.Optional(view.Groups.Count > MostLines
            ? Parts.Hint(Words.Fill(GivenUpTexts.More, view.Groups.Skip(MostLines).Sum(group => group.Count))) : null),
        ];
}
