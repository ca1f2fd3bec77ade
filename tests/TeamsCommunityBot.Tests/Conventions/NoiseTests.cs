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

    [GeneratedRegex(@"\bArray\.Empty<")]
    private static partial Regex EmptyArray();
}
