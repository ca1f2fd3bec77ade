using Xunit;

namespace TeamsCommunityBot.Tests.Content;

/// <summary>The measures see what they are for.</summary>
public sealed class ProseTests
{
    [Theory]
    [InlineData("Wenger schreef een boek.")]
    [InlineData("Een boek van Etienne")]
    [InlineData("In dit boek zegt mevrouw Voorbeeld het ook.")]
    [InlineData("Daar werkt Zoë van der Voorbeeld aan.")]
    [InlineData("Last year Prof. Example said so.")]
    [InlineData("Verzonnen Voorbeeld begon ermee.")]
    public void A_person_is_seen(string text) => Assert.NotEmpty(Prose.PeopleIn(text));

    [Theory]
    [InlineData("In Harmelen wilden bewoners een dorpshuis.")]
    [InlineData("Biblionet Groningen begon ermee, samen met Bibliotheek Rijn en Venen.")]
    [InlineData("Jij kunt vertrouwen winnen. Zij ook.")]
    public void An_organisation_or_a_place_is_no_person(string text) => Assert.Empty(Prose.PeopleIn(text));

    [Theory]
    [InlineData("Zie https://example.org/a.")]
    [InlineData("Zie www.example.org.")]
    [InlineData("Zie bibliotheek.nl voor meer.")]
    public void A_web_address_is_seen(string text) => Assert.True(Prose.HasAddressOfThePage(text));

    [Fact]
    public void A_number_and_the_end_of_a_sentence_are_no_web_address() => Assert.False(Prose.HasAddressOfThePage("Er waren 2.777 mensen. Nu meer."));

    [Fact]
    public void Sentences_and_words_are_counted()
    {
        const string text = "Dit zijn vier woorden. Zijn dit er vijf? Ja, 2.777 community's!";
        Assert.Equal(["Dit zijn vier woorden.", "Zijn dit er vijf?", "Ja, 2.777 community's!"], Prose.Sentences(text));
        Assert.Equal(4, Prose.LongestSentence(text));
        Assert.Equal(11 / 3.0, Prose.WordsInASentence(text));
    }

    [Fact]
    public void A_long_word_and_jargon_are_seen()
    {
        Assert.Equal(1, Prose.LongWords("De verantwoordelijkheidsverdeling is klaar."));
        Assert.Equal(["Draagvlak", "stakeholders"], Prose.JargonIn("Draagvlak bij stakeholders is fijn."));
    }

    [Theory]
    [InlineData("Bel deze week een oude bekende op.", "Bel deze week een oude bekende.", 0.8, 1.0)]
    [InlineData("Bel deze week een oude bekende op.", "Knip je doel in stukken.", 0.0, 0.1)]
    public void Likeness_tells_the_same_from_the_other(string one, string other, double from, double to) =>
        Assert.InRange(Prose.Likeness(one, other), from, to);
}
