using System.Text.RegularExpressions;

namespace TeamsCommunityBot.Tests.Content;

/// <summary>Plain measures of a text. None of them knows good prose; each knows one sign of bad prose.</summary>
internal static partial class Prose
{
    /// <summary>A word longer than this is hard to read at B1.</summary>
    public const int LongWord = 14;

    /// <summary>Words that policy speaks and colleagues do not.</summary>
    private static readonly HashSet<string> Jargon =
    [
        .. "stakeholder stakeholders faciliteren faciliteert implementeren implementatie borgen geborgd draagvlak doelgroep doelgroepen".Split(' '),
        .. "participatie participeren".Split(' '),
        .. "uitrollen doorontwikkelen kwartiermaker synergie integraal proactief empowerment leverage facilitate implement rollout synergies holistic".Split(
            ' '),
        "proactive",
    ];

    /// <summary>Whoever made the sources, and the people in them. Where credit is due it stands in the source.</summary>
    private static readonly HashSet<string> People =
    [
        .. "wenger trayner mcdermott snyder probst borzillo archibald joyce kraut pethig hoehle hui lanz rajkumar grant gino adena huck neyse".Split(' '),
        .. "nielsen cunha jurgens tan romero retna ng harwood lankes raymakers huysmans dessing milton abergel roelofs betten lausberg hordijk".Split(' '),
        .. "assink verbraak baggen carbajal henken mensink vermeer schendel staal rijsdijk opstal fackeldey thijssen hapel vranken".Split(' '),
        // First names that are no common word of either language.
        .. "jan piet kees henk anna maria johan peter linda monique moniek marijke pieternel hans erna astrid pieter annie lucie laura".Split(' '),
        .. "john mary james david sarah michael robert susan thomas emma sophie daan lucas trudy maarten nick etienne arno jacqueline".Split(' '),
    ];

    /// <summary>Two capitals in a row that are an organisation, a place, a title, or the begin of a sentence.</summary>
    private static readonly string[] NoPeople =
    [
        "Biblionet Groningen", "Bibliotheek Gelderland", "Gelderland Zuid", "Bibliotheek Rijn", "Bibliotheek Oss", "Westfriese Bibliotheken", "Hollandse Delta",
        "De Geerhoek", "Roskilde Festival", "Deense Roskilde", "Human Library", "Rendezvous mit", "Orbit Model", "Young Adult", "Duitse Coesfeld",
            "Bewoners van",
        "In", "Bij", "De", "Het", "Een", "Op", "Van", "At", "The", "From", "By", "On", "Early",
    ];

    public static IReadOnlyList<string> Words(string text) => [.. Word().Matches(text).Select(word => word.Value)];

    public static IReadOnlyList<string> Sentences(string text) => SentenceEnd().Split(text);

    public static double WordsInASentence(string text) => Sentences(text).Average(sentence => Words(sentence).Count);

    public static int LongestSentence(string text) => Sentences(text).Max(sentence => Words(sentence).Count);

    public static int LongWords(string text) => Words(text).Count(word => word.Length > LongWord);

    /// <summary>How much two texts share: their common words over all their words, 0 to 1.</summary>
    public static double Likeness(string one, string other)
    {
        var (left, right) = (Words(one.ToLowerInvariant()).ToHashSet(), Words(other.ToLowerInvariant()).ToHashSet());
        return (double)left.Intersect(right).Count() / left.Union(right).Count();
    }

    public static IEnumerable<string> JargonIn(string text) => Words(text).Where(word => Jargon.Contains(word.ToLowerInvariant()));

    /// <summary>Names we know, forms of address, and two capitals in a row that are nothing we know.</summary>
    public static IEnumerable<string> PeopleIn(string text) =>
    [
        .. Words(text).Where(word => char.IsUpper(word[0]) && People.Contains(word.ToLowerInvariant())),
        .. Address().Matches(text).Select(match => match.Value),
        .. FullName().Matches(text).Select(match => match.Value)
            .Where(name => !NoPeople.Any(known => name == known || name.StartsWith(known + " ", StringComparison.Ordinal))),
    ];

    public static bool HasAddressOfThePage(string text) => WebAddress().IsMatch(text);

    public static IEnumerable<int> Years(string text) =>
        Year().Matches(text).Select(year => int.Parse(year.Value, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’.,&-][\p{L}\p{N}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=[.?!])\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:meneer|mevrouw|dhr|mevr|mw|dr|drs|prof|ir|mr|mrs|ms)\b\.?\s\p{Lu}", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b\p{Lu}\p{Ll}+(?:\s(?:van|de|der|den|ten|ter|mit))*\s\p{Lu}\p{Ll}+")]
    private static partial Regex FullName();

    [GeneratedRegex(@"://|\bwww\.|\b[\w-]+\.(?:nl|com|org|be|dk|net|ca|eu)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"\b(?:19|20)\d\d\b")]
    private static partial Regex Year();
}
