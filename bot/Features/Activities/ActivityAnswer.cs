using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>What somebody filled in about an activity, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="Day">Null where none came that is a day.</param>
/// <param name="Time">When it begins; null for not said.</param>
/// <param name="Heads">How many came, as typed; empty for not told.</param>
/// <param name="Problems">Why it cannot be taken as it is; empty when it can.</param>
internal sealed record ActivityAnswer(string Title, DateOnly? Day, TimeOnly? Time, string Place, string Heads, IReadOnlyList<FieldProblem> Problems)
{
    private static readonly string[] ClockForms = ["HH:mm", "H:mm", "HH:mm:ss", "H.mm", "HH.mm"];

    public static DateOnly Earliest(DateOnly today) => today.AddYears(-CommunityActivity.YearsAround);

    public static DateOnly Latest(DateOnly today) => today.AddYears(CommunityActivity.YearsAround);

    public static ActivityAnswer Of(CommunityActivity activity) =>
        new(activity.Title, activity.Day, activity.Time, activity.Place, TypedNumber.Write(activity.Heads), []);

    /// <summary>An empty form, for today.</summary>
    /// <param name="title">What was typed after the command; may be empty.</param>
    public static ActivityAnswer Empty(DateOnly today, string title = "") => new(Plain.Shorten(title, CommunityActivity.TitleLimit), today, null, "", "", []);

    public static ActivityAnswer Read(IReadOnlyDictionary<string, string> inputs, DateOnly today)
    {
        var (title, place) = (Plain.OneLine(inputs.GetValueOrDefault(nameof(Title), "")), Plain.OneLine(inputs.GetValueOrDefault(nameof(Place), "")));
        var typedTime = inputs.GetValueOrDefault(nameof(Time), "").Trim();
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        var read = new ActivityAnswer(Plain.Shorten(title, 2 * CommunityActivity.TitleLimit), DayOf(inputs.GetValueOrDefault(nameof(Day), "")),
            TimeOf(typedTime),
            Plain.Shorten(place, 2 * CommunityActivity.PlaceLimit), TypedNumber.Typed(inputs.GetValueOrDefault(nameof(Heads), "")), []);
        var isDay = read.Day >= Earliest(today) && read.Day <= Latest(today);
        var (heads, isNumber) = HeadsOf(read.Heads);
        return read with
        {
            Problems =
            [
                .. Fields.Problem(title.Length == 0, nameof(Title), ActivityTexts.TitleMissing),
                .. Fields.Problem(Plain.IsLonger(title, CommunityActivity.TitleLimit), nameof(Title),
                    Words.Fill(ActivityTexts.TitleTooLong, CommunityActivity.TitleLimit)),
                .. Fields.Problem(!isDay, nameof(Day), Words.Fill(ActivityTexts.DayWrong, Words.Day(Earliest(today)), Words.Day(Latest(today)))),
                .. Fields.Problem(typedTime.Length > 0 && read.Time is null, nameof(Time), ActivityTexts.TimeWrong),
                .. Fields.Problem(Plain.IsLonger(place, CommunityActivity.PlaceLimit), nameof(Place),
                    Words.Fill(ActivityTexts.PlaceTooLong, CommunityActivity.PlaceLimit)),
                .. Fields.Problem(!isNumber, nameof(Heads), Words.Fill(ActivityTexts.HeadsWrong, CommunityActivity.MostHeads)),
                .. Fields.Problem(isDay && read.Day > today && heads is not null, nameof(Heads), ActivityTexts.HeadsTooSoon),
            ],
        };
    }

    /// <summary>The activity that was filled in, once there is no problem with it.</summary>
    public CommunityActivity Activity(string id, Person by, DateTimeOffset at) =>
        new() { Id = id, Title = Title, Day = Day!.Value, Time = Time, Place = Place, Heads = HeadsOf(Heads).Heads, By = by, At = at };

    /// <summary>A number of people; empty for not told.</summary>
    public static (int? Heads, bool IsNumber) HeadsOf(string text) =>
        text.Trim().Length == 0 ? (null, true)
        : TypedNumber.ReadWhole(text) is { } number and <= CommunityActivity.MostHeads ? (number, true)
        : (null, false);

    public static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Null for anything that is no day.</summary>
    public static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Null for anything that is no time.</summary>
    private static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, ClockForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
