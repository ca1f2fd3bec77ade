using TeamsCommunityBot.Cards;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>What a card is made of stands on it for everybody to read, also in a client that knows no element after version 1.5.</summary>
public sealed class FactsTests
{
    private const string Canary = "Kanariepiet";

    /// <summary>Where what people wrote is for a button or a notification alone.</summary>
    private static readonly string[] Unseen =
    [
        // Who added the bot is told in a channel. The button that translates the card carries it everywhere.
        "welcome-group-chat person", "welcome-personal person",
    ];

    public static TheoryData<string> Names => [.. CardGallery.Cards.Select(card => card.Golden)];

    /// <summary>Each thing that people wrote is made another one, by itself: a card that changes by it must say it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_people_wrote_is_in_the_plain_card(string name)
    {
        var card = CardGallery.Find(name);
        foreach (var (what, people) in Varied())
        {
            if (!card.Json(people).Contains(Canary, StringComparison.Ordinal) || Unseen.Contains($"{card.Name} {what}")) continue;
            Assert.True(FallbackWords.Visible(PlainElements.Of(card.Card(people))).Contains(Canary, StringComparison.Ordinal),
                $"{name} does not say the {what}.");
        }
    }

    [Fact]
    public void A_fact_that_only_a_newer_element_says_is_found() => Assert.DoesNotContain(Canary, FallbackWords.Visible(PlainElements.Of(
        new() { Lang = "nl", FallbackText = Canary, Body = [new Badge(Canary) { Fallback = new TextBlock("iemand") }] })), StringComparison.Ordinal);

    private static IEnumerable<(string What, PeoplesText People)> Varied() =>
    [
        ("community", PeoplesText.Ordinary with { Community = Canary }),
        ("theme", PeoplesText.Ordinary with { Theme = Canary }),
        ("person", PeoplesText.Ordinary with { Person = Canary }),
        ("channel", PeoplesText.Ordinary with { Channel = Canary }),
    ];
}
