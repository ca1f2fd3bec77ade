using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>The quiet days of an organisation.</summary>
/// <param name="Notice">A sentence to open with, about what was just done.</param>
/// <param name="LeadsBack">In a channel, where a button of the regular message leads here.</param>
internal sealed record QuietView(IReadOnlyList<QuietDays> Days, DateOnly Today, string? Notice = null, bool LeadsBack = false)
{
    /// <summary>What stands in the form: what was filled in, should it be wrong.</summary>
    public QuietAnswer Answer { get; init; } = new(null, null);

    /// <summary>What was wrong with it.</summary>
    public FieldProblem? Problem { get; init; }
}

/// <summary>What somebody filled in. The names of the properties are the ids of the inputs.</summary>
internal sealed record QuietAnswer(DateOnly? From, DateOnly? To)
{
    public static QuietAnswer Read(IReadOnlyDictionary<string, string> inputs) => new(Day(inputs, nameof(From)), Day(inputs, nameof(To)));

    /// <summary>Null when it is no period that makes sense.</summary>
    public QuietDays? Days(DateOnly today) =>
        From is { } from && To is { } to && from <= to && to >= today && to.DayNumber - from.DayNumber < QuietDays.Longest ? new(from, to) : null;

    /// <summary>The field to look at where it makes no sense.</summary>
    public string Wrong => From is null ? nameof(From) : nameof(To);

    private static DateOnly? Day(IReadOnlyDictionary<string, string> inputs, string name) =>
        DateOnly.TryParseExact(inputs.GetValueOrDefault(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

internal static class QuietCard
{
    public static AdaptiveCard Render(QuietView view) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.QuietTitle,
        Body = Fields.WithProblems([.. Parts.Optional(view.Problem)], NudgeTexts.CheckTheForm,
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, notice) : null),
            Parts.Head(NudgeTexts.QuietTitle, [StateOf(view)]),
            Parts.Hint(NudgeTexts.QuietIntro),
            view.Days.Count == 0
                ? Parts.Paragraph(NudgeTexts.QuietNone)
                : Parts.Group([.. view.Days.Select(days => Parts.Paragraph(Words.Fill(NudgeTexts.QuietRange, Words.Day(days.From), Words.Day(days.To))))]),
            new InputDate { Id = nameof(QuietAnswer.From), Label = NudgeTexts.QuietFrom, Value = Iso(view.Answer.From) },
            new InputDate { Id = nameof(QuietAnswer.To), Label = NudgeTexts.QuietTo, Value = Iso(view.Answer.To) },
        ]),
        Actions =
        [
            new ActionExecute { Title = NudgeTexts.QuietAdd, Verb = AddQuietDays.Verb, Style = ActionStyle.Positive },
            .. Parts.Optional(view.Days.Count > 0 ? new ActionExecute { Title = NudgeTexts.QuietClear, Verb = ClearQuietDays.Verb,
                AssociatedInputs = AssociatedInputs.None } : null),
            .. Parts.Optional(view.LeadsBack ? Parts.CommandButton(NudgeTexts.Back, ShowNudges.Command) : null),
        ],
    };

    private static Badge StateOf(QuietView view) => view.Days switch
    {
        [] => Parts.Badge(NudgeTexts.QuietBadgeNone, BadgeStyle.Informative, "CalendarClock"),
        _ when view.Days.Any(days => days.Covers(view.Today)) => Parts.Badge(NudgeTexts.QuietBadgeNow, BadgeStyle.Warning),
        [_] => Parts.Badge(NudgeTexts.QuietBadgeOne, BadgeStyle.Informative, "CalendarClock"),
        _ => Parts.Badge(Words.Fill(NudgeTexts.QuietBadgeSome, view.Days.Count), BadgeStyle.Informative, "CalendarClock"),
    };

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
