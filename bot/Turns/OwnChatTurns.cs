using TeamsCommunityBot.Cards;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// What is said or pressed in somebody's own chat and belongs to a channel: done there where it is plain which one it is, and asked where it is not.
/// Each button of the answer carries the channel, signed, so that the next press needs no question.
/// </summary>
internal static class OwnChatTurns
{
    /// <summary>The data of a button in an own chat: the channel that it is about.</summary>
    public const string At = "at";

    /// <summary>More than these in one row wrap badly on a phone.</summary>
    private const int InOneRow = 2;

    /// <returns>The turn where it is to be done; or what to ask first.</returns>
    /// <exception cref="UserErrorException">The channel is not the person's.</exception>
    public static async ValueTask<(Turn Turn, Reply? Question)> PlaceAsync(IPlaces places, Turn turn, Route route, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Personal) return (turn, null);
        if (turn.Press?.Data.GetValueOrDefault(At) is { } channelId) return (await places.InAsync(turn, channelId, ct), null);
        if (!route.FromOwnChat) return (turn, null);
        return await places.OfAsync(turn, ct) switch
        {
            [] => (turn, null),
            [var only] => (await places.InAsync(turn, only.ChannelId, ct), null),
            var several => (turn, Ask(several, $"{route.Trigger} {turn.Argument}".TrimEnd())),
        };
    }

    /// <summary>The same button, which knows where it belongs.</summary>
    public static ActionExecute About(ActionExecute button, string channelId) => new Marker(channelId).Button(button);

    /// <summary>The same answer, with buttons that know where they belong.</summary>
    public static Reply Mark(Reply reply, Turn turn) => turn.ActingFrom is null ? reply : reply switch
    {
        Reply.Card card => card with { Body = new Marker(turn.Conversation.Id).Card(card.Body) },
        Reply.Replace card => card with { Body = new Marker(turn.Conversation.Id).Card(card.Body) },
        _ => reply,
    };

    private static Reply.Card Ask(IReadOnlyList<PlaceOfCommunity> several, string command) => new(
        new()
        {
            Lang = Language.Current,
            FallbackText = TurnTexts.WhichCommunity,
            Body =
            [
                Parts.Heading(TurnTexts.WhichCommunity),
                .. several.Chunk(InOneRow).Select(some => new ActionSet(
                    [.. some.Select(place => new Marker(place.ChannelId).Button(Parts.CommandButton(Plain.Shorten(Plain.OneLine(place.Name), 40), command)))])),
            ],
        },
        TurnTexts.WhichCommunity);

    private sealed class Marker(string channelId) : CardRewriter
    {
        public ActionExecute Button(ActionExecute execute) =>
            execute with { Data = new Dictionary<string, string>(execute.Data) { [At] = channelId } };

        protected override CardAction? Action(CardAction action) => action is ActionExecute execute ? Button(execute) : Within(action);
    }
}
