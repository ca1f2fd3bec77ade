using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TeamsCommunityBot.Tests.Support;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>
/// What cards may be made of, read from the declarations of npm <c>@microsoft/teams.cards</c>, which Microsoft generates from the schema of Teams.
/// Properties and words are compared letter by letter: some renderers do (MicrosoftDocs/msteams-docs issue 14498).
/// </summary>
internal sealed partial class CardSchema
{
    private readonly Dictionary<string, string> _unions = [];
    private readonly Dictionary<string, Dictionary<string, string>> _interfaces = [];
    private readonly Dictionary<string, string> _byType = [];

    public CardSchema(string declarations)
    {
        foreach (Match union in Union().Matches(declarations)) _unions[union.Groups[1].Value] = union.Groups[2].Value;
        foreach (Match part in Interface().Matches(declarations))
        {
            var properties = Property().Matches(part.Groups[2].Value).ToDictionary(one => one.Groups[1].Value.Trim('\''), one => one.Groups[2].Value);
            _interfaces[part.Groups[1].Value] = properties;
            if (properties.GetValueOrDefault("type") is ['\'', .., '\''] type) _byType[type.Trim('\'')] = part.Groups[1].Value;
        }
    }

    public static async Task<CardSchema> LoadAsync() => new(await File.ReadAllTextAsync(await NodeTools.PathAsync("@microsoft/teams.cards/dist/core.d.ts")));

    /// <summary>The names of Fluent's icons that a card may use.</summary>
    public IReadOnlySet<string> Icons => Words("IconName")!;

    /// <summary>What in the card is not spelled as the schema spells it; empty when nothing.</summary>
    public IEnumerable<string> Wrong(JsonObject part) => Wrong(part, _byType.GetValueOrDefault(part["type"]!.ToString(), ""));

    private IEnumerable<string> Wrong(JsonObject part, string name)
    {
        var who = part["type"]?.ToString() ?? name;
        if (!_interfaces.TryGetValue(name, out var properties)) return [$"{who} is not in the schema"];
        return part.SelectMany(property => properties.TryGetValue(property.Key, out var declared)
            ? WrongValue($"{who}.{property.Key}", property.Value, declared)
            : [$"{who} has no {property.Key}"]);
    }

    private IEnumerable<string> WrongValue(string where, JsonNode? value, string declared) => value switch
    {
        _ when where.StartsWith("Action.", StringComparison.Ordinal) && where.EndsWith(".data", StringComparison.Ordinal) => [],
        JsonArray items => items.SelectMany(item => WrongValue(where, item, declared)),
        JsonObject part when where.EndsWith(".requires", StringComparison.Ordinal) =>
            part.Where(one => one.Value is not JsonValue).Select(one => $"{where}.{one.Key} is no version"),
        JsonObject part => Wrong(part, part["type"]?.ToString() is { } type && _byType.TryGetValue(type, out var found) ? found : InterfaceOf(declared)),
        JsonValue word when word.TryGetValue(out string? text) => WrongWord(where, text, declared),
        _ => [],
    };

    private IEnumerable<string> WrongWord(string where, string text, string declared)
    {
        if (where is "Icon.name" or "Badge.icon" or "IIconInfo.name" && !Icons.Contains(text.Split(',')[0])) yield return $"{where} is no icon: {text}";
        if (Words(declared) is { } words && !words.Contains(text)) yield return $"{where} cannot be {text}";
    }

    /// <summary>The words that a property may be; null where it may be any text.</summary>
    private HashSet<string>? Words(string declared)
    {
        var resolved = _unions.GetValueOrDefault(declared, declared);
        var parts = resolved.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var words = parts.Where(part => part is ['\'', .., '\'']).Select(part => part.Trim('\'')).ToHashSet();
        return words.Count == 0 || parts.Contains("string") ? null : words;
    }

    private static string InterfaceOf(string declared) => declared.TrimEnd(']', '[').Trim('(', ')').Split('|')[0].Trim();

    [GeneratedRegex(@"^type (\w+) = ([^;]+);", RegexOptions.Multiline)]
    private static partial Regex Union();

    [GeneratedRegex(@"^interface (\w+)(?: extends [^{]+)? \{(.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Interface();

    [GeneratedRegex(@"^ {4}(?:readonly )?('[^']+'|[\w$]+)\??: ([^;]+);", RegexOptions.Multiline)]
    private static partial Regex Property();
}
