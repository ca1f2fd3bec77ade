using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>What somebody filled in about their contribution, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="Commitment">The lines, empty ones left out; the inputs are numbered from 1.</param>
/// <param name="AskWho">Whom they turn to with questions; null for nobody.</param>
/// <param name="Problems">Why it cannot be taken as it is, in sentences; empty when it can.</param>
internal sealed record ContributionAnswer(IReadOnlyList<string> Commitment, decimal? Hours, DateOnly? Until, Person? AskWho, IReadOnlyList<string> Problems)
{
    /// <summary>Further ahead nobody plans.</summary>
    private const int LatestYears = 5;

    public static DateOnly Latest(DateOnly today) => today.AddYears(LatestYears);

    /// <summary>The id of the input for a line.</summary>
    public static string LineId(int number) => $"{nameof(Commitment)}{number}";

    /// <summary>Reads the inputs of the form.</summary>
    /// <param name="people">Whom one may name: nobody else is taken, whatever the client sends.</param>
    public static ContributionAnswer Read(IReadOnlyDictionary<string, string> inputs, IReadOnlyList<Person> people, DateOnly today)
    {
        var lines = Enumerable.Range(1, Contribution.MostCommitments)
            .Select(number => Plain.OneLine(inputs.GetValueOrDefault(LineId(number), "")))
            .Where(line => line.Length > 0)
            .ToList();
        var hours = ReadHours(inputs.GetValueOrDefault(nameof(Hours), ""));
        var (until, isDay) = ReadDay(inputs.GetValueOrDefault(nameof(Until), ""), today);
        var named = inputs.GetValueOrDefault(nameof(AskWho), "");
        var askWho = people.FirstOrDefault(person => person.Id == named);
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        return new([.. lines.Select(line => Plain.Shorten(line, 2 * Contribution.CommitmentLimit))], hours, until, askWho,
        [
            .. Parts.Optional(lines.Count < Contribution.FewestCommitments ? Words.Fill(ContributionTexts.TooFew, Contribution.FewestCommitments) : null),
            .. Parts.Optional(lines.Any(IsTooLong) ? Words.Fill(ContributionTexts.TooLong, Contribution.CommitmentLimit) : null),
            .. Parts.Optional(hours is null ? Words.Fill(ContributionTexts.HoursWrong, Contribution.MostHours) : null),
            .. isDay ? [] : new[] { ContributionTexts.UntilWrong },
            .. Parts.Optional(askWho is null && named.Length > 0 ? ContributionTexts.AskWhoWrong : null),
        ]);
    }

    private static bool IsTooLong(string line) => Plain.IsLonger(line, Contribution.CommitmentLimit);

    /// <summary>Clients send a number as text, some as the person typed it: with a comma.</summary>
    private static decimal? ReadHours(string text) =>
        decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours)
        && hours is >= 0 and <= Contribution.MostHours && decimal.IsInteger(2 * hours)
            ? hours / 1.0m
            : null;

    private static (DateOnly? Day, bool IsDay) ReadDay(string text, DateOnly today) =>
        text.Length == 0 ? (null, true)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= today
            && day <= Latest(today) ? (day, true)
        : (null, false);
}
