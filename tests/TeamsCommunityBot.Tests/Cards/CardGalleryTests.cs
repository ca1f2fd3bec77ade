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

    /// <summary>Of a phone of 844 CSS pixels Teams leaves a card some 670.</summary>
    private const double TwoScreens = 2 * 670;

    /// <summary>Those that are a list, and why.</summary>
    private static readonly string[] MayBeLong =
    [
        // Every part and every chart once.
        "specimen", "specimen-charts",
        // Every deed that there is; a page of the real one has ten.
        "audit-lead", "audit-member",
        // Three of one's communities, each with all that there can be in it.
        "me-page",
    ];

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

    /// <summary>In the rendering that is longest: of a client that knows nothing newer, on a phone. Forms are as long as their questions.</summary>
    [Fact]
    public async Task No_card_is_longer_than_two_screens_of_a_phone()
    {
        await using var cards = await CardRenderer.ShowAsync(chromium, CardView.All[0], CardGallery.Cards.Select(card => (card.Golden, card.Json())));
        var tooLong = new List<string>();
        foreach (var card in CardGallery.Cards.Where(card => !IsForm(card)))
            if (await cards.HeightAsync(card.Golden) is var height && height > TwoScreens) tooLong.Add($"{card.Name}: {height:0}");

        Assert.Equal([], tooLong.Where(card => !MayBeLong.Contains(card.Split(':')[0])));
    }

    private static bool IsForm(GalleryCard card) =>
        CardRules.Parts(JsonNode.Parse(card.Json())).Any(part => part["type"]?.ToString().StartsWith("Input.", StringComparison.Ordinal) == true);

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
