namespace TeamsCommunityBot.Cards;

/// <summary>What is wrong with what somebody filled in, in a sentence that stands at the field it is about.</summary>
/// <param name="Field">The id of the input.</param>
public sealed record FieldProblem(string Field, string Sentence);

/// <summary>Forms that come back with what was typed: the client checks little, and not every client checks.</summary>
public static class Fields
{
    /// <summary>
    /// The body with each problem right below its field. Where there is one, the card opens with a sentence that sends people there; what belongs to no field
    /// of this card stands beside that sentence.
    /// </summary>
    /// <param name="look">Says that nothing was stored yet, and that ⚠ marks what to look at.</param>
    public static IReadOnlyList<CardElement> WithProblems(IReadOnlyList<FieldProblem> problems, string look, params IReadOnlyList<CardElement> body)
    {
        if (problems.Count == 0) return body;
        var fields = body.OfType<CardInput>().Select(input => input.Id).ToHashSet();
        var elsewhere = problems.Where(problem => !fields.Contains(problem.Field)).Select(problem => problem.Sentence);
        return
        [
            Parts.Notice(NoticeKind.Attention, string.Join(' ', [look, .. elsewhere])),
            .. body.SelectMany(element => element is CardInput input ? [element, .. At(input.Id!, problems)] : new[] { element }),
        ];
    }

    /// <summary>A problem if there is one, to be spread into a list.</summary>
    public static FieldProblem[] Problem(bool isSo, string field, string sentence) => isSo ? [new(field, sentence)] : [];

    private static IEnumerable<CardElement> At(string field, IReadOnlyList<FieldProblem> problems) => problems
        .Where(problem => problem.Field == field)
        .Select(problem => new TextBlock($"⚠ {problem.Sentence}") { Color = TextColor.Attention, Spacing = Spacing.None });
}
