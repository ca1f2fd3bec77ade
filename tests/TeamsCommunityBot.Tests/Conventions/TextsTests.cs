using System.Globalization;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

public sealed class TextsTests
{
    [Theory]
    [InlineData(Language.English, "Something went wrong. Please try again.")]
    [InlineData(Language.Dutch, "Er ging iets mis. Probeer het opnieuw.")]
    public void A_text_speaks_the_language_of_the_turn(string language, string expected)
    {
        using (Language.Use(language)) Assert.Equal(expected, TurnTexts.SomethingWentWrong);
    }

    [Fact]
    public async Task The_language_stays_inside_the_flow_that_set_it()
    {
        var before = CultureInfo.CurrentUICulture;
        var dutch = await Task.Run(
            () =>
            {
                using (Language.Use(Language.Dutch)) return TurnTexts.SomethingWentWrong;
            },
            TestContext.Current.CancellationToken);

        Assert.StartsWith("Er ging", dutch, StringComparison.Ordinal);
        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }
}
