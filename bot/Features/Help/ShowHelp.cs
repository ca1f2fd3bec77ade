using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Help;

/// <summary>
/// <c>/community help</c>, and what greetings get. With a word after it: that heading, or the one under which the command of that name stands.
/// </summary>
internal sealed class ShowHelp(CommandParser parser, CommunityStore communities, AdministratorStore administrators) : IHandler
{
    public const string Command = CommandNames.Help;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var view = HelpView.Of(turn.Notice, parser.Commands, turn.Conversation.Kind, await LeadsAsync(turn, ct));
        return TopicOf(turn.Argument) is { } wanted && view.Topics.FirstOrDefault(topic => topic.Topic == wanted) is { } topic
            ? new Reply.Card(HelpCard.Render(topic), HelpTexts.Summary)
            : new Reply.Card(HelpCard.Render(view), HelpTexts.Summary);
    }

    private HelpTopic? TopicOf(string word) =>
        word.Length == 0 ? null : HelpCard.TopicOf(word) ?? parser.Commands.FirstOrDefault(route => route.Help is not null
            && (word.Equals(route.Trigger, StringComparison.OrdinalIgnoreCase) || word.Equals(route.Dutch, StringComparison.OrdinalIgnoreCase)))?.Topic;

    /// <summary>
    /// Only what helps to choose what to show: what somebody may do is asked when they do it. In an own chat nobody knows yet which community it will be.
    /// </summary>
    private async ValueTask<bool> LeadsAsync(Turn turn, CancellationToken ct) =>
        turn.Conversation.Kind != ConversationKind.Channel
        || (await communities.FindReadableAsync(turn.TenantId, turn.Conversation.Id, ct))?.Community.IsLedBy(turn.From.Id) == true
        || await administrators.IsAsync(turn.TenantId, turn.From.Id, ct);
}

/// <summary>Thanks get an answer too, and a next step.</summary>
internal sealed class AnswerThanks : IHandler
{
    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => new(new Reply.Continue(ShowHelp.Command, HelpTexts.Thanks));
}
