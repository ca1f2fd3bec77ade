using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The rules that every card keeps, read from its JSON, as a client has nothing else.</summary>
internal static class CardRules
{
    private const int MostActions = 6;
    private const int MostData = 2048;
    private static readonly CommandParser Commands = new(Routes.Commands);

    /// <summary>What a card does wrong, in words; empty when nothing.</summary>
    public static IReadOnlyList<string> Broken(AdaptiveCard card)
    {
        var json = JsonSerializer.SerializeToNode(card, CardJson.Default.AdaptiveCard)!.AsObject();
        var parts = Parts(json).ToList();
        return [.. OfCard(json, card), .. parts.SelectMany(OfPart), .. Ids(parts)];
    }

    private static IEnumerable<string> OfCard(JsonObject json, AdaptiveCard card)
    {
        if (Text(json, "version") != "1.5") yield return "its version is not 1.5";
        if (Text(json, "lang") is not ("en" or "nl")) yield return "it does not say its language";
        if (Text(json, "fallbackText") is null or "") yield return "it has nothing for a client that cannot show it";
        if (json["body"]!.AsArray() is [JsonObject first, ..] && !OpensWell(first)) yield return "it does not open with a heading or a notice";
        if (CardSize.Bytes(card) >= CardSize.Limit) yield return $"it is {CardSize.Bytes(card)} bytes";
    }

    private static IEnumerable<string> OfPart(JsonObject part)
    {
        var name = $"{Text(part, "type")} '{Text(part, "id") ?? Text(part, "title") ?? Text(part, "text")}'";
        if (Text(part, "type") is { } type)
        {
            if (part.First().Key != "type") yield return $"{name} does not say first what it is";
            if (type == "TextBlock" && !Is(part, "wrap")) yield return $"{name} does not wrap";
            if (type is "Input.ChoiceSet" or "Input.Toggle" && !Is(part, "wrap")) yield return $"{name} does not wrap";
            if (type.StartsWith("Input.", StringComparison.Ordinal))
            {
                if (Text(part, "id") is null or "") yield return $"{name} has no id";
                if (Text(part, "label") is null or "") yield return $"{name} has no label";
                if (Is(part, "isRequired") && Text(part, "errorMessage") is null or "") yield return $"{name} is required and does not say what is wrong";
            }
            if (type.StartsWith("Action.", StringComparison.Ordinal) && Text(part, "title") is null or "") yield return $"{name} says nothing";
            if (type == "Action.Execute") foreach (var broken in OfButton(part)) yield return $"{name} {broken}";
            if (type == "TextBlock" && Text(part, "text") is null or "") yield return "a text is empty";
        }
        if (part["actions"] is JsonArray actions && actions.Count is 0 or > MostActions)
            yield return $"a row has {((JsonArray)part["actions"]!).Count} buttons";
        if (Text(part, "style") is "good" or "warning" or "attention" or "accent" && part["items"] is JsonArray items && !HasSymbol(items))
            yield return "a colour says what no symbol says";
    }

    private static IEnumerable<string> OfButton(JsonObject button)
    {
        var verb = Text(button, "verb");
        var data = button["data"]?["act"]?["data"]?.AsObject() ?? [];
        if (verb == Router.CommandVerb && Commands.Parse(Text(data, "text") ?? "").Route is null) yield return "stands for a command that does not exist";
        if (verb != Router.CommandVerb && Routes.Actions.All(route => route.Trigger != verb)) yield return $"has a verb without a route: {verb}";
        if (data.ToJsonString().Length > MostData) yield return "carries more than 2 KiB";
        if (button["fallback"] is not JsonObject fallback || Text(fallback, "type") != "Action.Submit"
            || !JsonNode.DeepEquals(fallback["data"], button["data"]))
            yield return "has nothing like it for an old client";
    }

    private static IEnumerable<string> Ids(IReadOnlyList<JsonObject> parts) =>
        parts.Select(part => Text(part, "id")).Where(id => id is not null).GroupBy(id => id).Where(group => group.Count() > 1)
            .Select(group => $"two parts have the id {group.Key}");

    private static bool OpensWell(JsonObject first) => Text(first, "style") is "heading" || Text(first, "type") is "Container";

    private static bool HasSymbol(JsonArray items) =>
        items is [JsonObject first, ..] && Text(first, "text") is [var symbol, ' ', ..] && !char.IsLetterOrDigit(symbol);

    /// <summary>Every object in the card that says what it is or holds buttons; not the data of buttons, which nobody sees.</summary>
    private static IEnumerable<JsonObject> Parts(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Parts),
        JsonObject part => [part, .. part.Where(property => property.Key is not "data").SelectMany(property => Parts(property.Value))],
        _ => [],
    };

    private static string? Text(JsonObject part, string key) => part[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static bool Is(JsonObject part, string key) => part[key] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
