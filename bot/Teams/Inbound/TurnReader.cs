using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Inbound.Wire;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Activity → turns: pure, and total over everything that the reader lets through. No turn means that there is nothing for us in it.</summary>
internal static class TurnReader
{
    public static IReadOnlyList<Incoming> Read(Activity activity, Envelope envelope) => activity.Type switch
    {
        "message" => ReadMessage(activity, envelope),
        "invoke" => ReadPress(activity, envelope, PressReader.FromInvoke(activity.Value)),
        "conversationUpdate" or "installationUpdate" => [.. HappeningReader.Read(activity, envelope)],
        _ => [], // edits and reactions too: an edit must not turn chat into a command after the fact
    };

    private static IReadOnlyList<Incoming> ReadMessage(Activity activity, Envelope envelope)
    {
        var mentions = Mentions.Read(activity, envelope.BotId);
        var text = PlainText.Read(activity.Text, mentions.OwnNames);
        if (text.Length == 0 && activity.Value.ValueKind == System.Text.Json.JsonValueKind.Object)
            return ReadPress(activity, envelope, PressReader.FromMessage(activity.Value));
        if (IsFromBot(activity) || !IsForUs(activity, mentions, text)) return [];
        return [new(Start(activity, envelope) with { Text = text, Mentioned = mentions.People })];
    }

    private static IReadOnlyList<Incoming> ReadPress(Activity activity, Envelope envelope, (Press Press, Cards.SignedAct? Act) press) =>
        IsFromBot(activity) ? [] : [new(Start(activity, envelope) with { Press = press.Press }, press.Act)];

    /// <summary>What every turn has. The conversation is the activity's own; an event may be about another (<see cref="HappeningReader"/>).</summary>
    public static Turn Start(Activity activity, Envelope envelope)
    {
        var conversation = activity.Conversation!;
        return new()
        {
            ActivityId = ActivityKey.Of(activity),
            TenantId = envelope.TenantId,
            From = People.Read(activity.From),
            Conversation = Places.Read(activity),
            Address = new Address(envelope.ServiceUrl, conversation.Id, envelope.BotId),
            At = envelope.At,
            Locale = ClientFacts.Locale(activity),
            TimeZone = ClientFacts.TimeZone(activity),
            IsPrivate = activity.Recipient?.IsTargeted == true && Places.KindOf(activity) != ConversationKind.Personal,
        };
    }

    /// <summary>Bots do not talk to each other: that would never end.</summary>
    private static bool IsFromBot(Activity activity) => activity.From?.Id.StartsWith("28:", StringComparison.Ordinal) == true;

    /// <summary>
    /// In a channel or group chat only what is said to us. With the consent to read all messages Teams sends the rest as well; it is not ours to answer.
    /// A targeted message and a slash command need no mention, and a client that lists no mention at all is believed by the tag.
    /// </summary>
    private static bool IsForUs(Activity activity, Mentions mentions, string text) =>
        Places.KindOf(activity) == ConversationKind.Personal
        || activity.Recipient?.IsTargeted == true
        || mentions.IncludeUs
        || text.StartsWith('/')
        || (!mentions.Any && activity.Text?.Contains("<at", StringComparison.OrdinalIgnoreCase) == true);
}
