namespace TeamsCommunityBot.Turns;

/// <summary>
/// Whole sentence → command, for the sentences that people say to a colleague rather than to a program. See <see cref="Phrases"/> for how a phrase reads.
/// </summary>
internal sealed class PhraseBook
{
    /// <summary>Nobody asks a question of more words; a letter is not one.</summary>
    private const int MostWords = 14;

    private readonly IReadOnlyList<Phrase> _phrases;

    /// <param name="commands">The command rows of the table.</param>
    public PhraseBook(IEnumerable<Route> commands) =>
        _phrases = [.. commands.SelectMany(route => route.Phrases.Select(text => new Phrase(route, Tokens(text))))];

    /// <summary>The command that a sentence asks for; null for none. The phrase that takes most of its words wins, the first of equals.</summary>
    /// <param name="words">In lower case, without punctuation.</param>
    public Route? Find(IReadOnlyList<string> words) =>
        words.Count is 0 or > MostWords ? null : _phrases.Where(phrase => IsSaid(phrase, words)).MaxBy(phrase => phrase.Tokens.Count)?.Route;

    private static bool IsSaid(Phrase phrase, IReadOnlyList<string> words)
    {
        var next = 0;
        foreach (var word in words)
            if (next < phrase.Tokens.Count && phrase.Tokens[next].Contains(word)) next++;
            else if (!Phrases.Filler.Contains(word)) return false;
        return next == phrase.Tokens.Count;
    }

    private static IReadOnlyList<IReadOnlySet<string>> Tokens(string phrase) =>
        [.. phrase.Replace("{role}", Phrases.Roles, StringComparison.Ordinal).Split(' ').Select(token => token.Split('|').ToHashSet(StringComparer.Ordinal))];

    private sealed record Phrase(Route Route, IReadOnlyList<IReadOnlySet<string>> Tokens);
}
