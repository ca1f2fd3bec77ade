using System.Text;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Teams.Inbound;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

/// <summary>Activities as Teams sends them, to be changed by a test before they are read.</summary>
internal static class SampleActivity
{
    public const string Bot = "28:0b070000-0000-4000-8000-000000000001";
    public const string Tenant = "7e4a0000-0000-4000-8000-000000000001";
    public const string Channel = "19:channel@thread.tacv2";
    public const string Team = "19:team@thread.tacv2";
    public const string Anna = "a44a0000-0000-4000-8000-000000000001";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static JsonObject InChannel(string type) => Parse($$"""
        {
          "type": "{{type}}", "id": "1772442000000", "timestamp": "2026-03-02T08:59:59.5Z", "channelId": "msteams",
          "serviceUrl": "https://smba.trafficmanager.net/emea/",
          "from": { "id": "29:anna", "name": "Anna Voorbeeld", "aadObjectId": "{{Anna}}" },
          "recipient": { "id": "{{Bot}}", "name": "Community" },
          "conversation": { "id": "{{Channel}};messageid=1772442000000", "conversationType": "channel", "isGroup": true, "tenantId": "{{Tenant}}" },
          "channelData": { "tenant": { "id": "{{Tenant}}" }, "team": { "id": "{{Team}}" }, "channel": { "id": "{{Channel}}" } }
        }
        """);

    public static JsonObject Message(string text) => InChannel("message").With("text", text).With("entities", new JsonArray(MentionOfBot()));

    public static JsonObject MentionOfBot(string text = "<at>Community</at>") => Mention(Bot, "Community", text);

    public static JsonObject Mention(string id, string name, string text) =>
        new() { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name }, ["text"] = text };

    /// <summary>An event as it comes from the team's own conversation.</summary>
    public static JsonObject Event(string? eventType)
    {
        var activity = InChannel("conversationUpdate");
        activity["conversation"]!["id"] = Team;
        activity["channelData"]!["eventType"] = eventType;
        return activity;
    }

    public static JsonObject Execute(string data) => InChannel("invoke").With("name", "adaptiveCard/action").With("value", JsonNode.Parse(
        $$"""{ "action": { "type": "Action.Execute", "verb": "community.register", "data": {{data}} }, "trigger": "manual" }"""));

    public static JsonObject With(this JsonObject activity, string name, JsonNode? value)
    {
        activity[name] = value;
        return activity;
    }

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public static byte[] Utf8(this JsonObject activity) => Encoding.UTF8.GetBytes(activity.ToJsonString());

    /// <summary>Through the whole reader: bytes → activity → turns.</summary>
    public static IReadOnlyList<Incoming> Read(this JsonObject activity) =>
        TurnReader.Read(
            ActivityReader.Read(activity.Utf8()) ?? throw new InvalidOperationException("The reader refused the activity."),
            new Envelope(Tenant, new Uri("https://smba.trafficmanager.net/emea/"), Bot, Now));
}
