using Xunit;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>
/// Compares text with what a person has looked at and found right: the files in <c>Golden/Expectations</c>.
/// Run the tests with <c>ACCEPT_GOLDEN=1</c> to take over what the program says now, and look at the difference before committing it.
/// </summary>
internal static class Golden
{
    private const string AcceptVariable = "ACCEPT_GOLDEN";

    /// <summary>The files of expectations, in the source tree.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "TeamsCommunityBot.Tests", "Golden", "Expectations");

    /// <summary>Fails with the lines that differ, unless <paramref name="text"/> is what the named file holds.</summary>
    /// <param name="name">The file's name without <c>.json</c>.</param>
    public static void Match(string name, string text)
    {
        var path = Path.Combine(Folder, name + ".json");
        var actual = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1") File.WriteAllText(path, actual);
        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (Refusal(name, expected, actual) is { } refusal) Assert.Fail(refusal);
    }

    /// <summary>What a person reads when the text is not as expected; null when it is.</summary>
    internal static string? Refusal(string name, string expected, string actual) => expected == actual
        ? null
        : $"{name} is not what it was (- was, + is). If it is better now: {AcceptVariable}=1 dotnet test\n{Difference(expected, actual)}";

    /// <summary>The lines that differ, each with its number: what comes before and after, the two have in common.</summary>
    internal static string Difference(string expected, string actual)
    {
        var (was, now) = (expected.Split('\n'), actual.Split('\n'));
        var shortest = Math.Min(was.Length, now.Length);
        var start = 0;
        while (start < shortest && was[start] == now[start]) start++;
        var end = 0;
        while (end < shortest - start && was[^(end + 1)] == now[^(end + 1)]) end++;
        return string.Join('\n', [
            .. Lines(' ', was, Math.Max(0, start - 1), start),
            .. Lines('-', was, start, was.Length - end),
            .. Lines('+', now, start, now.Length - end),
        ]);
    }

    private static IEnumerable<string> Lines(char sign, string[] lines, int from, int to) =>
        Enumerable.Range(from, to - from).Select(i => $"{sign} {i + 1,4}  {lines[i]}");
}
