using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Help;

/// <summary><c>/community help</c>, and what greetings and thanks get.</summary>
public sealed class ShowHelp : IHandler
{
    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        new(new Reply.Card(HelpCard.Render(new(turn.Notice, null, turn.Conversation.Kind == ConversationKind.Channel)), HelpTexts.Summary));
}

/// <summary>Thanks get an answer too, and a next step.</summary>
public sealed class AnswerThanks : IHandler
{
    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => new(new Reply.Continue("help", HelpTexts.Thanks));
}

/// <summary>Unknown input: the nearest command as a button, and the list. The turn's argument is what was heard.</summary>
public sealed class OfferHelp(CommandParser parser) : IHandler
{
    /// <summary>What was heard is shown back no longer than this.</summary>
    private const int ShownCharacters = 40;

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var heard = Plain.Shorten(Plain.OneLine(turn.Argument), ShownCharacters);
        var nearest = parser.Nearest(turn.Argument, Language.Current);
        var notice = (heard, nearest) switch
        {
            ("", _) => null,
            (_, null) => Words.Fill(HelpTexts.Unknown, heard),
            _ => Words.Fill(HelpTexts.DidYouMean, heard, nearest),
        };
        return new(new Reply.Card(HelpCard.Render(new(notice, nearest, turn.Conversation.Kind == ConversationKind.Channel)), notice ?? HelpTexts.Summary));
    }
}
