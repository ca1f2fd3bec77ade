using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>An organisation's own examples: shared, said yes to, said, changed and put away.</summary>
public sealed class ExampleStory : StoryTests
{
    private static readonly (string, string)[] Story1 = [("Title", "Buren lezen voor"), ("Text", "Elke week leest een buur voor. Het begon met drie stoelen."),
        ("Link", "https://voorbeeld.example/voorlezen")];

    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task A_member_shares_a_lead_says_yes_and_then_it_may_be_said()
    {
        var question = await SharesAsync(Org.Bram, Org.Channel, Story1);
        question.Card.Says("Bram Testman deelde dit in Lezers van de Polder");
        Assert.Contains("wacht op een ja", await ListAsync(Org.Channel), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Anna, question, "Ja, gebruiken");

        Assert.Contains("\"Buren lezen voor\" doet mee tot", Now(question).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("doet mee tot", await ListAsync(Org.Channel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_a_lead_decides_wherever_the_card_lies()
    {
        await SharesAsync(Org.Bram, Org.Channel, Story1);
        var list = await Story.AsksAsync(Org.Bram, Org.Channel, "voorbeelden");
        var before = Story.Host.Fingerprint();

        foreach (var button in (string[])["Ja, gebruiken", "Nee, dit niet", "Wijzigen"]) await Story.PressesAsync(Org.Bram, list, button);
        await Story.PressesAsync(Org.Guest, list, "Ja, gebruiken");

        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task A_decision_on_an_older_card_changes_nothing()
    {
        var question = await SharesAsync(Org.Bram, Org.Channel, Story1);
        var list = await Story.AsksAsync(Org.Anna, Org.Channel, "voorbeelden");
        await Story.PressesAsync(Org.Anna, list, "Nee, dit niet");

        var answer = await Story.PressesAsync(Org.Anna, question, "Ja, gebruiken");

        Assert.Contains("intussen veranderd", answer["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("niet gebruikt", await ListAsync(Org.Channel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_words_need_a_yes_again_and_what_is_put_away_is_gone_from_the_list()
    {
        var question = await SharesAsync(Org.Bram, Org.Channel, Story1);
        await Story.PressesAsync(Org.Anna, question, "Ja, gebruiken");

        var form = (await Story.PressesAsync(Org.Anna, Now(question), "Wijzigen"))["value"]!.AsObject();
        await PressesAsync(form, question, Org.Anna, "Opslaan", ("Title", "Buren lezen samen"));
        Assert.Contains("wacht op een ja", await ListAsync(Org.Channel), StringComparison.Ordinal);
        Assert.Contains("Buren lezen samen", await ListAsync(Org.Channel), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Anna, Now(question), "Ja, gebruiken");
        await Story.PressesAsync(Org.Anna, Now(question), "Archiveren");
        Assert.Contains("Hier heeft nog niemand een voorbeeld gedeeld.", await ListAsync(Org.Channel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Title", "", "Geef het voorbeeld een titel.")]
    [InlineData("Text", "", "Vertel wat jullie deden.")]
    [InlineData("Link", "http://voorbeeld.example", "De link moet met https:// beginnen")]
    [InlineData("Link", "javascript:alert(1)", "De link moet met https:// beginnen")]
    [InlineData("Link", "https://anna:geheim@voorbeeld.example", "De link moet met https:// beginnen")]
    public async Task What_is_wrong_in_the_form_is_said_and_nothing_is_kept(string input, string value, string problem)
    {
        var form = await Story.AsksAsync(Org.Bram, Org.Channel, "deel");
        var before = Story.Host.Fingerprint();

        var answer = await Story.PressesAsync(Org.Bram, form, "Delen", [.. Story1.Where(pair => pair.Item1 != input), (input, value)]);

        answer["value"].Says(problem);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task What_was_shared_in_a_private_channel_stays_there()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private, "Kleine kring");
        var question = await SharesAsync(Org.Bram, Org.Private, Story1);

        question.Card.Says("alleen langs in deze community");
        Assert.Contains("Hier heeft nog niemand een voorbeeld gedeeld.", await ListAsync(Org.Channel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_that_comes_twice_shares_once()
    {
        var form = await Story.AsksAsync(Org.Bram, Org.Channel, "deel");
        var press = Story.Sim.Activities.Press(form, Org.Bram, "Delen", Story1.ToDictionary());
        for (var time = 0; time < 3; time++) await Story.Sim.DeliverAsync(Story.Host.Endpoint, press, TestContext.Current.CancellationToken);

        Assert.Single(await Story.PersonalPostsAsync(Org.Anna));
    }

    /// <summary>Somebody shares, and Anna, a lead, gets the question in her own chat.</summary>
    private async Task<SimPost> SharesAsync(SimPerson who, SimChannel channel, (string, string)[] inputs)
    {
        var form = await Story.AsksAsync(who, channel, "/community deel");
        await Story.PressesAsync(who, form, "Delen", inputs);
        return Assert.Single(await Story.PersonalPostsAsync(Org.Anna));
    }

    private async Task<string> ListAsync(SimChannel channel) => (await Story.AsksAsync(Org.Bram, channel, "voorbeelden")).Card!.Words();

    private Task PressesAsync(System.Text.Json.Nodes.JsonObject card, SimPost at, SimPerson who, string button, params (string, string)[] inputs) =>
        Story.Sim.DeliverAsync(
        Story.Host.Endpoint,
        Story.Sim.Activities.Press(card, at.Conversation, null, at.Id, who, button, inputs.ToDictionary(input => input.Item1, input => input.Item2)),
        TestContext.Current.CancellationToken);
}
