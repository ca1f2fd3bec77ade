using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Help;

/// <summary><c>/community help</c>, and what greetings and thanks get.</summary>
internal sealed class ShowHelp(CommandParser parser) : IHandler
{
    public const string Command = CommandNames.Help;

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        new(new Reply.Card(HelpCard.Render(HelpView.Of(turn.Notice, parser.Commands, turn.Conversation.Kind)), HelpTexts.Summary));
}

/// <summary>Thanks get an answer too, and a next step.</summary>
internal sealed class AnswerThanks : IHandler
{
    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => new(new Reply.Continue(ShowHelp.Command, HelpTexts.Thanks));
}
