using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>Found by fuzzing: what <see cref="Key.Join"/> never makes is refused in one way.</summary>
public sealed class KeySplitTests
{
    [Theory]
    [InlineData("~")]
    [InlineData("a~4")]
    [InlineData("~7C|~")]
    [InlineData("~zz")]
    [InlineData("~C3")]
    [InlineData("~C0~AF")]
    [InlineData("a b")]
    [InlineData("é")]
    public void A_text_that_is_no_key_is_a_format_error(string text) => Assert.Throws<FormatException>(() => Key.Split(text));
}
