using System.Text.Json;
using TeamsCommunityBot.Cards;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

public sealed class PlainElementsTests
{
    private static readonly string[] Newer = ["layouts", "targetWidth", "requires", "showBorder", "roundedCorners"];

    public static TheoryData<string> Names => [.. CardGallery.Cards.Select(card => card.Golden)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_fallbacks_of_a_card_say_all_that_it_says(string name) => Assert.Empty(FallbackWords.Missing(CardGallery.Find(name).Card()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_newer_is_left_in_the_plain_card(string name)
    {
        var plain = JsonSerializer.SerializeToNode(PlainElements.Of(CardGallery.Find(name).Card()), CardJson.Default.AdaptiveCard)!.AsObject();

        Assert.DoesNotContain(CardRules.Parts(plain), part => CardRules.IsNewer(part) || part.Any(property => Newer.Contains(property.Key)));
    }

    [Fact]
    public void Words_that_a_fallback_lacks_are_told()
    {
        var card = Card(
            new Badge("Bezet") { Fallback = CardElement.Drop },
            new ProgressBar(7, 9) { Fallback = new TextBlock("7 of meer") },
            new CompoundButton("Vraag iemand") { Description = "Dat helpt", Fallback = new TextBlock("Vraag iemand") },
            Parts.Stacked("Punten", new ChartPart("in orde", 8)) with { Fallback = new TextBlock("Punten: in orde: 7") });

        Assert.Equal(["Bezet", "9", "Dat helpt", "in orde: 8"], FallbackWords.Missing(card));
    }

    [Fact]
    public void A_dropped_bar_is_fine_where_its_words_stand_beside_it() =>
        Assert.Empty(FallbackWords.Missing(Card(Parts.Head("Kop", [Parts.Badge("Maand 5 van 12", BadgeStyle.Informative)], Parts.Bar(5, 12)))));

    [Fact]
    public void Of_two_for_two_widths_the_narrow_one_stays() => Assert.Equal(
        "smal",
        FallbackWords.Visible(PlainElements.Of(Card(
            new TextBlock("breed") { TargetWidth = TargetWidth.AtLeastStandard },
            new TextBlock("smal") { TargetWidth = TargetWidth.AtMostNarrow }))));

    [Fact]
    public void What_is_left_empty_goes_too() => Assert.Empty(PlainElements.Of(Card(
        new Container([Parts.Icon("Clock")]),
        new ColumnSet([new Column("auto", [Parts.Icon("Clock")]), new Column("auto", [new Container([Parts.Icon("Clock")])])]))).Body);

    [Fact]
    public void A_newer_element_inside_a_fallback_gives_way_too() => Assert.Equal(
        "woord",
        FallbackWords.Visible(PlainElements.Of(Card(new Badge("woord")
        {
            Fallback = new Container([new Badge("woord") { Fallback = new TextBlock("woord") }]),
        }))));

    [Fact]
    public void What_a_card_is_known_by_again_is_kept() =>
        Assert.Equal("post-1", Assert.Single(PlainElements.Of(Card(Parts.Badge("woord", BadgeStyle.Good) with { Id = "post-1" })).Body).Id);

    [Fact]
    public void A_popover_gives_way_to_the_button_that_asks_for_the_same()
    {
        var popover = new ActionPopover(new TextBlock("meer")) { Title = "Meer", Fallback = Parts.CommandButton("Meer", "help") };
        var plain = PlainElements.Of(Card() with { Actions = [popover] });

        Assert.IsType<ActionExecute>(Assert.Single(plain.Actions));
    }

    private static AdaptiveCard Card(params CardElement[] body) => new() { Lang = "nl", FallbackText = "", Body = body };
}
