using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Help;

/// <summary>
/// Unknown input: one line and three likely buttons, nowhere more. The turn's argument is what was heard; where nothing was, the list is shown.
/// </summary>
internal sealed class OfferHelp(CommandParser parser) : IHandler
{
    /// <summary>What was heard is shown back no longer than this.</summary>
    private const int ShownCharacters = 40;

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var heard = Plain.Shorten(Plain.OneLine(turn.Argument), ShownCharacters);
        if (heard.Length == 0) return new(new Reply.Continue(ShowHelp.Command));
        var nearest = parser.Nearest(turn.Argument, Language.Current);
        var sentence = nearest is null ? Words.Fill(HelpTexts.Unknown, heard) : Words.Fill(HelpTexts.DidYouMean, heard, nearest);
        return new(new Reply.Card(OfferCard.Render(new(sentence, nearest)), sentence));
    }
}

/// <param name="Sentence">May hold what a person typed.</param>
/// <param name="Nearest">The command that was probably meant, as the person's language has it.</param>
internal sealed record OfferView(string Sentence, string? Nearest);

/// <summary>What to press when a sentence was not understood.</summary>
internal static class OfferCard
{
    private const int MostButtons = 3;

    public static AdaptiveCard Render(OfferView view) => new()
    {
        Lang = Language.Current,
        FallbackText = view.Sentence,
        Body = [Parts.Notice(NoticeKind.Info, Plain.Text(view.Sentence))],
        Actions =
        [
            .. Parts.Optional(view.Nearest is { } nearest ? Parts.CommandButton(Words.Fill(HelpTexts.Run, nearest),
                nearest) with { Style = ActionStyle.Positive } : null),
            .. Likely().Where(button => button.Command != view.Nearest).Take(view.Nearest is null ? MostButtons : MostButtons - 1)
                .Select(button => Parts.CommandButton(button.Title, button.Command)),
        ],
    };

    private static IEnumerable<(string Title, string Command)> Likely() =>
        [(HelpTexts.ShowStatus, CommandNames.Status), (HelpTexts.ShowMine, CommandNames.Me), (HelpTexts.ShowAll, ShowHelp.Command)];
}
