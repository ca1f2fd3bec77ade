using System.Text.RegularExpressions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>What says nothing and comes back by habit.</summary>
public sealed partial class NoiseTests
{
    private const string Habits = "tests/TeamsCommunityBot.Tests/Conventions/NoiseTests.cs";

    [Fact]
    public void Nothing_checks_for_null_what_the_compiler_checks() => Assert.Equal([], Holding(NullGuard()));

    [Fact]
    public void No_part_of_a_card_is_an_empty_array_by_hand() => Assert.Equal([], Holding(EmptyArray()));

    /// <summary>
    /// What the slices and the hall store has one form, what the engine and the edges store another. What others wrote or read has theirs: the wire,
    /// the content, the cards, a former version.
    /// </summary>
    [Fact]
    public void Rows_are_written_in_two_ways()
    {
        string[] files =
        [
            .. Repository.Files("bot/Features", "*.cs"),
            .. Repository.Files("bot/Communities", "*.cs"),
            .. Repository.Files("bot/Schedule", "*.cs").Where(file => !file.EndsWith("/FormerQueue.cs", StringComparison.Ordinal)),
            "bot/Teams/Outbound/MovedHosts.cs",
            "bot/Turns/TurnExpiry.cs",
        ];
        var ways = files.SelectMany(file => JsonOptions().Matches(Repository.Read(file)))
            .Select(match => WhiteSpace().Replace(match.Groups[1].Value, "")).ToList();
        Assert.InRange(ways.Count, 20, 100);
        Assert.Equal(2, ways.Distinct().Count());
    }

    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(turn);")]
    [InlineData("_turn = turn ?? throw new ArgumentNullException(nameof(turn));")]
    public void A_null_guard_is_found(string line) => Assert.Matches(NullGuard(), line);

    [Theory]
    [InlineData(".. view.IsMine ? [button] : Array.Empty<CardAction>(),")]
    public void An_empty_array_is_found(string line) => Assert.Matches(EmptyArray(), line);

    [Fact]
    public void What_checks_a_text_is_no_null_guard() => Assert.DoesNotMatch(NullGuard(), "ArgumentException.ThrowIfNullOrEmpty(personId);");

    private static IEnumerable<string> Holding(Regex habit)
    {
        var files = Repository.Files("bot", "*.cs").Concat(Repository.Files("tests", "*.cs")).Where(file => file != Habits).ToList();
        Assert.Contains("bot/Program.cs", files);
        return files.Where(file => habit.IsMatch(Repository.Read(file)));
    }

    [GeneratedRegex(@"\bArgumentNullException\b")]
    private static partial Regex NullGuard();

    [GeneratedRegex(@"\[JsonSourceGenerationOptions\(([^)]*)\)\]")]
    private static partial Regex JsonOptions();

    [GeneratedRegex(@"\s")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"\bArray\.Empty<")]
    private static partial Regex EmptyArray();
}
