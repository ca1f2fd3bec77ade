using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Help;

/// <summary><c>/community help</c>, and what greetings and thanks get.</summary>
public sealed class ShowHelp : IHandler
{
    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        new(new Reply.Card(HelpCard.Render(new(turn.Notice, turn.Conversation.Kind == ConversationKind.Channel)), HelpTexts.Summary));
}

/// <summary>Thanks get an answer too, and a next step.</summary>
public sealed class AnswerThanks : IHandler
{
    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => new(new Reply.Continue("help", HelpTexts.Thanks));
}
