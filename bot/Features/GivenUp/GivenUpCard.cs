using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.GivenUp;

/// <summary>What was given up: how much, of which kind and why, and nothing about anybody.</summary>
internal static class GivenUpCard
{
    private const int MostLines = 20;

    /// <summary>Shows what lies there, and asks.</summary>
    public static AdaptiveCard Ask(GivenUpWork work) => new()
    {
        Lang = Language.Current,
        FallbackText = work.Items.Count == 0 ? GivenUpTexts.Nothing : GivenUpTexts.AskTitle,
        Body =
        [
            Parts.Heading(GivenUpTexts.AskTitle),
            .. work.Items.Count == 0 ? [Parts.Paragraph(GivenUpTexts.Nothing)] : Lines(work),
            .. Parts.Optional(work.IsWhole ? null : Parts.Hint(GivenUpTexts.NotWhole)),
            .. Parts.Optional(work.Items.Count == 0 ? null : Parts.Paragraph(GivenUpTexts.Meaning)),
        ],
        Actions = work.Items.Count == 0
            ? [Again()]
            : [new ActionExecute { Title = GivenUpTexts.Retry, Verb = RetryGivenUp.Verb, Style = ActionStyle.Positive }, Again()],
    };

    /// <summary>For an administrator, unasked.</summary>
    public static AdaptiveCard News(GivenUpWork work) => new()
    {
        Lang = Language.Current,
        FallbackText = GivenUpTexts.NewsTitle,
        Body = [Parts.Heading(GivenUpTexts.NewsTitle), .. Lines(work), Parts.Paragraph(GivenUpTexts.NewsMeaning)],
        Actions = [Parts.CommandButton(GivenUpTexts.Look, ShowGivenUp.Command)],
    };

    /// <summary>What came of it.</summary>
    public static AdaptiveCard Done(int count) => new()
    {
        Lang = Language.Current,
        FallbackText = Outcome(count),
        Body = [Parts.Notice(count == 0 ? NoticeKind.Info : NoticeKind.Good, Outcome(count)), .. Parts.Optional(count == 0 ? null : Parts.Paragraph(GivenUpTexts.DoneMeaning))],
        Actions = [Again()],
    };

    private static string Outcome(int count) => count switch
    {
        0 => GivenUpTexts.NothingLeft,
        1 => GivenUpTexts.DoneOne,
        _ => Words.Fill(GivenUpTexts.DoneMany, count),
    };

    private static ActionExecute Again() => Parts.CommandButton(GivenUpTexts.Again, ShowGivenUp.Command);

    private static IReadOnlyList<CardElement> Lines(GivenUpWork work)
    {
        var groups = work.Items.GroupBy(item => (Kind: KindOf(item.Kind), item.Error)).OrderByDescending(group => group.Count()).ToList();
        return
        [
            Parts.Facts([.. groups.Take(MostLines).Select(group => new Fact(group.Key.Kind, Words.Fill(GivenUpTexts.Line, group.Count(), Plain.Text(group.Key.Error))))]),
            .. Parts.Optional(groups.Count > MostLines ? Parts.Hint(Words.Fill(GivenUpTexts.More, groups.Skip(MostLines).Sum(group => group.Count()))) : null),
        ];
    }

    /// <summary>The word of a job begins with its slice's.</summary>
    private static string KindOf(string? kind) => kind?.Split('.')[0] switch
    {
        null => GivenUpTexts.KindAll,
        "nudge" => GivenUpTexts.KindNudge,
        "role" => GivenUpTexts.KindRole,
        "call" => GivenUpTexts.KindCall,
        "staff" => GivenUpTexts.KindStaff,
        "presence" => GivenUpTexts.KindPresence,
        "contribution" => GivenUpTexts.KindContribution,
        "milestone" => GivenUpTexts.KindMilestone,
        "time" => GivenUpTexts.KindTime,
        "why" => GivenUpTexts.KindWhy,
        "activity" => GivenUpTexts.KindActivity,
        "person" => GivenUpTexts.KindPerson,
        "example" => GivenUpTexts.KindExample,
        "admin" or "work" => GivenUpTexts.KindAdmin,
        "audit" or "ledger" => GivenUpTexts.KindAudit,
        _ => GivenUpTexts.KindOther,
    };
}
