using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Cards;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

public sealed class CardJsonTests
{
    [Fact]
    public void A_card_says_first_what_it_is_and_leaves_out_what_it_has_not() => Assert.Equal(
        """{"type":"AdaptiveCard","$schema":"http://adaptivecards.io/schemas/adaptive-card.json","version":"1.5","lang":"nl","fallbackText":"Leeg.","body":[]}""",
        Json(Card([])));

    [Fact]
    public void An_element_has_its_type_first_and_the_words_of_the_schema() => Assert.Equal(
        """{"type":"TextBlock","text":"Kop","wrap":true,"size":"ExtraLarge","weight":"Bolder","style":"heading","spacing":"None"}""",
        Body(new TextBlock("Kop") { Size = TextSize.ExtraLarge, Weight = TextWeight.Bolder, Style = TextStyle.Heading, Spacing = Spacing.None }));

    [Fact]
    public void A_newer_element_says_last_what_stands_in_its_place() => Assert.Equal(
        """{"type":"Badge","text":"Bezet","style":"Good","targetWidth":"atLeast:Standard","requires":{"responsiveLayout":"1.0"},"fallback":{"type":"TextBlock","text":"Bezet","wrap":true}}""",
        Body(new Badge("Bezet")
        {
            Style = BadgeStyle.Good,
            TargetWidth = TargetWidth.AtLeastStandard,
            Requires = new Dictionary<string, string> { ["responsiveLayout"] = "1.0" },
            Fallback = new TextBlock("Bezet"),
        }));

    [Fact]
    public void What_may_drop_says_so_in_one_word() => Assert.Equal(
        """{"type":"ProgressBar","value":5,"max":12,"color":"Accent","fallback":"drop"}""",
        Body(Parts.Bar(5, 12)));

    [Fact]
    public void A_column_has_its_type_first() => Assert.Equal(
        """{"type":"ColumnSet","columns":[{"type":"Column","width":"stretch","items":[]}]}""",
        Body(new ColumnSet([new("stretch", [])])));

    [Fact]
    public void A_signed_button_carries_its_data_and_a_fallback_with_a_type()
    {
        var data = new SignedData(new SignedAct("status.show", new Dictionary<string, string> { ["month"] = "3" }, "c2ln"));
        var button = new ActionExecute
        {
            Title = "Status",
            Verb = "status.show",
            Payload = data,
            AssociatedInputs = AssociatedInputs.None,
            Fallback = new ActionSubmit { Title = "Status", Payload = data },
        };

        var action = JsonNode.Parse(Json(Card([]) with { Actions = [button] }))!["actions"]![0]!;

        Assert.Equal("Action.Execute", action["type"]!.GetValue<string>());
        Assert.Equal("none", action["associatedInputs"]!.GetValue<string>());
        Assert.Equal("""{"act":{"verb":"status.show","data":{"month":"3"},"sig":"c2ln"}}""", action["data"]!.ToJsonString());
        Assert.Equal("Action.Submit", action["fallback"]!["type"]!.GetValue<string>());
        Assert.Equal(action["data"]!.ToJsonString(), action["fallback"]!["data"]!.ToJsonString());
    }

    [Fact]
    public void Size_is_counted_in_two_bytes_a_character()
    {
        var (little, large) = (CardSize.Bytes(Card([new TextBlock("")])), CardSize.Bytes(Card([new TextBlock(new string('a', 100))])));

        Assert.Equal(200, large - little);
    }

    private static AdaptiveCard Card(IReadOnlyList<CardElement> body) => new() { Lang = "nl", FallbackText = "Leeg.", Body = body };

    private static string Body(CardElement element) => JsonNode.Parse(Json(Card([element])))!["body"]![0]!.ToJsonString();

    private static string Json(AdaptiveCard card) => JsonSerializer.Serialize(card, CardJson.Default.AdaptiveCard);
}
