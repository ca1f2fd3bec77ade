using System.Globalization;
using System.Text;
using CsCheck;
using TeamsCommunityBot.Cards;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

public sealed class PlainTests
{
    private const int Runs = 5_000;

    private static readonly string[] Telling =
    [
        "\u0301", "\u0344", "\u200D", "\u202E", "\uFE0F", "👩", "\U0001F3FD", "<", "{{", "\\", "*", "_", "&lt;", "\n", " ", "e", "ẹ", "1.",
        "# ", "[", "](", ")", "~~", "`", "---", "![", "https://", "<at>", "${", "}}", "|",
    ];

    /// <summary>Any UTF-16 at all, broken surrogates too, with the pieces that mean something to a client more often than chance has it.</summary>
    internal static Gen<string> Anything { get; } = Gen
        .OneOf(Gen.Char.Select(sign => sign.ToString()), Gen.Int[0, Telling.Length - 1].Select(i => Telling[i]))
        .Array[0, 30]
        .Select(string.Concat);

    [Theory]
    [InlineData("Lezen & Schrijven")]
    [InlineData("Q&A van Jan-Willem O'Neil (Zeeland)")]
    [InlineData("C# voor makers; R.E.M. 10:30, vraag@voorbeeld.example 100% +1")]
    [InlineData("Déjà-vu Ελληνικά עברית हिन्दी 日本 👩‍💻 ❤️ 🇳🇱 👍🏽")]
    public void Ordinary_text_is_left_alone(string text)
    {
        Assert.Equal(text, Plain.Text(text));
        Assert.Equal(text, Plain.OneLine(text));
    }

    /// <summary>A bar stands for the word joiner, which is not seen.</summary>
    [Theory]
    [InlineData("<|at>everyone<|/at>")]
    [InlineData("[pay]|(javascript:alert(1))")]
    [InlineData("![]|(https:|//voorbeeld.example/x.png)")]
    [InlineData("[x]|: https:|//voorbeeld.example")]
    [InlineData("<|https:|//voorbeeld.example>")]
    [InlineData("{|{DATE(2026-11-22T10:00:00Z,SHORT)}}")]
    [InlineData("$|{value}")]
    [InlineData("<|script><|img onerror=x><|!-- a -->")]
    [InlineData("&|lt;b&|gt;")]
    [InlineData("a\\|-b \\|\\|- \\n")]
    [InlineData("|# Kop")]
    [InlineData("|1. Een")]
    [InlineData("|- Een")]
    public void Signs_that_work_together_are_parted(string expected)
    {
        var raw = expected.Replace("|", "", StringComparison.Ordinal);

        Assert.Equal(expected, Plain.Text(raw).Replace('\u2060', '|'));
    }

    [Theory]
    [InlineData("**vet** _schuin_ `code` ~~weg~~", "∗∗vet∗∗ ˍschuinˍ ˋcodeˋ ∼∼weg∼∼")]
    [InlineData("team_noord", "teamˍnoord")]
    public void Signs_that_work_alone_give_way_to_their_double(string raw, string expected) => Assert.Equal(expected, Plain.Text(raw));

    [Theory]
    [InlineData("  a\r\n\tb\u2028c\u00A0d  ", "a b c d")]
    [InlineData("a\n# Kop\n| x | y |", "a # Kop | x | y |")]
    [InlineData("\u202Eadmin\u202C\u200B\uFEFF\0\u0007", "admin")]
    [InlineData("\u3164\u2800\u034F", "")]
    [InlineData("a\uD800b\uFFFEc\uE000d", "abcd")]
    [InlineData("e\u0301", "é")]
    [InlineData("a\u200Db", "ab")]
    [InlineData("👩\u200D", "👩")]
    public void What_cannot_be_seen_goes_and_what_breaks_the_line_becomes_a_space(string raw, string expected) => Assert.Equal(expected, Plain.OneLine(raw));

    [Fact]
    public void Ten_thousand_marks_on_a_letter_become_four() =>
        Assert.Equal("x\u0336\u0336\u0336\u0336y", Plain.OneLine("x" + new string('\u0336', 10_000) + "y"));

    [Fact]
    public void Cleaning_again_changes_nothing() => Anything.Sample(raw =>
    {
        var (line, text) = (Plain.OneLine(raw), Plain.Text(raw));
        return line == Plain.OneLine(line) && line.IsNormalized() && text == Plain.Text(text) && text == Plain.Text(line);
    }, iter: Runs);

    [Fact]
    public void A_line_holds_nothing_that_hides_or_breaks() => Anything.Sample(raw => Plain.OneLine(raw).EnumerateRunes().All(rune =>
        rune != Rune.ReplacementChar
        && (rune.Value is ' ' or 0x200D || !Rune.IsWhiteSpace(rune))
        && (rune.Value == 0x200D || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))), iter: Runs);

    [Fact]
    public void Literal_text_reads_as_the_line_does() => Anything.Sample(raw => Doubles(Plain.OneLine(raw)) == Seen(Plain.Text(raw)), iter: Runs);

    [Fact]
    public void Shortened_text_is_a_beginning_of_at_most_so_many_characters() => Gen.Select(Anything, Gen.Int[1, 12]).Sample((raw, graphemes) =>
    {
        var (line, cut) = (Plain.OneLine(raw), Plain.Shorten(raw, graphemes));
        return new StringInfo(cut).LengthInTextElements <= graphemes
            && (cut == line || (cut.EndsWith('…') && line.StartsWith(cut[..^1], StringComparison.Ordinal)));
    }, iter: Runs);

    [Theory]
    [InlineData("Makers", 6, "Makers")]
    [InlineData("Makers en lezers", 8, "Makers…")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2, "👩‍👩‍👧…")]
    public void Characters_are_counted_as_a_person_counts_them(string raw, int graphemes, string expected) =>
        Assert.Equal(expected, Plain.Shorten(raw, graphemes));

    private static string Seen(string text) => text.Replace("\u2060", "", StringComparison.Ordinal);

    private static string Doubles(string line) => line.Replace('*', '∗').Replace('_', 'ˍ').Replace('`', 'ˋ').Replace('~', '∼');
}
