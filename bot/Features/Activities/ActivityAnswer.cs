using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>What somebody filled in about an activity, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="Day">Null where none came that can be taken.</param>
/// <param name="Heads">How many came; null for not told.</param>
/// <param name="Problems">Why it cannot be taken as it is, in sentences; empty when it can.</param>
internal sealed record ActivityAnswer(string Title, DateOnly? Day, int? Heads, IReadOnlyList<string> Problems)
{
    public static DateOnly Earliest(DateOnly today) => today.AddYears(-CommunityActivity.YearsAround);

    public static DateOnly Latest(DateOnly today) => today.AddYears(CommunityActivity.YearsAround);

    public static ActivityAnswer Of(CommunityActivity activity) => new(activity.Title, activity.Day, activity.Heads, []);

    /// <summary>An empty form, for today.</summary>
    /// <param name="title">What was typed after the command; may be empty.</param>
    public static ActivityAnswer Empty(DateOnly today, string title = "") => new(Plain.Shorten(title, CommunityActivity.TitleLimit), today, null, []);

    public static ActivityAnswer Read(IReadOnlyDictionary<string, string> inputs, DateOnly today)
    {
        var title = Plain.OneLine(inputs.GetValueOrDefault(nameof(Title), ""));
        var day = DayOf(inputs.GetValueOrDefault(nameof(Day), ""));
        var isDay = day >= Earliest(today) && day <= Latest(today);
        var (heads, isNumber) = HeadsOf(inputs.GetValueOrDefault(nameof(Heads), ""));
        const int Limit = CommunityActivity.TitleLimit;
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        return new(Plain.Shorten(title, 2 * Limit), isDay ? day : null, heads,
        [
            .. Parts.Optional(title.Length == 0 ? ActivityTexts.TitleMissing : null),
            .. Parts.Optional(Plain.IsLonger(title, Limit) ? Words.Fill(ActivityTexts.TitleTooLong, Limit) : null),
            .. isDay ? [] : new[] { Words.Fill(ActivityTexts.DayWrong, Words.Day(Earliest(today)), Words.Day(Latest(today))) },
            .. isNumber ? [] : new[] { Words.Fill(ActivityTexts.HeadsWrong, CommunityActivity.MostHeads) },
            .. Parts.Optional(isDay && day > today && heads is not null ? ActivityTexts.HeadsTooSoon : null),
        ]);
    }

    /// <summary>A number of people; empty for not told. Clients send a number as text, some as <c>12.0</c>, some as the person typed it.</summary>
    public static (int? Heads, bool IsNumber) HeadsOf(string text) =>
        text.Trim().Length == 0 ? (null, true)
        : decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && decimal.IsInteger(number) && number is >= 0 and <= CommunityActivity.MostHeads ? ((int)number, true)
        : (null, false);

    /// <summary>Null for anything that is no day.</summary>
    public static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
