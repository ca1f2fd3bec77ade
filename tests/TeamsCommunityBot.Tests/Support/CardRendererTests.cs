using System.Text.Json;
using CsCheck;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Tests.Cards;
using Xunit;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>The proofs of the gallery are worth something only if they see what is wrong.</summary>
public sealed class CardRendererTests(Chromium chromium)
{
    [Theory]
    [InlineData("""{"type":"Tekstblok","text":"a"}""", "parse: ")]
    [InlineData("""{"type":"TextBlock","text":"a","size":"enormous"}""", "parse: ")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"a","label":"a","choices":[]}""", "validation: ")]
    [InlineData("""{"type":"TextBlock","text":"**vet**"}""", "not shown as written: ")]
    [InlineData("""{"type":"FactSet","facts":[{"title":"a","value":"[b](https://voorbeeld.example)"}]}""", "made of text: <a>")]
    [InlineData("""{"type":"TextBlock","text":"1. een"}""", "made of text: <ol>")]
    [InlineData("""{"type":"ColumnSet","columns":[{"type":"Column","width":"900px","items":[{"type":"TextBlock","text":"a"}]}]}""", "wider than its place: ")]
    public async Task What_is_wrong_with_a_card_is_told(string element, string problem)
    {
        var card = """{"type":"AdaptiveCard","version":"1.5","lang":"nl","body":[ELEMENT]}""".Replace("ELEMENT", element, StringComparison.Ordinal);
        await using var cards = await CardRenderer.ShowAsync(chromium, CardView.All[0], [("card", card)]);

        Assert.Contains(cards.Problems["card"], told => told.StartsWith(problem, StringComparison.Ordinal));
    }

    /// <summary>An element that the library does not know is no mistake where each of its kind has a fallback; then that must be read as written.</summary>
    [Theory]
    [InlineData("""{"type":"Badge","text":"a","fallback":{"type":"TextBlock","text":"b"}}""", 0)]
    [InlineData("""{"type":"Badge","text":"a","fallback":{"type":"TextBlock","text":"**b**"}}""", 2)]
    [InlineData("""{"type":"Badge","text":"a","fallback":"drop"},{"type":"Badge","text":"a"}""", 3)]
    public async Task A_newer_element_is_judged_by_its_fallback(string elements, int problems)
    {
        var card = """{"type":"AdaptiveCard","version":"1.5","lang":"nl","body":[{"type":"TextBlock","text":"Kop"},ELEMENTS]}"""
            .Replace("ELEMENTS", elements, StringComparison.Ordinal);
        await using var cards = await CardRenderer.ShowAsync(chromium, CardView.All[0], [("card", card)]);

        Assert.Equal(problems, cards.Problems["card"].Length);
    }

    [Fact]
    public async Task A_barrier_is_found()
    {
        const string nameless = """{"type":"AdaptiveCard","version":"1.5","lang":"nl","body":[{"type":"Input.ChoiceSet","id":"a","choices":[{"title":"b","value":"b"}]}]}""";
        await using var cards = await CardRenderer.ShowAsync(chromium, CardView.All[0], [("card", nameless)]);

        Assert.Contains(await cards.BarriersAsync(), barrier => barrier.StartsWith("select-name", StringComparison.Ordinal));
    }

    /// <summary>Text blocks and facts are read as Markdown; a card of each tells whether anything is left of it.</summary>
    [Fact]
    public async Task Anything_at_all_that_a_person_types_is_shown_as_it_was_typed()
    {
        var typed = PlainTests.Anything.Array[300].Single().Select(Plain.Text).Where(text => text.Length > 0).ToList();
        var card = new AdaptiveCard
        {
            Lang = "nl",
            FallbackText = "Alles.",
            Body = [.. typed.Select(text => new TextBlock(text)), Parts.Facts([.. typed.Select(text => new Fact(text, text))])],
        };
        await using var cards = await CardRenderer.ShowAsync(chromium, CardView.All[2],
            [("card", JsonSerializer.Serialize(card, CardJson.Default.AdaptiveCard))]);

        Assert.DoesNotContain(cards.Problems["card"], told => !told.StartsWith("wider", StringComparison.Ordinal));
    }
}
