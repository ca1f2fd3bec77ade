using System.Text.Json;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Action data → press. On the wire it is <c>{ "act": { verb, data, sig }, …inputs }</c>: what we offered, and beside it what the person filled in.
/// Anybody can send any of it, so the press is not genuine until the signature over <c>act</c> has been checked.
/// </summary>
internal static class PressReader
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>A plain <c>Action.Submit</c>: the data is the value.</summary>
    /// <param name="zone">The presser's, for dates that come as moments.</param>
    public static (Press Press, SignedAct? Act) FromMessage(JsonElement value, string zone = LocalTime.DefaultZone) => Read(value, "", zone);

    /// <summary>An <c>Action.Execute</c> (invoke <c>adaptiveCard/action</c>), its shape checked before by <see cref="InvokeShape"/>.</summary>
    /// <inheritdoc cref="FromMessage"/>
    public static (Press Press, SignedAct? Act) FromInvoke(JsonElement value, string zone = LocalTime.DefaultZone)
    {
        var action = value.GetProperty("action");
        var verb = Text(action, "verb") ?? "";
        return Read(action.TryGetProperty("data", out var data) ? data : default, verb, zone);
    }

    private static (Press Press, SignedAct? Act) Read(JsonElement data, string verb, string zone)
    {
        if (data.ValueKind != JsonValueKind.Object) return (new(verb, Nothing, Nothing, false), null);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in data.EnumerateObject())
        {
            if (property.Name is not ("act" or "msteams") && Answer(property.Value) is { } answer) answers[property.Name] = WireDay.Read(answer, zone);
        }

        var act = data.TryGetProperty("act", out var signed) ? Act(signed) : null;
        // The client repeats the verb outside of the signature; another one there means that somebody put this together.
        if (act is not null && verb.Length > 0 && verb != act.Verb) act = null;
        return (new(act?.Verb ?? verb, act?.Data ?? Nothing, answers, false), act);
    }

    /// <summary>Exactly verb, facts and signature: what is added to them has not been signed.</summary>
    private static SignedAct? Act(JsonElement act)
    {
        if (act.ValueKind != JsonValueKind.Object || act.EnumerateObject().Count() != 3) return null;
        if (Text(act, "verb") is not { Length: > 0 } verb || Text(act, "sig") is not { } signature) return null;
        if (!act.TryGetProperty("data", out var facts) || facts.ValueKind != JsonValueKind.Object) return null;
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in facts.EnumerateObject())
        {
            if (fact.Value.ValueKind != JsonValueKind.String) return null;
            data[fact.Name] = fact.Value.GetString()!;
        }

        return new(verb, data, signature);
    }

    /// <summary>Inputs arrive as strings; a number or a boolean is forgiven, anything with a shape is not an answer.</summary>
    private static string? Answer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static string? Text(JsonElement of, string property) =>
        of.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
