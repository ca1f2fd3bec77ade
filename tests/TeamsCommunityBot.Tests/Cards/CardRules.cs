using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The rules that every card keeps, read from its JSON, as a client has nothing else.</summary>
internal static class CardRules
{
    private const int MostActions = 6;

    /// <summary>At the foot of a card that is no form: one that helps, and where else one may want to go.</summary>
    private const int MostAtTheFoot = 4;
    private const int MostData = 2048;

    /// <summary>What every client of version 1.5 knows; any other element needs a fallback of its own.</summary>
    private static readonly string[] Known =
    [
        "AdaptiveCard", "TextBlock", "Image", "FactSet", "Container", "ColumnSet", "Column", "Table", "TableRow", "TableCell", "ActionSet",
        "Input.Text", "Input.Date", "Input.Time", "Input.Toggle", "Input.ChoiceSet", "Data.Query",
        "Action.Execute", "Action.Submit", "Action.OpenUrl", "mention",
    ];

    private static readonly CommandParser Commands = new(Routes.Commands);

    /// <summary>What a card does wrong, in words; empty when nothing.</summary>
    public static IReadOnlyList<string> Broken(AdaptiveCard card) => Broken(JsonSerializer.SerializeToNode(card, CardJson.Default.AdaptiveCard)!.AsObject());

    public static IReadOnlyList<string> Broken(JsonObject json)
    {
        var parts = Parts(json).ToList();
        return [.. OfCard(json), .. parts.SelectMany(OfPart), .. Ids(parts)];
    }

    /// <summary>Whether a part came after version 1.5. A layout is a property, and is ignored where it is not known.</summary>
    public static bool IsNewer(JsonObject part) =>
        Text(part, "type") is { } type && !Known.Contains(type) && !type.StartsWith("Layout.", StringComparison.Ordinal);

    /// <summary>Every object in the card that says what it is or holds buttons; not the data of buttons and charts, which nobody sees.</summary>
    public static IEnumerable<JsonObject> Parts(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Parts),
        JsonObject part => [part, .. part.Where(property => property.Key is not "data").SelectMany(property => Parts(property.Value))],
        _ => [],
    };

    private static IEnumerable<string> OfCard(JsonObject json)
    {
        if (Text(json, "version") != "1.5") yield return "its version is not 1.5";
        if (Text(json, "lang") is not ("en" or "nl")) yield return "it does not say its language";
        if (Text(json, "fallbackText") is null or "") yield return "it has nothing for a client that cannot show it";
        if (json["body"]!.AsArray() is [JsonObject first, ..] && !OpensWell(first)) yield return "it does not open with a heading or a notice";
        if (json["actions"] is JsonArray { Count: > MostAtTheFoot } foot
            && Parts(json).All(part => Text(part, "type")?.StartsWith("Input.", StringComparison.Ordinal) != true))
            yield return $"{foot.Count} buttons stand at its foot";
        if (json.ToJsonString().Length * sizeof(char) >= CardSize.Limit) yield return $"it is {json.ToJsonString().Length * sizeof(char)} bytes";
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
            if (IsNewer(part) && Text(part, "fallback") != "drop" && part["fallback"] is not JsonObject) yield return $"{name} has no fallback";
            if (type == "Image") foreach (var broken in OfPicture(part)) yield return broken;
        }
        if (part["isVisible"] is JsonValue visible && !visible.GetValue<bool>() && Parts(part).FirstOrDefault(IsNewer) is { } hidden)
            yield return $"{Text(hidden, "type")} is hidden, and its fallback would stay so";
        if (part["actions"] is JsonArray actions && actions.Count is 0 or > MostActions)
            yield return $"a row has {((JsonArray)part["actions"]!).Count} buttons";
        if (Text(part, "style") is "good" or "warning" or "attention" or "accent" && part["items"] is JsonArray items && !HasSymbol(items))
            yield return "a colour says what no symbol says";
    }

    private static IEnumerable<string> OfPicture(JsonObject picture)
    {
        if (Text(picture, "url")?.StartsWith("data:image/png;base64,", StringComparison.Ordinal) != true) yield return "a picture comes from elsewhere";
        if (Text(picture, "altText") is null or "") yield return "a picture says nothing to who cannot see it";
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

    private static string? Text(JsonObject part, string key) => part[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static bool Is(JsonObject part, string key) => part[key] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
