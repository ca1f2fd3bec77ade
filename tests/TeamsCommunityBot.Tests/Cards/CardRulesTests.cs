using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

public sealed class CardRulesTests
{
    private static readonly AdaptiveCard Good = new() { Lang = "nl", FallbackText = "Goed.", Body = [Parts.Heading("Goed")] };

    private static readonly Dictionary<string, AdaptiveCard> Bad = new()
    {
        { "it does not say its language", Good with { Lang = "de" } },
        { "it has nothing for a client that cannot show it", Good with { FallbackText = "" } },
        { "it does not open with a heading or a notice", Good with { Body = [Parts.Paragraph("Los")] } },
        { "a text is empty", With(new TextBlock("")) },
        { "a colour says what no symbol says", With(new Container([new TextBlock("Let op")]) { Style = ContainerStyle.Attention }) },
        { "Input.Text '' has no id", With(new InputText { Label = "Naam" }) },
        { "Input.Text 'a' has no label", With(new InputText { Id = "a", Label = "" }) },
        { "Input.Text 'a' is required and does not say what is wrong", With(new InputText { Id = "a", Label = "Naam", IsRequired = true }) },
        { "two parts have the id a", With(new InputText { Id = "a", Label = "A" }, new InputDate { Id = "a", Label = "B" }) },
        { "Action.Execute 'Weg' has a verb without a route: nowhere", Signed(Good with { Actions = [new ActionExecute { Title = "Weg", Verb = "nowhere" }] }) },
        { "Action.Execute 'Weg' stands for a command that does not exist", Signed(Good with { Actions = [Parts.CommandButton("Weg", "nergens heen")] }) },
        { "Action.Execute 'Help' has nothing like it for an old client", Good with { Actions = [Parts.CommandButton("Help", "help")] } },
        { "a picture comes from elsewhere", With(new Image("https://voorbeeld.example/x.png", "Een teken")) },
        { "a picture says nothing to who cannot see it", With(new Image(Signs.Url(SignOf.All), "")) },
        { "a row has 7 buttons", Signed(Good with { Actions = [.. Enumerable.Repeat(Parts.CommandButton("Help", "help"), 7)] }) },
    };

    public static TheoryData<string> Rules => [.. Bad.Keys];

    [Fact]
    public void A_good_card_breaks_no_rule() => Assert.Empty(CardRules.Broken(Signed(Good with { Actions = [Parts.CommandButton("Help", "help")] })));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_broken_rule_is_told(string rule) => Assert.Contains(rule, CardRules.Broken(Bad[rule]));

    /// <summary>What no record of ours can be, and a hand might write one day.</summary>
    [Theory]
    [InlineData("""{"type":"Badge","text":"Bezet"}""", "Badge 'Bezet' has no fallback")]
    [InlineData("""{"type":"Carousel","fallback":"none"}""", "Carousel '' has no fallback")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Popover","title":"Meer"}]}""", "Action.Popover 'Meer' has no fallback")]
    [InlineData("""{"type":"Container","isVisible":false,"items":[{"type":"Container","items":[{"type":"Badge","text":"Bezet","fallback":"drop"}]}]}""",
        "Badge is hidden, and its fallback would stay so")]
    public void A_broken_rule_of_elements_is_told(string element, string rule)
    {
        var card = JsonSerializer.SerializeToNode(Good, CardJson.Default.AdaptiveCard)!.AsObject();
        card["body"]!.AsArray().Add(JsonNode.Parse(element));

        Assert.Contains(rule, CardRules.Broken(card));
    }

    /// <summary>A card is made by a static function that others may call; the gallery must call each of them, in whichever of its files.</summary>
    [Fact]
    public void Every_card_of_every_feature_is_in_the_gallery()
    {
        var gallery = string.Concat(Repository.Files("tests/TeamsCommunityBot.Tests/Cards", "*.cs")
            .Where(file => !file.EndsWith("Tests.cs", StringComparison.Ordinal)).Select(Repository.Read));
        var makers = typeof(Routes).Assembly.GetTypes()
            .Where(type => type.Namespace?.Contains(".Features", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(AdaptiveCard) && !method.IsPrivate)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}(")
            .ToList();

        Assert.NotEmpty(makers);
        Assert.All(makers, maker => Assert.Contains(maker, gallery, StringComparison.Ordinal));
    }

    private static AdaptiveCard With(params CardElement[] elements) => Good with { Body = [.. Good.Body, .. elements] };

    private static AdaptiveCard Signed(AdaptiveCard card) => SignedCard.Of(card, (_, _) => "signature");
}
