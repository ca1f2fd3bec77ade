namespace TeamsCommunityBot.Schedule.Due;

/// <summary>FNV-1a: the same number for the same text in every process and every version (http://www.isthe.com/chongo/tech/comp/fnv/).</summary>
internal static class StableHash
{
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text) hash = (hash ^ letter) * 16777619u;
        return hash;
    }
}
