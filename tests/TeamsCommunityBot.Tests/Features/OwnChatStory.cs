using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Purposes;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>What belongs to a channel, done from one's own chat with the bot: the same cards, the same rights, and nobody else reads along.</summary>
public sealed class OwnChatStory() : StoryTests("2026-11-19T10:00:00Z")
{
    [Theory]
    [InlineData("rollen", "Rollen van Lezers van de Polder")]
    [InlineData("weekbericht", "Het weekbericht")]
    [InlineData("activiteiten", "Activiteiten van Lezers van de Polder")]
    [InlineData("waarom?", "Het waarom van Lezers van de Polder")]
    [InlineData("vacature", "Wie heeft hier zin in?")]
    [InlineData("pauze", "Hoe lang zal ik stil zijn?")]
    public async Task Who_leads_one_community_need_not_go_to_its_channel(string command, string title)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        (await Story.AsksAsync(Org.Anna, ChatOf(Org.Anna), command)).Card.Says(title);
    }

    [Fact]
    public async Task A_press_there_changes_the_community_and_asks_in_the_language_of_the_chat()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel, language: "en");
        await Story.SaysAsync(Org.Anna, ChatOf(Org.Anna), "taal nl");
        var before = Story.Sim.Posts(Org.Channel).Count;

        var rhythm = await Story.AsksAsync(Org.Anna, ChatOf(Org.Anna), "weekbericht");
        var form = await Story.PressesAsync(Org.Anna, rhythm, "Pauzeren");
        await Story.PressesOnAsync(Org.Anna, rhythm, form, "Twee weken");

        Now(rhythm).Card.Says("Vanaf 3 december 2026 komen de berichten vanzelf weer.");
        (await Story.AsksAsync(Org.Bram, Org.Channel, "/community nudge")).Card.Says("Paused. The messages come again from 3 December 2026");
        Assert.Equal(before + 1, Story.Sim.Posts(Org.Channel).Count);
    }

    [Fact]
    public async Task A_role_is_asked_from_the_chat()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var roles = await Story.AsksAsync(Org.Anna, ChatOf(Org.Anna), "rollen");

        await Story.PressesOnAsync(Org.Anna, roles, await Story.PressesAsync(Org.Anna, roles, "Kies een verbinder"), "Vragen",
            ("Person", Org.Bram.AadObjectId), ("LevelDiscussed", "true"));

        Assert.Single(await Story.HeardAsync(Org.Bram, "Wil je verbinder worden van Lezers van de Polder?"));
    }

    [Fact]
    public async Task Who_leads_more_is_asked_which_one()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.RegistersAsync(Org.Anna, Org.Private, "Schrijvers van de Plas");

        var which = await Story.AsksAsync(Org.Anna, ChatOf(Org.Anna), "rollen");
        which.Card.Says("Over welke community gaat het?");
        Assert.True(SimActivities.HasButton(which.Card!, "Lezers van de Polder"));

        (await Story.PressesAsync(Org.Anna, which, "Schrijvers van de Plas"))["value"].Says("Rollen van Schrijvers van de Plas");
    }

    [Fact]
    public async Task Registering_asked_there_says_where_to_go_with_a_link_for_whoever_is_in_the_channel()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        var told = await Story.AsksAsync(Org.Anna, ChatOf(Org.Anna), "aanmelden");
        told.Card.Says("Een community hoort bij een kanaal.");
        Assert.Equal(["Naar Lezers van de Polder", "Wat kun je allemaal?"], told.Card!.Buttons());
        Assert.StartsWith("https://teams.microsoft.com/l/channel/", told.Card!["actions"]![0]!["url"]!.ToString(), StringComparison.Ordinal);

        Assert.Equal(["Wat kun je allemaal?"], (await Story.AsksAsync(Org.Dina, ChatOf(Org.Dina), "aanmelden")).Card!.Buttons());
    }

    [Fact]
    public async Task Who_leads_nothing_is_told_where_it_belongs()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        Assert.Contains("Open het kanaal", (await Story.AsksAsync(Org.Dina, ChatOf(Org.Dina), "weekbericht")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_left_the_team_reads_and_changes_nothing_from_an_old_card()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var rhythm = await Story.AsksAsync(Org.Anna, ChatOf(Org.Anna), "weekbericht");
        Org.Team.Roster.Remove(Org.Anna);
        var before = Story.Host.Fingerprint();

        var answer = await Story.PressesAsync(Org.Anna, rhythm, "Pauzeren");
        var roles = await Story.PressesAsync(Org.Anna, rhythm, "Meer");

        Assert.Equal(before, Story.Host.Fingerprint());
        foreach (var refused in (JsonNode[])[answer, roles]) Assert.DoesNotContain("Lezers van de Polder", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_left_is_not_among_what_they_may_choose()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.RegistersAsync(Org.Anna, Org.Private, "Schrijvers van de Plas");
        Org.Team.Roster.Remove(Org.Anna);
        // A yes of Teams' is believed for a while.
        await Story.LaterAsync(TimeSpan.FromMinutes(30));

        var answers = await Story.SaysAsync(Org.Anna, ChatOf(Org.Anna), "weekbericht");

        Assert.DoesNotContain("Lezers van de Polder", string.Join('|', answers.Select(post => post.Json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_of_another_persons_chat_leads_nowhere()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private);
        var card = await Story.AsksAsync(Org.Anna, ChatOf(Org.Anna), "weekbericht");
        var before = Story.Host.Fingerprint();

        var copied = Story.Sim.Activities.Press(card.Card!, ChatOf(Org.Chris), null, card.Id, Org.Chris, "Pauzeren");
        var answer = (await Story.DeliverAsync(copied)).Json!;

        Assert.DoesNotContain("stil", answer["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    private SimConversation ChatOf(SimPerson who) => Story.Sim.Org.ChatWith(who);
}
