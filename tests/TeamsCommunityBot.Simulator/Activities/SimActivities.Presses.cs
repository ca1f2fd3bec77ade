using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>Buttons on cards: what was signed into the card comes back, with what the person filled in.</summary>
public sealed partial class SimActivities
{
    /// <summary>Presses a button of a posted card.</summary>
    /// <param name="button">Its title, or the verb of its action; for a fallback the verb of the action it stands in for.</param>
    /// <param name="inputs">By input id, on top of the values that the card shows. Everything goes over as text.</param>
    /// <param name="oldClient">Presses the <c>Action.Submit</c> fallback, as a client does that does not know <c>Action.Execute</c>.</param>
    /// <exception cref="ArgumentException">The card has no such button, or it opens a page.</exception>
    public JsonObject Press(SimPost post, SimPerson from, string button, IReadOnlyDictionary<string, string>? inputs = null, bool oldClient = false,
        string locale = "nl-NL") =>
        Press(post.Card ?? throw new ArgumentException("The post has no card", nameof(post)), post.Conversation, ThreadOf(post), post.Id, from, button, inputs,
            oldClient, locale);

    /// <summary>Whether a card has a button, by its title or its verb.</summary>
    public static bool HasButton(JsonObject card, string button) => SimCard.Find(card, button) is not null;

    /// <summary>Presses a button of any card, as if it stood in that activity: also a card that replaced another, was copied or was made up.</summary>
    /// <param name="thread">The first message of the channel thread; null outside channels.</param>
    public JsonObject Press(
        JsonObject card,
        SimConversation where,
        string? thread,
        string replyToId,
        SimPerson from,
        string button,
        IReadOnlyDictionary<string, string>? inputs = null,
        bool oldClient = false,
        string locale = "nl-NL")
    {
        var action = SimCard.Find(card, button) ?? throw new ArgumentException($"No button '{button}' on the card", nameof(button));
        if (oldClient)
            action = action["fallback"] as JsonObject ?? action;
        var data = SimCard.DataOf(card, action, inputs);
        return action["type"]?.ToString() switch
        {
            "Action.Execute" => Execute(action, data, where, thread, replyToId, from, locale),
            "Action.Submit" => Submit(data, where, thread, replyToId, from, locale),
            var other => throw new ArgumentException($"'{button}' is an {other}: nothing reaches the bot", nameof(button)),
        };
    }

    /// <summary>The refresh of a card, which clients ask for by themselves.</summary>
    public JsonObject Refresh(SimPost post, SimPerson from, string locale = "nl-NL")
    {
        var action = post.Card?["refresh"]?["action"]?.AsObject() ?? throw new ArgumentException("The card has no refresh", nameof(post));
        var invoke = Execute(action, action["data"]?.DeepClone().AsObject() ?? [], post.Conversation, ThreadOf(post), post.Id, from, locale);
        invoke["value"]!["trigger"] = "automatic";
        return invoke;
    }

    /// <summary>An invoke of any name.</summary>
    /// <param name="name">Null leaves it out, as the buttons of hero cards do.</param>
    public JsonObject Invoke(SimConversation where, SimPerson from, string? name, JsonNode? value, string? thread = null, string? replyToId = null,
        string locale = "nl-NL")
    {
        var activity = Envelope("invoke", EventId(), where, from, thread);
        if (name is not null)
            activity["name"] = name;
        if (replyToId is not null)
            activity["replyToId"] = replyToId;
        activity["value"] = value;
        activity["locale"] = locale;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        activity["entities"] = new JsonArray(ClientInfo(from, locale));
        AddLocalTime(activity, from);
        return activity;
    }

    private JsonObject Execute(JsonObject action, JsonObject data, SimConversation where, string? thread, string replyToId, SimPerson from, string locale)
    {
        var sent = new JsonObject { ["type"] = "Action.Execute" };
        foreach (var name in new[] { "id", "title", "verb" })
            if (action[name] is { } value)
                sent[name] = value.DeepClone();
        sent["data"] = data;
        return Invoke(where, from, "adaptiveCard/action", new JsonObject { ["action"] = sent, ["trigger"] = "manual" }, thread, replyToId, locale);
    }

    private JsonObject Submit(JsonObject data, SimConversation where, string? thread, string replyToId, SimPerson from, string locale)
    {
        var activity = Envelope("message", _nextId(), where, from, thread);
        activity["replyToId"] = replyToId;
        activity["value"] = data;
        activity["locale"] = locale;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        activity["channelData"]!["legacy"] = new JsonObject { ["replyToId"] = replyToId };
        activity["entities"] = new JsonArray(ClientInfo(from, locale));
        AddLocalTime(activity, from);
        return activity;
    }
}
