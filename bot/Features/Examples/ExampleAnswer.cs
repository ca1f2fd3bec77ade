using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>What somebody filled in, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="Problems">Why it cannot be taken as it is; empty when it can.</param>
internal sealed record ExampleAnswer(string Title, string Text, string Link, IReadOnlyList<FieldProblem> Problems)
{
    public static ExampleAnswer Empty { get; } = new("", "", "", []);

    public static ExampleAnswer Read(IReadOnlyDictionary<string, string> inputs)
    {
        var title = Plain.OneLine(inputs.GetValueOrDefault(nameof(Title), ""));
        var text = Plain.OneLine(inputs.GetValueOrDefault(nameof(Text), ""));
        var link = inputs.GetValueOrDefault(nameof(Link), "").Trim();
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        return new(Plain.Shorten(title, 2 * Example.TitleLimit), Plain.Shorten(text, 2 * Example.TextLimit), Plain.Shorten(link, Example.LinkLimit),
        [
            .. Fields.Problem(title.Length == 0, nameof(Title), ExampleTexts.TitleMissing),
            .. Fields.Problem(Plain.IsLonger(title, Example.TitleLimit), nameof(Title), Words.Fill(ExampleTexts.TitleTooLong, Example.TitleLimit)),
            .. Fields.Problem(text.Length == 0, nameof(Text), ExampleTexts.TextMissing),
            .. Fields.Problem(Plain.IsLonger(text, Example.TextLimit), nameof(Text), Words.Fill(ExampleTexts.TextTooLong, Example.TextLimit)),
            .. Fields.Problem(link.Length > 0 && !WebLink.IsFine(link, Example.LinkLimit), nameof(Link), ExampleTexts.LinkWrong),
        ]);
    }
}
