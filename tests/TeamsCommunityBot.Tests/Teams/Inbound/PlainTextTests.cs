using CsCheck;
using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class PlainTextTests
{
    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase) { "Community" };

    [Theory]
    [InlineData("<at>Community</at>&nbsp;/status\n", "/status")]
    [InlineData("<at>Community</at> /status", "/status")]
    [InlineData("<at>@Community</at> status", "status")]
    [InlineData("<AT>COMMUNITY</AT> status", "status")]
    [InlineData("<at id=\"0\">Community</at> status", "status")]
    [InlineData("status <at>Community</at> please", "status please")]
    [InlineData("<at>Community</at> assign <at>Anna Voorbeeld</at> builder", "assign Anna Voorbeeld builder")]
    [InlineData("<at>Community</at> assign <at>Anna</at>&nbsp;<at>Voorbeeld</at>", "assign Anna Voorbeeld")]
    [InlineData("a &amp; b &lt;c&gt; &amp;amp;", "a & b <c> &amp;")]
    [InlineData("\u00A0sta\u200Btus\u00A0\u00A0now\u200E ", "sta tus now")]
    [InlineData("one\r\ntwo\tthree", "one two three")]
    [InlineData("&lt;at&gt;everyone&lt;/at&gt;", "everyone")]
    [InlineData("<a<at>t>x", "<a t>x")]
    [InlineData("<at", "<at")]
    [InlineData("<attic>", "<attic>")]
    [InlineData("\u202Egnp.exe\u202C", "gnp.exe")]
    [InlineData("👩\u200D💻 works", "👩\u200D💻 works")]
    [InlineData("nul\0l \uFFFE", "nul l")]
    [InlineData(null, "")]
    [InlineData(" \n ", "")]
    public void What_Teams_sends_becomes_what_was_typed(string? sent, string typed) => Assert.Equal(typed, PlainText.Read(sent, Ours));

    [Fact]
    public void A_bot_with_an_escaped_name_is_removed_too()
    {
        var ours = new HashSet<string> { PlainText.MentionName("<at>R&amp;D</at>") };
        Assert.Equal("status", PlainText.Read("<at>R&amp;D</at> status", ours));
    }

    [Fact]
    public void A_name_stays_on_one_line_and_within_256_characters()
    {
        Assert.Equal("Anna [ERR] admin", PlainText.Name("Anna\r\n[ERR]\u001b admin"));
        Assert.Equal(256, PlainText.Name(new string('x', 5_000)).Length);
        Assert.Equal(255, PlainText.Name(new string('x', 255) + "👩").Length);
    }

    /// <summary>
    /// What others walk through once per tag, or back and forth without end, comes out as it should, in the size of a card and as long as a body may be.
    /// What it costs is measured by the benchmark <c>text</c>.
    /// </summary>
    [Theory]
    [InlineData("<at>", "")]
    [InlineData("<at ", "<at ")]
    [InlineData("<at>Community</at>", "")]
    [InlineData("<at>x</at> /a a a a a a a a a a a a a a a a a a a a !", "x /a a a a a a a a a a a a a a a a a a a a ! ")]
    [InlineData("&", "&")]
    [InlineData("&lt;at&gt;", "")]
    [InlineData("\u200B", "")]
    public void Text_that_is_made_to_be_slow_is_read_like_any_other(string piece, string becomes)
    {
        foreach (var length in new[] { 28_000, RequestBody.Longest })
            Assert.Equal(Repeated(becomes, length / piece.Length).Trim(), PlainText.Read(Repeated(piece, length / piece.Length), Ours));
    }

    [Fact]
    public void Many_tags_that_one_closes_are_none() => Assert.Equal("", PlainText.Read(Repeated("<at>", 5_000) + "</at>", Ours));

    private static string Repeated(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));

    [Fact]
    public void Nothing_leaves_a_tag_an_odd_space_or_two_spaces()
    {
        string[] pieces = ["<at>", "</at>", "<AT>", "<a", "at>", "t>", "<", ">", "/", "&lt;", "&gt;", "&nbsp;", "&amp;lt;", "&#60;", "\u00A0", "\u200B", "\n",
            " ", "Community", "x", "👩", "\uD800"];
        var piece = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);
        piece.Array[0, 40].Select(string.Concat).Sample(text =>
        {
            var plain = PlainText.Read(text, Ours);
            Assert.DoesNotContain("<at>", plain, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("</at>", plain, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain('\u00A0', plain);
            Assert.DoesNotContain('\u200B', plain);
            Assert.DoesNotContain("  ", plain, StringComparison.Ordinal);
            Assert.Equal(plain.Trim(), plain);
        }, iter: 20_000);
    }

    [Fact]
    public void What_is_plain_stays_as_it_is() =>
        Gen.Char.AlphaNumeric.Array[1, 10].Select(c => new string(c)).Array[1, 8].Select(words => string.Join(' ', words))
            .Sample(text => PlainText.Read(text, Ours) == text);
}
