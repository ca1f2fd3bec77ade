using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary>What somebody filled in, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="StartDate">Null where none came that is a day: another one in its place would pass for the one that was meant.</param>
/// <param name="StaffCap">Up to how many colleagues it works by itself, as it was typed; empty where that was not asked.</param>
/// <param name="Problems">Why it cannot be taken as it is; empty when it can.</param>
internal sealed record RegistrationAnswer(
    string Name, string Theme, DateOnly? StartDate, string Language, string StaffCap, IReadOnlyList<FieldProblem> Problems)
{
    /// <summary>Null where that was not asked, or not answered sensibly.</summary>
    public int? StaffCapNumber => TypedNumber.ReadWhole(StaffCap) is { } number and >= Community.LeastStaffCap and <= Community.MostStaffCap ? number : null;

    /// <summary>Communities older than this are not plausible, and neither is one that starts in more than two years.</summary>
    public static readonly DateOnly EarliestStart = new(1980, 1, 1);
    private const int LatestStartYears = 2;

    public static DateOnly LatestStart(DateOnly today) => today.AddYears(LatestStartYears);

    /// <summary>Reads the inputs of the form. What is wrong keeps its place in the form as far as possible.</summary>
    public static RegistrationAnswer Read(IReadOnlyDictionary<string, string> inputs, DateOnly today)
    {
        var name = Plain.OneLine(inputs.GetValueOrDefault(nameof(Name), ""));
        var theme = Plain.OneLine(inputs.GetValueOrDefault(nameof(Theme), ""));
        var language = inputs.GetValueOrDefault(nameof(Language), "");
        DateOnly? start = DateOnly.TryParseExact(inputs.GetValueOrDefault(nameof(StartDate)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day) ? day : null;
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        var read = new RegistrationAnswer(Plain.Shorten(name, 2 * Community.NameLimit), Plain.Shorten(theme, 2 * Community.ThemeLimit), start, language,
            TypedNumber.Typed(inputs.GetValueOrDefault(nameof(StaffCap), "")), []);
        return read with
        {
            Problems =
            [
                .. Fields.Problem(name.Length == 0, nameof(Name), RegistrationTexts.NameMissing),
                .. Fields.Problem(Plain.IsLonger(name, Community.NameLimit), nameof(Name), Words.Fill(RegistrationTexts.NameTooLong, Community.NameLimit)),
                .. Fields.Problem(Plain.IsLonger(theme, Community.ThemeLimit), nameof(Theme), Words.Fill(RegistrationTexts.ThemeTooLong, Community.ThemeLimit)),
                .. Fields.Problem(start is null || start < EarliestStart || start > LatestStart(today), nameof(StartDate),
                    Words.Fill(RegistrationTexts.StartDateWrong, Words.Day(EarliestStart), Words.Day(LatestStart(today)))),
                .. Fields.Problem(!Turns.Language.All.Contains(language), nameof(Language), RegistrationTexts.LanguageWrong),
                .. Fields.Problem(read.StaffCap.Length > 0 && read.StaffCapNumber is null, nameof(StaffCap),
                    Words.Fill(RegistrationTexts.StaffCapWrong, Community.LeastStaffCap, Community.MostStaffCap)),
            ],
        };
    }
}
