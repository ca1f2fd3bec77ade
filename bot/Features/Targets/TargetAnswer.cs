using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>What somebody filled in about a target, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="Metric">Null where none came that is one.</param>
/// <param name="Baseline">As typed, like <paramref name="Number"/>.</param>
/// <param name="Deadline">Null where none came that is a day.</param>
/// <param name="Owner">An Entra object id, which is only a wish until the community agrees.</param>
/// <param name="Problems">Why it cannot be taken as it is; empty when it can.</param>
internal sealed record TargetAnswer(
    TargetMetric? Metric, string Name, string Baseline, string Number, DateOnly? Deadline, string Owner, string Reason, IReadOnlyList<FieldProblem> Problems)
{
    public static TargetAnswer Empty(Person presser) => new(TargetMetric.Members, "", "0", "", null, presser.Id, "", []);

    public static TargetAnswer Of(Target target, Person presser) => new(target.Metric, target.Name, TypedNumber.Write(target.Baseline),
        TypedNumber.Write(target.Number), target.Deadline, target.Owner?.Id ?? presser.Id, "", []);

    /// <param name="before">The target that is changed; null for a new one.</param>
    public static TargetAnswer Read(IReadOnlyDictionary<string, string> inputs, Community community, Target? before, Person presser, DateOnly today)
    {
        TargetMetric? metric = before?.Metric ?? (Enum.TryParse<TargetMetric>(inputs.GetValueOrDefault(nameof(Metric)), out var chosen)
            && Enum.IsDefined(chosen) ? chosen : null);
        var (name, reason) = (metric == TargetMetric.Own ? Text(nameof(Name)) : "", Text(nameof(Reason)));
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        var read = new TargetAnswer(metric, Plain.Shorten(name, 2 * Target.NameLimit), TypedNumber.Typed(inputs.GetValueOrDefault(nameof(Baseline), "")),
            TypedNumber.Typed(inputs.GetValueOrDefault(nameof(Number), "")), DayOf(inputs.GetValueOrDefault(nameof(Deadline), "")),
            inputs.GetValueOrDefault(nameof(Owner), presser.Id), Plain.Shorten(reason, 2 * Target.ReasonLimit), []);
        return read with
        {
            Problems =
            [
                .. Fields.Problem(metric is null, nameof(Metric), TargetTexts.MetricMissing),
                .. Fields.Problem(Plain.IsLonger(name, Target.NameLimit), nameof(Name), Words.Fill(TargetTexts.NameTooLong, Target.NameLimit)),
                .. read.Plan(community, before, presser).Problems(today, before).Select(problem => SentenceOf(problem, today)),
                .. Fields.Problem(OwnerOf(community, before, presser, read.Owner) is null, nameof(Owner), TargetTexts.OwnerWrong),
                .. Fields.Problem(Plain.IsLonger(reason, Target.ReasonLimit), nameof(Reason), Words.Fill(TargetTexts.ReasonTooLong, Target.ReasonLimit)),
            ],
        };

        string Text(string id) => Plain.OneLine(inputs.GetValueOrDefault(id, ""));
    }

    /// <summary>What was filled in, for the community as it stands.</summary>
    public TargetPlan Plan(Community community, Target? before, Person presser) => new(Metric ?? TargetMetric.Members, Name, NumberOf(Baseline),
        NumberOf(Number), Deadline, OwnerOf(community, before, presser, Owner) ?? presser);

    /// <summary>
    /// Whole numbers with points between the thousands, or a comma before decimals: nothing has three of them, so three signs are thousands.
    /// </summary>
    public static decimal? NumberOf(string text) => TypedNumber.ReadWhole(text) ?? TypedNumber.Read(text);

    /// <summary>Who may look after a target: those who lead by a role, whoever fills in the form, and whoever did already.</summary>
    public static IReadOnlyList<Person> Owners(Community community, Target? before, Person presser) =>
        [.. community.Holders().Append(presser).Concat(before?.Owner is { } owner ? [owner] : []).DistinctBy(person => person.Id)];

    private static Person? OwnerOf(Community community, Target? before, Person presser, string chosen) =>
        Owners(community, before, presser).FirstOrDefault(person => person.Id == chosen);

    private static FieldProblem SentenceOf(TargetProblem problem, DateOnly today) => problem switch
    {
        TargetProblem.NameMissing => new(nameof(Name), TargetTexts.NameMissing),
        TargetProblem.BaselineWrong => new(nameof(Baseline), Words.Fill(TargetTexts.NumberWrong, TargetRow.Written(Target.Most))),
        TargetProblem.BaselineNotWhole => new(nameof(Baseline), TargetTexts.NumberNotWhole),
        TargetProblem.NumberWrong => new(nameof(Number), Words.Fill(TargetTexts.NumberWrong, TargetRow.Written(Target.Most))),
        TargetProblem.NumberNotWhole => new(nameof(Number), TargetTexts.NumberNotWhole),
        TargetProblem.NotMore => new(nameof(Number), TargetTexts.NotMore),
        _ => new(nameof(Deadline), Words.Fill(TargetTexts.DeadlineWrong, Words.Day(today.AddDays(1)), Words.Day(TargetPlan.Latest(today)))),
    };

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>A count that somebody filled in. The names of the properties are the ids of the inputs.</summary>
/// <param name="Which">The id of a target, which is only a wish.</param>
/// <param name="Count">As typed.</param>
/// <param name="Problem">Why it cannot be taken; null when it can.</param>
internal sealed record CountAnswer(string Which, string Count, FieldProblem? Problem)
{
    /// <param name="only">The target that the card's button is about; empty where it is chosen.</param>
    public static CountAnswer Read(IReadOnlyDictionary<string, string> inputs, string only, Community community)
    {
        var which = only.Length > 0 ? only : inputs.GetValueOrDefault(nameof(Which), "");
        var typed = TypedNumber.Typed(inputs.GetValueOrDefault(nameof(Count), ""));
        if (community.Targets.Open.FirstOrDefault(target => target.Id == which) is not { } target)
            return new(which, typed, only.Length > 0 ? null : new(nameof(Which), TargetTexts.CountWhichMissing));
        var sentence = TargetPlan.IsWhole(target.Metric) ? TargetTexts.CountWrong : TargetTexts.CountWrongOwn;
        return new(which, typed, TargetPlan.IsCount(target.Metric, TargetAnswer.NumberOf(typed))
            ? null : new(nameof(Count), Words.Fill(sentence, TargetRow.Written(Target.Most))));
    }
}
