using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>One sentence, with the buttons that lead on from it: where a text alone would leave people to find the way themselves.</summary>
internal static class SentenceCard
{
    /// <param name="sentence">May hold what people typed.</param>
    public static Reply.Card Answer(string sentence, params IReadOnlyList<CardAction> actions) =>
        new(Render(NoticeKind.Info, sentence, actions), Plain.OneLine(sentence));

    /// <inheritdoc cref="Answer"/>
    public static AdaptiveCard Render(NoticeKind kind, string sentence, params IReadOnlyList<CardAction> actions) => new()
    {
        Lang = Language.Current,
        FallbackText = Plain.OneLine(sentence),
        Body = [Parts.Notice(kind, Plain.Text(sentence))],
        Actions = actions,
    };
}
