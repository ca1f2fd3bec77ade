using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>What somebody filled in about the rhythm, as it came. The names of the properties are the ids of the inputs.</summary>
/// <param name="Problems">Why it cannot be taken as it is; empty when it can.</param>
internal sealed record RhythmAnswer(string Day, string Time, string Cadence, string Zone, IReadOnlyList<FieldProblem> Problems)
{
    private const int LongestZone = 64;

    /// <summary>Whether the monthly question about time is asked: <c>true</c> or <c>false</c>; empty, as from an older form, leaves it as it is.</summary>
    public string TimeQuestion { get; init; } = "";

    public static RhythmAnswer Of(Community community) =>
        new(community.Rhythm.Day.ToString(), RhythmCard.Clock(community.Rhythm.Time), community.Rhythm.Cadence.ToString(), community.TimeZone, [])
        {
            TimeQuestion = community.TimeQuestionOff ? "false" : "true",
        };

    public static RhythmAnswer Read(IReadOnlyDictionary<string, string> inputs)
    {
        var read = new RhythmAnswer(
            inputs.GetValueOrDefault(nameof(Day), ""),
            inputs.GetValueOrDefault(nameof(Time), ""),
            inputs.GetValueOrDefault(nameof(Cadence), ""),
            Plain.Shorten(inputs.GetValueOrDefault(nameof(Zone), ""), LongestZone),
            [])
        { TimeQuestion = inputs.GetValueOrDefault(nameof(TimeQuestion), "") };
        return read with
        {
            Problems =
            [
                .. Fields.Problem(!Known<DayOfWeek>(read.Day), nameof(Day), NudgeTexts.DayWrong),
                .. Fields.Problem(!RhythmForm.Times.Contains(read.Time), nameof(Time), NudgeTexts.TimeWrong),
                .. Fields.Problem(!Known<Cadence>(read.Cadence), nameof(Cadence), NudgeTexts.CadenceWrong),
                .. Fields.Problem(!LocalTime.IsZone(read.Zone), nameof(Zone), NudgeTexts.ZoneWrong),
            ],
        };
    }

    /// <summary>The community with this rhythm, from now on. A pause stays.</summary>
    public Community Apply(Community community, DateTimeOffset now)
    {
        var rhythm = community.Rhythm with
        {
            Day = Enum.Parse<DayOfWeek>(Day),
            Time = TimeOnly.ParseExact(Time, "HH:mm", CultureInfo.InvariantCulture),
            Cadence = Domain.Cadence.Weekly,
            ChangedAt = now,
        };
        // Every two weeks begins with the week in which the next one would come.
        var next = rhythm.MomentsAfter(now, Zone).First().Day;
        return community with
        {
            TimeZone = Zone,
            Rhythm = rhythm with { Cadence = Enum.Parse<Cadence>(Cadence), Anchor = next },
            TimeQuestionOff = TimeQuestion switch { "true" => false, "false" => true, _ => community.TimeQuestionOff },
        };
    }

    /// <summary>Only the names: a number would be taken for a value as well.</summary>
    private static bool Known<T>(string text)
        where T : struct, Enum => Enum.GetNames<T>().Contains(text);
}

/// <summary>The form to change the rhythm.</summary>
internal static class RhythmForm
{
    /// <summary>Every half hour of the day.</summary>
    public static IReadOnlyList<string> Times { get; } = [.. Enumerable.Range(0, 48).Select(half => RhythmCard.Clock(TimeOnly.MinValue.AddMinutes(30 * half)))];

    public static AdaptiveCard Render(RhythmAnswer form) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.SettingsTitle,
        Body = Fields.WithProblems(form.Problems, NudgeTexts.CheckTheForm,
        [
            Parts.Head(NudgeTexts.SettingsTitle, []),
            Choice(nameof(RhythmAnswer.Day), NudgeTexts.DayLabel, form.Day, NudgeTexts.DayWrong,
                [.. Days.Select(day => new Choice(RhythmCard.DayName(day), day.ToString()))]),
            Choice(nameof(RhythmAnswer.Time), NudgeTexts.TimeLabel, form.Time, NudgeTexts.TimeWrong, [.. Times.Select(time => new Choice(time, time))]),
            Choice(
                nameof(RhythmAnswer.Cadence),
                NudgeTexts.CadenceLabel,
                form.Cadence,
                NudgeTexts.CadenceWrong,
                [new(NudgeTexts.EveryWeek, nameof(Cadence.Weekly)), new(NudgeTexts.EveryTwoWeeks, nameof(Cadence.EveryTwoWeeks))]),
            Choice(nameof(RhythmAnswer.Zone), NudgeTexts.ZoneLabel, form.Zone, NudgeTexts.ZoneWrong,
                Zones.Choices(form.Zone)) with { Style = ChoiceStyle.Filtered },
            new InputToggle(NudgeTexts.TimeQuestion) { Id = nameof(RhythmAnswer.TimeQuestion), Label = NudgeTexts.TimeQuestionLabel,
                Value = form.TimeQuestion == "false" ? "false" : "true" },
            Parts.Hint(NudgeTexts.Holidays),
        ]),
        Actions =
        [
            new ActionExecute { Title = NudgeTexts.Save, Verb = SaveRhythm.Verb, Style = ActionStyle.Positive },
            Parts.CommandButton(NudgeTexts.Back, ShowNudges.Command),
        ],
    };

    /// <summary>Weeks begin on Monday.</summary>
    private static IEnumerable<DayOfWeek> Days => Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7));

    private static InputChoiceSet Choice(string id, string label, string value, string wrong, IReadOnlyList<Choice> choices) =>
        new(choices) { Id = id, Label = label, Value = value, IsRequired = true, ErrorMessage = wrong };
}
