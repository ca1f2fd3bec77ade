using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
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
        Assert.Contains("Wacht op een ja", await ListAsync(Org.Channel), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Anna, question, "Ja, gebruiken");

        Assert.Contains("\"Buren lezen voor\" doet mee tot", Now(question).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("Doet mee", await ListAsync(Org.Channel), StringComparison.Ordinal);
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
        Assert.Contains("Niet gebruikt", await ListAsync(Org.Channel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_shares_it_does_not_say_yes_to_it_themself_and_the_administrators_are_asked()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        var question = await SharesAsync(Org.Anna, Org.Channel, Story1, asked: Org.Dina);
        var list = await Story.AsksAsync(Org.Anna, Org.Channel, "voorbeelden");

        var refused = await Story.PressesAsync(Org.Anna, list, "Ja, gebruiken");

        Assert.Contains("zegt iemand anders er ja tegen", refused["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Wacht op een ja", await ListAsync(Org.Channel), StringComparison.Ordinal);
        Assert.Empty(await SaidEverywhereAsync());
        question.Card.Says("Link: voorbeeld.example/voorlezen");
        await Story.PressesAsync(Org.Dina, question, "Ja, gebruiken");
        Assert.Single(await SaidEverywhereAsync());
    }

    [Fact]
    public async Task One_employee_with_a_channel_of_their_own_brings_nothing_before_other_teams()
    {
        var own = Story.Sim.Org.AddChannel(Org.Team, "Van Bram");
        await Story.RegistersAsync(Org.Bram, own, "Van Bram");
        var form = await Story.AsksAsync(Org.Bram, own, "deel");
        await Story.PressesAsync(Org.Bram, form, "Delen", ("Title", "Je wachtwoord verloopt"), ("Text", "Log meteen in."),
            ("Link", "https://login.evil.example/"));
        await Story.SettleAsync();
        var list = await Story.AsksAsync(Org.Bram, own, "voorbeelden");

        await Story.PressesAsync(Org.Bram, list, "Ja, gebruiken");

        Assert.Empty(await SaidEverywhereAsync());
        // Nobody else leads it and nobody administers the bot: the channel reads that something waits, and not what.
        var waits = Assert.Single(Story.Sim.Posts(), post => post.Conversation == own
            && post.Card?.Words().Contains("Er wacht een voorbeeld", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("wachtwoord", waits.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_the_words_anew_does_not_say_yes_to_them_either()
    {
        await Story.HoldsAsync(Org.Chris, Role.Bouwer);
        var question = await SharesAsync(Org.Bram, Org.Channel, Story1);
        var form = (await Story.PressesAsync(Org.Anna, question, "Wijzigen"))["value"]!.AsObject();
        await PressesAsync(form, question, Org.Anna, "Opslaan", ("Title", "Log meteen in"));

        var list = await Story.AsksAsync(Org.Anna, Org.Channel, "voorbeelden");
        await Story.PressesAsync(Org.Anna, list, "Ja, gebruiken");

        Assert.Empty(await SaidEverywhereAsync());
        var asked = (await Story.PersonalPostsAsync(Org.Chris)).Last(post => post.Card!.Words().Contains("Log meteen in", StringComparison.Ordinal));
        await Story.PressesAsync(Org.Chris, asked, "Ja, gebruiken");
        Assert.Single(await SaidEverywhereAsync());
    }

    [Fact]
    public async Task An_administrator_puts_away_any_that_goes_before_other_teams_and_sees_none_of_a_closed_channel()
    {
        var admin = Story.Sim.Org.AddPerson(Org.Tenant, "Els Beheer");
        var elsewhere = Story.Sim.Org.AddTeam(Org.Tenant, "Elders");
        elsewhere.Roster.Add(admin);
        await Story.SendAsync([.. Story.Sim.Activities.Installed(elsewhere.General, admin)]);
        await Story.PressesAsync(Org.Anna, await SharesAsync(Org.Bram, Org.Channel, Story1), "Ja, gebruiken");
        await Story.RegistersAsync(Org.Anna, Org.Private, "Kleine kring");
        var form = await Story.AsksAsync(Org.Bram, Org.Private, "deel");
        await Story.PressesAsync(Org.Bram, form, "Delen", ("Title", "Geheim"), ("Text", "Alleen hier."), ("Link", ""));
        await Story.SettleAsync();

        var all = await Story.AsksAsync(admin, Story.Sim.Org.ChatWith(admin), "voorbeelden");

        all.Card.Says("Buren lezen voor");
        all.Card.Says("voorbeeld.example/voorlezen");
        all.Card.SaysNothingOf("Geheim");
        await Story.PressesAsync(admin, all, "Archiveren");
        Assert.Empty(await SaidEverywhereAsync());
        var brams = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "voorbeelden");
        Assert.DoesNotContain("hele organisatie", brams.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_a_colleague_shared_is_read_with_its_host_before_it_is_opened()
    {
        using var spoken = Language.Use("nl");
        var example = new Example(1, "1", "t", "19:c@thread.tacv2", "Lezers", IsOpen: true, "Titel", "Verhaal", "https://log\u0456n.example/a?b=c",
            new("1", "29:1", "Bram"),
            DateTimeOffset.UnixEpoch, ExampleState.Approved, null, null, 2);

        var host = new Uri(example.Link!).IdnHost;
        Assert.StartsWith("xn--", host, StringComparison.Ordinal);

        var card = NudgeCard.Render(new(null, Cadence.Weekly, example.ToItem(), null, Tally.None));

        var json = JsonSerializer.SerializeToNode(card, CardJson.Default.AdaptiveCard)!;
        json.Says($"Link: {host}/a?b=c");
        Assert.Contains($"{host} openen", json.Buttons());
    }

    [Fact]
    public async Task Changed_words_need_a_yes_again_and_what_is_put_away_is_gone_from_the_list()
    {
        await Story.HoldsAsync(Org.Chris, Role.Bouwer);
        var question = await SharesAsync(Org.Bram, Org.Channel, Story1);
        await Story.PressesAsync(Org.Anna, question, "Ja, gebruiken");

        var form = (await Story.PressesAsync(Org.Anna, Now(question), "Wijzigen"))["value"]!.AsObject();
        await PressesAsync(form, question, Org.Anna, "Opslaan", ("Title", "Buren lezen samen"));
        Assert.Contains("Wacht op een ja", await ListAsync(Org.Channel), StringComparison.Ordinal);
        Assert.Contains("Buren lezen samen", await ListAsync(Org.Channel), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Chris, await Story.AsksAsync(Org.Chris, Org.Channel, "voorbeelden"), "Ja, gebruiken");
        await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "voorbeelden"), "Archiveren");
        Assert.Contains("Hier heeft nog niemand een voorbeeld gedeeld.", await ListAsync(Org.Channel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Title", "", "Geef het voorbeeld een titel.")]
    [InlineData("Text", "", "Vertel wat jullie deden.")]
    [InlineData("Link", "http://voorbeeld.example", "Het begint met https://")]
    [InlineData("Link", "javascript:alert(1)", "Het begint met https://")]
    [InlineData("Link", "https://anna:geheim@voorbeeld.example", "Het begint met https://")]
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

    /// <summary>Somebody shares, and Anna, a lead, or somebody else gets the question in their own chat.</summary>
    private async Task<SimPost> SharesAsync(SimPerson who, SimChannel channel, (string, string)[] inputs, SimPerson? asked = null)
    {
        var form = await Story.AsksAsync(who, channel, "/community deel");
        await Story.PressesAsync(who, form, "Delen", inputs);
        return Assert.Single(await Story.PersonalPostsAsync(asked ?? Org.Anna), post => post.Json.Contains("example.decide", StringComparison.Ordinal));
    }

    /// <summary>What any community may get in its weekly message of what colleagues shared.</summary>
    private async Task<IReadOnlyList<ContentItem>> SaidEverywhereAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        var content = await scope.ServiceProvider.GetRequiredService<NudgeReader>().ContentAsync(Org.Tenant.Id, Story.Sim.Clock.GetUtcNow(),
            TestContext.Current.CancellationToken);
        return [.. content.Everywhere.Where(Example.IsOwn)];
    }

    private async Task<string> ListAsync(SimChannel channel) => (await Story.AsksAsync(Org.Bram, channel, "voorbeelden")).Card!.Words();

    private Task PressesAsync(System.Text.Json.Nodes.JsonObject card, SimPost at, SimPerson who, string button, params (string, string)[] inputs) =>
        Story.Sim.DeliverAsync(
        Story.Host.Endpoint,
        Story.Sim.Activities.Press(card, at.Conversation, null, at.Id, who, button, inputs.ToDictionary(input => input.Item1, input => input.Item2)),
        TestContext.Current.CancellationToken);
}
