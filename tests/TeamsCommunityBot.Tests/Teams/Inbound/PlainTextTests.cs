using System.Diagnostics;
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

    public static TheoryData<string> Hostile =>
    [
        string.Concat(Enumerable.Repeat("<at>", 7_000)),
        string.Concat(Enumerable.Repeat("<at ", 7_000)),
        string.Concat(Enumerable.Repeat("<at>", 5_000)) + "</at>",
        string.Concat(Enumerable.Repeat("<at>Community</at>", 5_000)),
        string.Concat(Enumerable.Repeat("&", 28_000)),
        string.Concat(Enumerable.Repeat("&lt;at&gt;", 2_800)),
        "<at>x</at> /" + string.Concat(Enumerable.Repeat("a ", 20)) + "!",
        new string('\u200B', 28_000),
    ];

    [Theory, MemberData(nameof(Hostile))]
    public void No_text_of_28_KB_takes_5_milliseconds(string text) => Assert.InRange(Fastest(text), 0, 5);

    // A walk that starts again at every tag would take minutes over as much as a body can hold. The bound leaves room for a busy machine.
    [Theory, MemberData(nameof(Hostile))]
    public void No_text_that_fits_a_body_takes_half_a_second(string text) =>
        Assert.InRange(Fastest(string.Concat(Enumerable.Repeat(text, 1 + (RequestBody.Longest / text.Length)))), 0, 500);

    /// <summary>The fastest of thirty runs: the others share the machine.</summary>
    private static double Fastest(string text) => Enumerable.Range(0, 30).Min(_ =>
    {
        var started = Stopwatch.GetTimestamp();
        PlainText.Read(text, Ours);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    });

    [Fact]
    public void Nothing_leaves_a_tag_an_odd_space_or_two_spaces()
    {
        string[] pieces = ["<at>", "</at>", "<AT>", "<a", "at>", "t>", "<", ">", "/", "&lt;", "&gt;", "&nbsp;", "&amp;lt;", "&#60;", "\u00A0", "\u200B", "\n", " ", "Community", "x", "👩", "\uD800"];
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
