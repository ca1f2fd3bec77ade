using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>How long shall the bot be silent?</summary>
/// <param name="Nudge">The nudge whose card was pressed; empty when it was another card.</param>
/// <param name="Until">The day in the form; null for the one to begin with.</param>
/// <param name="Problem">What was wrong with the day that was filled in.</param>
internal sealed record PauseForm(string Nudge, DateOnly Today, DateOnly? Until = null, string? Problem = null)
{
    public DateOnly Earliest => Today.AddDays(1);

    public DateOnly Latest => Today.AddDays(Pause.Longest);
}

/// <summary>What somebody filled in. The name of the property is the id of the input.</summary>
internal sealed record PauseAnswer(DateOnly? Until)
{
    /// <summary>Reads the day; null where it is none.</summary>
    public static PauseAnswer Read(IReadOnlyDictionary<string, string> inputs) =>
        new(DateOnly.TryParseExact(inputs.GetValueOrDefault(nameof(Until)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null);
}

internal static class PauseCard
{
    private const int TwoWeeks = 14;
    private const int FourWeeks = 28;

    public static AdaptiveCard Render(PauseForm form) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.PauseTitle,
        Body = Fields.WithProblems(form.Problem is { } problem ? [new(nameof(PauseAnswer.Until), problem)] : [], NudgeTexts.CheckTheForm,
        [
            Parts.Head(NudgeTexts.PauseTitle, []),
            Parts.Hint(NudgeTexts.PauseIntro),
            new InputDate
            {
                Id = nameof(PauseAnswer.Until),
                Label = NudgeTexts.PauseDay,
                Value = Iso(form.Until ?? form.Today.AddDays(TwoWeeks)),
                Min = Iso(form.Earliest),
                Max = Iso(form.Latest),
            },
        ]),
        Actions =
        [
            For(NudgeTexts.PauseTwoWeeks, form, TwoWeeks) with { Style = ActionStyle.Positive },
            For(NudgeTexts.PauseFourWeeks, form, FourWeeks),
            NudgeData.Button(NudgeTexts.PauseUntil, PauseNudges.Verb, form.Nudge) with { AssociatedInputs = null },
            Parts.CommandButton(NudgeTexts.Back, ShowNudges.Command),
        ],
    };

    private static ActionExecute For(string title, PauseForm form, int days) => NudgeData.Button(title, PauseNudges.Verb, form.Nudge) with
    {
        Data = new Dictionary<string, string> { [NudgeData.Nudge] = form.Nudge, [PauseNudges.UntilKey] = Iso(form.Today.AddDays(days)) },
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
