using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Local;

/// <summary>
/// The chats of the five who do not sit at the screen. The Playground takes what the bot says there (201), shows it to nobody and lets nobody answer
/// it. So it is shown in the chat that is seen, under a line that says whose it is, and a press on it counts as that person's, in that person's chat:
/// the bot itself sees exactly what it would see in Teams.
/// </summary>
internal sealed class OthersChats(PlaygroundPeople people)
{
    private readonly ConcurrentDictionary<string, PlaygroundPerson> _chats = [];
    private readonly ConcurrentDictionary<string, (string Chat, string Language)> _messages = [];

    public string ShownIn => people.OwnChat;

    /// <summary>Keeps whose chat was opened, should it be another's.</summary>
    public void Opened(string chat, string address)
    {
        if (people.Others.TryGetValue(address, out var person)) _chats[chat] = person;
    }

    public bool IsOthers(string chat) => _chats.ContainsKey(chat);

    /// <summary>Keeps in whose chat a message belongs that is shown elsewhere, and in which language it speaks to them.</summary>
    public void Shown(string messageId, string chat, string language) => _messages[messageId] = (chat, language);

    /// <summary>A message to somebody else, marked as theirs.</summary>
    /// <returns>The language of it.</returns>
    public string Mark(string chat, JsonObject message)
    {
        if (message["attachments"] as JsonArray is not [{ } attachment, ..] || attachment["content"] is not JsonObject card) return Language.English;
        MarkCard(_chats[chat], card);
        return Language.From(Text(card["lang"]));
    }

    /// <summary>The card that takes the place of one of somebody else, marked as theirs too.</summary>
    public void MarkAnswer(string chat, JsonObject answer)
    {
        if (answer["value"] is JsonObject card && card["body"] is not null) MarkCard(_chats[chat], card);
    }

    /// <summary>Makes a press on somebody else's message that person's own.</summary>
    /// <returns>In whose chat it now is; null when the message is the presser's own and nothing was changed.</returns>
    public string? TakeOver(JsonObject press)
    {
        if (Text(press["type"]) != "invoke" || Text(press["replyToId"]) is not { } id || !_messages.TryGetValue(id, out var shown)) return null;
        var person = _chats[shown.Chat];
        press["from"] = new JsonObject { ["id"] = person.Address, ["aadObjectId"] = person.Id, ["name"] = person.Name };
        press["conversation"]!["id"] = shown.Chat;
        // The Playground itself speaks American English, whoever sits at it.
        press["locale"] = shown.Language;
        return shown.Chat;
    }

    /// <summary>A string, and nothing for any other kind of value.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void MarkCard(PlaygroundPerson person, JsonObject card)
    {
        using var language = Language.Use(Language.From(Text(card["lang"])));
        card["body"]!.AsArray().Insert(0, new JsonObject
        {
            ["type"] = "TextBlock",
            ["text"] = Words.Fill(LocalTexts.SomebodyElses, person.Name),
            ["isSubtle"] = true,
            ["size"] = "Small",
            ["wrap"] = true,
        });
    }
}
