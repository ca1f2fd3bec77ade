using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>What a client does with a card: finds the button, gathers the inputs.</summary>
internal static class SimCard
{
    public static JsonObject? Find(JsonObject card, string button) =>
        Objects(card).FirstOrDefault(json => IsAction(json) && (json["title"]?.ToString() == button || json["verb"]?.ToString() == button));

    /// <summary>The action's data with the card's inputs in it: what they show, and on top what was filled in.</summary>
    public static JsonObject DataOf(JsonObject card, JsonObject action, IReadOnlyDictionary<string, string>? filledIn)
    {
        var data = action["data"] as JsonObject is { } own ? own.DeepClone().AsObject() : [];
        if (action["associatedInputs"]?.ToString() is not "none" and not "None")
            foreach (var input in Objects(card).Where(json => json["type"]?.ToString().StartsWith("Input.", StringComparison.Ordinal) == true))
                if (input["id"]?.ToString() is { } id && Shown(input) is { } value)
                    data[id] = value;
        foreach (var (id, value) in filledIn ?? new Dictionary<string, string>())
            data[id] = value;
        return data;
    }

    private static string? Shown(JsonObject input) =>
        input["value"]?.ToString() ?? (input["type"]!.ToString() == "Input.Toggle" ? input["valueOff"]?.ToString() ?? "false" : null);

    private static bool IsAction(JsonObject json) => json["type"]?.ToString().StartsWith("Action.", StringComparison.Ordinal) == true;

    /// <summary>Every object of a card but action data and fallbacks, outermost first.</summary>
    private static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        if (node is JsonObject json)
        {
            yield return json;
            foreach (var (name, child) in json)
                if (name is not "data" and not "fallback")
                    foreach (var inner in Objects(child))
                        yield return inner;
        }
        else if (node is JsonArray array)
            foreach (var inner in array.SelectMany(Objects))
                yield return inner;
    }
}
