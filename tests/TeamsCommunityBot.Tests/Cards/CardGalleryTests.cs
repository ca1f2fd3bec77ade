using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>
/// The proofs that every card passes. <c>CARD_GALLERY=artifacts/cards dotnet test --filter CardGallery</c> also leaves a page with pictures of
/// all of them, on a phone and a desktop, light, dark and in high contrast.
/// </summary>
public sealed class CardGalleryTests(Chromium chromium)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. CardGallery.Cards.Select(card => card.Golden)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_is_what_was_last_looked_at(string name) =>
        Golden.Match(name, JsonNode.Parse(CardGallery.Find(name).Json())!.ToJsonString(Readable));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_keeps_the_house_rules(string name) => Assert.Empty(CardRules.Broken(CardGallery.Find(name).Card()));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_stays_within_the_size_that_Teams_takes(string name) =>
        Assert.InRange(CardGallery.Find(name).Bytes(PeoplesText.Hostile), 1, CardSize.Limit - 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_official_library_shows_every_card_without_a_word_of_complaint_and_without_barriers(int view)
    {
        await using var cards = await CardRenderer.ShowAsync(chromium, CardView.All[view], CardGallery.Cards.Select(card => (card.Golden, card.Json())));
        if (CardPictures.Folder is { } folder) await CardPictures.TakeAsync(folder, CardView.All[view], cards);

        Assert.All(CardGallery.Cards, card => Assert.Empty(cards.Problems[card.Golden]));
        Assert.Empty(await cards.BarriersAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Whatever_people_write_is_shown_as_they_wrote_it(int view)
    {
        await using var cards = await CardRenderer.ShowAsync(
            chromium, CardView.All[view], CardGallery.Cards.Select(card => (card.Golden, card.Json(PeoplesText.Hostile))));

        Assert.All(CardGallery.Cards, card => Assert.Empty(cards.Problems[card.Golden]));
    }
}
