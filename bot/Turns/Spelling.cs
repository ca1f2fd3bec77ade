using FuzzySharp;

namespace TeamsCommunityBot.Turns;

/// <summary>Forgives typing errors.</summary>
public static class Spelling
{
    /// <summary>How alike two words must be, 0 to 100, for one to be offered in place of the other.</summary>
    public const int NearEnough = 60;

    /// <summary>How alike they must be for one to be taken for the other without asking.</summary>
    public const int SureEnough = 80;

    private const int LongestWord = 40;

    /// <summary>The known word that was most likely meant, or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> known, int enough)
    {
        if (word.Length is 0 or > LongestWord) return null;
        var lower = word.ToLowerInvariant();
        var best = known.Select(candidate => (Word: candidate, Score: Fuzz.Ratio(lower, candidate))).MaxBy(near => near.Score);
        return best.Score >= enough ? best.Word : null;
    }
}
