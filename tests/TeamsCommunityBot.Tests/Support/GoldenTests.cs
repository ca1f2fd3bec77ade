using System.Text.RegularExpressions;
using TeamsCommunityBot.Tests.Cards;
using Xunit;

namespace TeamsCommunityBot.Tests.Support;

public sealed partial class GoldenTests
{
    [Fact]
    public void A_difference_is_shown_by_its_lines() => Assert.Equal(
        """
             1  a
        -    2  b
        +    2  B
        +    3  BB
        """.ReplaceLineEndings("\n"),
        Golden.Difference("a\nb\nc\n", "a\nB\nBB\nc\n"));

    [Fact]
    public void Text_that_nobody_has_accepted_is_refused()
    {
        var refusal = Golden.Refusal("new", "", "text\n");

        Assert.Contains("+    1  text", refusal, StringComparison.Ordinal);
        Assert.Null(Golden.Refusal("known", "text\n", "text\n"));
    }

    [Fact]
    public void Every_expectation_is_one_that_a_test_asks_for()
    {
        var asked = CardGallery.Cards.Select(card => card.Golden).Concat(AskedInSource());

        var files = Directory.GetFiles(Golden.Folder).Select(Path.GetFileNameWithoutExtension);

        Assert.Empty(files.Except(asked));
    }

    private static IEnumerable<string> AskedInSource() =>
        from file in Repository.Files("tests", "*.cs")
        from Match match in Asking().Matches(Repository.Read(file))
        select match.Groups[1].Value;

    [GeneratedRegex("Golden\\.Match\\(\"([^\"]+)\"")]
    private static partial Regex Asking();
}
