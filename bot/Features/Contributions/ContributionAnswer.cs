using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>What somebody filled in about their contribution, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="Commitment">What they do, a line each; lines that say nothing are left out.</param>
/// <param name="Hours">As typed.</param>
/// <param name="AskWho">Whom they turn to with questions; null for nobody.</param>
/// <param name="Problems">Why it cannot be taken as it is; empty when it can.</param>
internal sealed record ContributionAnswer(
    IReadOnlyList<string> Commitment, string Hours, DateOnly? Until, Person? AskWho, IReadOnlyList<FieldProblem> Problems)
{
    /// <summary>Null for what is no number of hours. Halves count.</summary>
    public decimal? HoursNumber => TypedNumber.Read(Hours) is { } hours and <= Contribution.MostHours && decimal.IsInteger(2 * hours) ? hours / 1.0m : null;

    /// <summary>So many lines stand in a form that comes back.</summary>
    private const int MostShown = 2 * Contribution.MostCommitments;

    /// <summary>Further ahead nobody plans.</summary>
    private const int LatestYears = 5;

    public static DateOnly Latest(DateOnly today) => today.AddYears(LatestYears);

    /// <summary>The id of the input for one line, on a form of a version that had five.</summary>
    private static string LineId(int number) => $"{nameof(Commitment)}{number}";

    /// <summary>Reads the inputs of the form.</summary>
    /// <param name="people">Whom one may name: nobody else is taken, whatever the client sends.</param>
    public static ContributionAnswer Read(IReadOnlyDictionary<string, string> inputs, IReadOnlyList<Person> people, DateOnly today)
    {
        var lines = LinesOf(inputs);
        var until = inputs.GetValueOrDefault(nameof(Until), "");
        var named = inputs.GetValueOrDefault(nameof(AskWho), "");
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        var read = new ContributionAnswer([.. lines.Take(MostShown).Select(line => Plain.Shorten(line, 2 * Contribution.CommitmentLimit))],
            TypedNumber.Typed(inputs.GetValueOrDefault(nameof(Hours), "")), DayOf(until), people.FirstOrDefault(person => person.Id == named), []);
        return read with
        {
            Problems =
            [
                .. Fields.Problem(lines.Count < Contribution.FewestCommitments, nameof(Commitment),
                    Words.Fill(ContributionTexts.TooFew, Contribution.FewestCommitments)),
                .. Fields.Problem(lines.Count > Contribution.MostCommitments, nameof(Commitment),
                    Words.Fill(ContributionTexts.TooMany, Contribution.MostCommitments)),
                .. lines.Take(MostShown).Index().Where(line => IsTooLong(line.Item)).Select(line =>
                    new FieldProblem(nameof(Commitment), Words.Fill(ContributionTexts.TooLong, line.Index + 1, Contribution.CommitmentLimit))),
                .. Fields.Problem(read.HoursNumber is null, nameof(Hours), Words.Fill(ContributionTexts.HoursWrong, Contribution.MostHours)),
                .. Fields.Problem(until.Length > 0 && (read.Until is null || read.Until < today || read.Until > Latest(today)), nameof(Until),
                    ContributionTexts.UntilWrong),
                .. Fields.Problem(read.AskWho is null && named.Length > 0, nameof(AskWho), ContributionTexts.AskWhoWrong),
            ],
        };
    }

    /// <summary>Each on a line of its own; many put a dash or a dot before it, which the card puts there itself.</summary>
    private static IReadOnlyList<string> LinesOf(IReadOnlyDictionary<string, string> inputs)
    {
        var typed = inputs.TryGetValue(nameof(Commitment), out var all)
            ? all.Split('\n', '\r')
            : Enumerable.Range(1, Contribution.MostCommitments).Select(number => inputs.GetValueOrDefault(LineId(number), ""));
        return [.. typed.Select(line => Plain.OneLine(Plain.OneLine(line).TrimStart('•', '-', '–', '*'))).Where(line => line.Length > 0)];
    }

    private static bool IsTooLong(string line) => Plain.IsLonger(line, Contribution.CommitmentLimit);

    /// <summary>Null for what is no day.</summary>
    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
