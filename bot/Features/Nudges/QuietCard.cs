using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>The quiet days of an organisation.</summary>
/// <param name="Notice">A sentence to open with, about what was just done.</param>
/// <param name="Problem">What was wrong with what was filled in.</param>
/// <param name="LeadsBack">In a channel, where a button of the regular message leads here.</param>
internal sealed record QuietView(IReadOnlyList<QuietDays> Days, DateOnly Today, string? Notice = null, string? Problem = null, bool LeadsBack = false);

/// <summary>What somebody filled in. The names of the properties are the ids of the inputs.</summary>
internal sealed record QuietAnswer(DateOnly From, DateOnly To)
{
    /// <summary>Null when it is no period that makes sense.</summary>
    public static QuietDays? Read(IReadOnlyDictionary<string, string> inputs, DateOnly today) =>
        Day(inputs, nameof(From)) is { } from && Day(inputs, nameof(To)) is { } to && from <= to && to >= today
            && to.DayNumber - from.DayNumber < QuietDays.Longest
            ? new(from, to)
            : null;

    private static DateOnly? Day(IReadOnlyDictionary<string, string> inputs, string name) =>
        DateOnly.TryParseExact(inputs.GetValueOrDefault(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

internal static class QuietCard
{
    public static AdaptiveCard Render(QuietView view) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.QuietTitle,
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, notice) : null),
            Parts.Heading(NudgeTexts.QuietTitle),
            Parts.Hint(NudgeTexts.QuietIntro),
            .. view.Days.Count == 0
                ? [Parts.Paragraph(NudgeTexts.QuietNone)]
                : view.Days.Select(days => Parts.Paragraph(Words.Fill(NudgeTexts.QuietRange, Words.Day(days.From), Words.Day(days.To)))),
            .. Parts.Optional(view.Problem is { } problem ? Parts.Notice(NoticeKind.Attention, problem) : null),
            new InputDate { Id = nameof(QuietAnswer.From), Label = NudgeTexts.QuietFrom },
            new InputDate { Id = nameof(QuietAnswer.To), Label = NudgeTexts.QuietTo },
        ],
        Actions =
        [
            new ActionExecute { Title = NudgeTexts.QuietAdd, Verb = AddQuietDays.Verb, Style = ActionStyle.Positive },
            .. Parts.Optional(view.Days.Count > 0 ? new ActionExecute { Title = NudgeTexts.QuietClear, Verb = ClearQuietDays.Verb,
                AssociatedInputs = AssociatedInputs.None } : null),
            .. Parts.Optional(view.LeadsBack ? Parts.CommandButton(NudgeTexts.Back, ShowNudges.Command) : null),
        ],
    };
}
