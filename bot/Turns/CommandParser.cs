namespace TeamsCommunityBot.Turns;

/// <summary>Text → route. One parser serves the slash command, the mention and plain text in a personal chat, in every language at once.</summary>
public sealed class CommandParser
{
    /// <summary>What a command may begin with, so that it is plain whom it is for.</summary>
    public const string Prefix = "community";

    private static readonly char[] Punctuation = [.. ".,!?;:()\"“”„…"];

    private readonly Dictionary<string, Route> _byTrigger;
    private readonly PhraseBook _phrases;
    private readonly int _longest;

    /// <param name="commands">The command rows of the table.</param>
    public CommandParser(IEnumerable<Route> commands)
    {
        _byTrigger = new(StringComparer.OrdinalIgnoreCase);
        Commands = [.. commands];
        _phrases = new(Commands);
        foreach (var route in Commands)
        {
            _byTrigger[route.Trigger] = route;
            _byTrigger[route.Dutch] = route;
        }
        _longest = _byTrigger.Keys.Max(trigger => trigger.Count(letter => letter == ' ') + 1);
    }

    /// <summary>The rows, in their order.</summary>
    public IReadOnlyList<Route> Commands { get; }

    /// <summary>
    /// Reads what was said (mentions gone already). With the prefix or a slash the first words are a command, whatever follows; without, they are one only
    /// where what follows fits, or where the sentence as a whole asks for it. Nothing but the prefix counts as asking for help.
    /// </summary>
    public Command Parse(string text)
    {
        var words = text.TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isExplicit = text.StartsWith('/');
        if (words is [var first, ..] && first.Equals(Prefix, StringComparison.OrdinalIgnoreCase)
            && (isExplicit || words is not [_, var next, ..] || IsTrigger(next)))
            (words, isExplicit) = (words[1..], true);
        if (words.Length == 0) return new(null, "", "");
        words[0] = words[0].TrimStart('/');

        // The longest match wins: "nudge log" before "nudge".
        for (var count = Math.Min(_longest, words.Length); count > 0; count--)
        {
            var trigger = string.Join(' ', words[..count]).TrimEnd(Punctuation);
            if (!_byTrigger.TryGetValue(trigger, out var route)) continue;
            var argument = string.Join(' ', words[count..]);
            if (isExplicit || Arguments.Fits(route.Argument, argument, Plainly(words[count..]))) return new(route, argument, trigger);
        }
        var heard = string.Join(' ', words);
        return new(_phrases.Find(Plainly(words)), "", heard);
    }

    /// <summary>
    /// Whether words that mention nobody are plainly for us: a known command and nothing after it. People write sentences that begin with such a word, and
    /// other apps have slash commands; only behind the prefix there may be more, without a slash only what fits.
    /// </summary>
    public bool IsPlainlyOurs(string text)
    {
        var words = text.TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var hasPrefix = words is [var first, ..] && first.Equals(Prefix, StringComparison.OrdinalIgnoreCase);
        if (hasPrefix) words = words[1..];
        for (var count = Math.Min(_longest, words.Length); count > 0; count--)
        {
            if (!_byTrigger.TryGetValue(string.Join(' ', words[..count]).TrimStart('/').TrimEnd(Punctuation), out var route)) continue;
            var rest = words[count..];
            return rest.Length == 0 || (hasPrefix && (text.StartsWith('/') || Arguments.Fits(route.Argument, string.Join(' ', rest), Plainly(rest))));
        }
        return false;
    }

    private bool IsTrigger(string word) => _byTrigger.ContainsKey(word.TrimStart('/').TrimEnd(Punctuation));

    /// <summary>Words without what people put around them, as the phrases have them.</summary>
    private static IReadOnlyList<string> Plainly(IEnumerable<string> words) =>
        [.. words.Select(word => word.ToLowerInvariant().Replace('’', '\'').Trim(Punctuation)).Where(word => word.Length > 0)];

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
/// <param name="Heard">The words that matched, or all of them when no trigger did; empty when nothing was said.</param>
public sealed record Command(Route? Route, string Argument, string Heard);
