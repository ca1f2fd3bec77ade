namespace TeamsCommunityBot.Turns;

/// <summary>Text → route. One parser serves the slash command, the mention and plain text in a personal chat, in every language at once.</summary>
public sealed class CommandParser
{
    private const string Prefix = "community";

    private readonly Dictionary<string, Route> _byTrigger;
    private readonly int _longest;

    /// <param name="commands">The command rows of the table.</param>
    public CommandParser(IEnumerable<Route> commands)
    {
        _byTrigger = new(StringComparer.OrdinalIgnoreCase);
        foreach (var route in commands)
        {
            _byTrigger[route.Trigger] = route;
            _byTrigger[route.Dutch] = route;
        }
        _longest = _byTrigger.Keys.Max(trigger => trigger.Count(letter => letter == ' ') + 1);
    }

    /// <summary>Reads what was said (mentions gone already). Nothing but the prefix counts as asking for help.</summary>
    public Command Parse(string text)
    {
        var words = text.TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is [var first, ..] && first.Equals(Prefix, StringComparison.OrdinalIgnoreCase)) words = words[1..];
        if (words.Length == 0) return new(null, "", "");
        words[0] = words[0].TrimStart('/');

        // The longest match wins: "role release" before "role".
        for (var count = Math.Min(_longest, words.Length); count > 0; count--)
        {
            var trigger = string.Join(' ', words[..count]).TrimEnd('!', '.', '?', ',');
            if (_byTrigger.TryGetValue(trigger, out var route)) return new(route, string.Join(' ', words[count..]), trigger);
        }
        return new(null, "", string.Join(' ', words));
    }

    /// <summary>The command that was most likely meant, written as the person's language has it, or null.</summary>
    public string? Nearest(string heard, string language)
    {
        if (Spelling.Nearest(heard.Split(' ', 2)[0], _byTrigger.Keys, Spelling.NearEnough) is not { } trigger) return null;
        var route = _byTrigger[trigger];
        return language == Language.Dutch ? route.Dutch : route.Trigger;
    }
}

/// <param name="Route">Null when nothing matched.</param>
/// <param name="Argument">What follows the command.</param>
/// <param name="Heard">The words that matched, or all of them when none did; empty when nothing was said.</param>
public sealed record Command(Route? Route, string Argument, string Heard);
