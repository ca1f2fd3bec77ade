using System.Text.Json.Nodes;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>Every card is spelled as Teams' own schema spells cards.</summary>
public sealed class CardSchemaTests
{
    [Fact]
    public async Task Every_card_is_spelled_as_the_schema_of_Teams_has_it()
    {
        var schema = await CardSchema.LoadAsync();

        Assert.All(CardGallery.Cards, card => Assert.Empty(schema.Wrong(JsonNode.Parse(card.Json())!.AsObject())));
    }

    [Theory]
    [InlineData("""{"type":"TextBlock","text":"a","size":"extraLarge"}""", "TextBlock.size cannot be extraLarge")]
    [InlineData("""{"type":"Container","style":"Good","items":[]}""", "Container.style cannot be Good")]
    [InlineData("""{"type":"Badge","text":"a","appearance":"good"}""", "Badge.appearance cannot be good")]
    [InlineData("""{"type":"Badge","text":"a","icon":"calendarClock"}""", "Badge.icon is no icon: calendarClock")]
    [InlineData("""{"type":"Badge","text":"a","targetWidth":"AtMost:Narrow"}""", "Badge.targetWidth cannot be AtMost:Narrow")]
    [InlineData("""{"type":"CompoundButton","icon":{"name":"None such"}}""", "IIconInfo.name is no icon: None such")]
    [InlineData("""{"type":"Chart.Line","data":[{"legend":"a","color":"Good"}]}""", "ILineChartData.color cannot be Good")]
    [InlineData("""{"type":"Chart.Line","data":[{"name":"a"}]}""", "ILineChartData has no name")]
    [InlineData("""{"type":"Container","items":[],"layouts":[{"type":"Layout.Flow","itemFit":"fit"}]}""", "Layout.Flow.itemFit cannot be fit")]
    [InlineData("""{"type":"Badge","text":"a","fallback":{"type":"TextBlock","text":"a","weight":"bold"}}""", "TextBlock.weight cannot be bold")]
    [InlineData("""{"type":"Sparkle"}""", "Sparkle is not in the schema")]
    public async Task What_is_spelled_otherwise_is_told(string element, string told)
    {
        var card = JsonNode.Parse("""{"type":"AdaptiveCard","body":[ELEMENT]}""".Replace("ELEMENT", element, StringComparison.Ordinal))!.AsObject();

        Assert.Contains(told, (await CardSchema.LoadAsync()).Wrong(card));
    }
}
