using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary>What somebody filled in, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="StartDate">Null where none came that can be taken: another day in its place would pass for the one that was meant.</param>
/// <param name="Problems">Why it cannot be taken as it is, in sentences; empty when it can.</param>
internal sealed record RegistrationAnswer(string Name, string Theme, DateOnly? StartDate, string Language, IReadOnlyList<string> Problems)
{
    /// <summary>Up to how many colleagues it works by itself; null where that was not asked, or not answered sensibly.</summary>
    public int? StaffCap { get; init; }

    /// <summary>Communities older than this are not plausible, and neither is one that starts in more than two years.</summary>
    public static readonly DateOnly EarliestStart = new(1980, 1, 1);
    private const int LatestStartYears = 2;

    public static DateOnly LatestStart(DateOnly today) => today.AddYears(LatestStartYears);

    /// <summary>Reads the inputs of the form. What is wrong keeps its place in the form as far as possible.</summary>
    public static RegistrationAnswer Read(IReadOnlyDictionary<string, string> inputs, DateOnly today)
    {
        var name = Plain.OneLine(inputs.GetValueOrDefault(nameof(Name), ""));
        var theme = Plain.OneLine(inputs.GetValueOrDefault(nameof(Theme), ""));
        var cap = inputs.GetValueOrDefault(nameof(StaffCap), "");
        int? staffCap = int.TryParse(cap, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= Community.LeastStaffCap and <= Community.MostStaffCap ? number : null;
        var language = inputs.GetValueOrDefault(nameof(Language), "");
        var hasDate = DateOnly.TryParseExact(inputs.GetValueOrDefault(nameof(StartDate)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var start)
            && start >= EarliestStart && start <= LatestStart(today);
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        return new(Plain.Shorten(name, 2 * Community.NameLimit), Plain.Shorten(theme, 2 * Community.ThemeLimit), hasDate ? start : null, language,
        [
            .. Parts.Optional(name.Length == 0 ? RegistrationTexts.NameMissing : null),
            .. Parts.Optional(Plain.IsLonger(name, Community.NameLimit) ? Words.Fill(RegistrationTexts.NameTooLong, Community.NameLimit) : null),
            .. Parts.Optional(Plain.IsLonger(theme, Community.ThemeLimit) ? Words.Fill(RegistrationTexts.ThemeTooLong, Community.ThemeLimit) : null),
            .. hasDate ? [] : new[] { Words.Fill(RegistrationTexts.StartDateWrong, Words.Day(EarliestStart), Words.Day(LatestStart(today))) },
            .. Turns.Language.All.Contains(language) ? [] : new[] { RegistrationTexts.LanguageWrong },
            .. Parts.Optional(cap.Length > 0 && staffCap is null
                ? Words.Fill(RegistrationTexts.StaffCapWrong, Community.LeastStaffCap, Community.MostStaffCap) : null),
        ])
        {
            StaffCap = staffCap,
        };
    }
}
