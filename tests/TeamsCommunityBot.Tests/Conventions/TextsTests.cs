using System.Globalization;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

public sealed class TextsTests
{
    [Theory]
    [InlineData(Language.English, "That button was on an older card, or on a card from another place. This is how things are now.")]
    [InlineData(Language.Dutch, "Die knop stond op een oudere kaart, of op een kaart van een andere plek. Zo staat het er nu voor.")]
    public void A_text_speaks_the_language_of_the_turn(string language, string expected)
    {
        using (Language.Use(language)) Assert.Equal(expected, TurnTexts.StaleCard);
    }

    [Fact]
    public async Task The_language_stays_inside_the_flow_that_set_it()
    {
        var before = CultureInfo.CurrentUICulture;
        var dutch = await Task.Run(
            () =>
            {
                using (Language.Use(Language.Dutch)) return TurnTexts.StaleCard;
            },
            TestContext.Current.CancellationToken);

        Assert.StartsWith("Die knop", dutch, StringComparison.Ordinal);
        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }
}
