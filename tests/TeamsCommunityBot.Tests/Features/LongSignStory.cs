using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>
/// Seven hundred emoji that are joined are one sign to a person, and no card has room for them: each form refuses them in words and keeps nothing.
/// </summary>
public sealed class LongSignStory() : StoryTests("2026-11-23T09:00:00Z")
{
    private static readonly string OneSign = string.Join('\u200D', Enumerable.Repeat("\U0001F468", 700));

    protected override async ValueTask BeginAsync() => await Story.RegistersAsync(Org.Anna, Org.Channel);

    [Theory]
    [InlineData("activiteit Leesavond", null, "activity.save", "Title", "Day=2026-12-01")]
    [InlineData("deel", null, "example.propose", "Title", "Text=Met koffie erbij, elke maandag.")]
    [InlineData("deel", null, "example.propose", "Text", "Title=Zo deden wij het")]
    [InlineData("vacature", null, "call.post", "Text", "Roles=Bouwer")]
    [InlineData("waarom", "why.edit", "why.save", "Why", "")]
    [InlineData("waarom", "why.edit", "why.save", "Goal", "Why=Omdat lezen verbindt")]
    [InlineData("status", "community.edit", "community.save", "Name", "")]
    [InlineData("status", "community.edit", "community.save", "Theme", "")]
    public async Task A_sign_of_two_thousand_units_is_refused_in_words_by_every_form(string command, string? opens, string verb, string input, string others)
    {
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, command);
        var form = opens is null ? card.Card! : (await Story.PressesAsync(Org.Anna, card, opens))["value"]!;
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();
        var filled = others.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]));

        var answer = await Story.PressesOnAsync(
            Org.Anna, card, new System.Text.Json.Nodes.JsonObject { ["value"] = form.DeepClone() }, verb, [.. filled, (input, OneSign)]);

        Assert.Contains("tekens", answer["value"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.InRange(answer.ToJsonString().Length, 1, 28 * 1024);
        await Story.SettleAsync();
        Assert.Equal(before, Story.Host.Fingerprint());
        (await Story.AsksAsync(Org.Anna, Org.Channel, "status")).Card.Says("Lezers van de Polder");
    }

    [Fact]
    public async Task Neither_is_a_community_registered_under_it()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Private, "/community register");

        var answer = await Story.PressesAsync(Org.Anna, form, "community.register", ("Name", OneSign), ("StartDate", "2026-09-01"), ("Language", "nl"));

        Assert.Contains("tekens", answer["value"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("geen community", (await Story.AsksAsync(Org.Anna, Org.Private, "status")).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commitment_of_it_is_refused_too()
    {
        var me = await Story.AsksAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), "ik");

        var answer = await Story.PressesOnAsync(
            Org.Anna, me, await Story.PressesAsync(Org.Anna, me, "contribution.edit"), "contribution.save",
            ("Commitment", $"{OneSign}\nTwee\nDrie"), ("Hours", "4"));

        Assert.Contains("tekens", answer["value"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(Story.Host.RowsWith("\tcontribution|"));
    }
}
