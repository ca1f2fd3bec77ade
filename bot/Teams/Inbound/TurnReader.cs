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
        "invoke" => ReadPress(activity, envelope, PressReader.FromInvoke(activity.Value, ZoneOf(activity))),
        "conversationUpdate" or "installationUpdate" => [.. HappeningReader.Read(activity, envelope)],
        _ => [], // edits and reactions too: an edit must not turn chat into a command after the fact
    };

    private static IReadOnlyList<Incoming> ReadMessage(Activity activity, Envelope envelope)
    {
        var mentions = Mentions.Read(activity, envelope.BotId);
        var said = activity.Text;
        if (PlainText.Read(said, mentions.OwnNames).Length == 0 && activity.Value.ValueKind == System.Text.Json.JsonValueKind.Object)
            return ReadPress(activity, envelope, PressReader.FromMessage(activity.Value, ZoneOf(activity)));
        if (HtmlCopy.Find(activity) is { } html && (string.IsNullOrWhiteSpace(said) || HtmlCopy.HoldsOthersWords(html))) said = HtmlCopy.ToText(html);
        var text = PlainText.Read(said, mentions.OwnNames);
        if (IsFromBot(activity)) return [];
        var turn = Start(activity, envelope) with { Text = text, Mentioned = mentions.People };
        if (IsForUs(activity, mentions, said)) return [new(turn)];
        return MayBeForUs(activity, said, text) is { } command ? [new(turn with { Text = command, IsUnaddressed = true })] : [];
    }

    private static IReadOnlyList<Incoming> ReadPress(Activity activity, Envelope envelope, (Press Press, Cards.SignedAct? Act) press) =>
        IsFromBot(activity) ? [] : [new(Start(activity, envelope) with { Press = press.Press with { MessageId = activity.ReplyToId ?? "" } }, press.Act)];

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
    /// A targeted message needs no mention, and a client that lists no mention at all is believed by a tag with our own name.
    /// </summary>
    private static bool IsForUs(Activity activity, Mentions mentions, string? said) =>
        Places.KindOf(activity) == ConversationKind.Personal
        || activity.Recipient?.IsTargeted == true
        || mentions.IncludeUs
        || (!mentions.Any && PlainText.Names(said, mentions.OwnNames));

    /// <summary>
    /// Where all messages come, Teams was seen to cut the mention away (msteams-docs#14422). What looks like a command is handed on, as the command; whoever
    /// knows the commands decides. Null for everything else.
    /// </summary>
    private static string? MayBeForUs(Activity activity, string? said, string text) =>
        text.StartsWith('/') || text.StartsWith(CommandParser.Prefix, StringComparison.OrdinalIgnoreCase) ? text
        : PlainText.HasEmptyTag(said) || Places.IsOfUnknownKind(activity) ? "/" + text
        : null;

    private static string ZoneOf(Activity activity) => ClientFacts.TimeZone(activity) ?? LocalTime.DefaultZone;
}
