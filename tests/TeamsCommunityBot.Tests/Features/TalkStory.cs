using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Said and answered: exactly one answer, in the right language, with a next step.</summary>
public sealed class TalkStory : StoryTests
{
    [Theory]
    [InlineData("help", "nl-NL", "Wat ik kan doen")]
    [InlineData("/community hulp", "en-US", "What I can do")]
    [InlineData("hallo", "nl-BE", "Wat ik kan doen")]
    [InlineData("bedankt!", "nl-NL", "Graag gedaan!")]
    [InlineData("", "nl-NL", "Wat ik kan doen")]
    [InlineData("statsu", "en-US", "I do not know \"statsu\". Did you mean \"status\"?")]
    [InlineData("/community aanmeldne", "nl-NL", "Ik ken \"aanmeldne\" niet. Bedoelde je \"aanmelden\"?")]
    [InlineData("wat vind jij ervan", "nl-NL", "Ik ken \"wat vind jij ervan\" niet.")]
    [InlineData("doctor", "en-US", "Does everything work?")]
    [InlineData("taal", "nl-NL", "Welke taal spreek ik?")]
    public async Task Everything_said_gets_one_answer_with_a_next_step(string said, string locale, string answer)
    {
        var card = (await Story.AsksAsync(Org.Anna, Org.Channel, said, locale)).Card!;

        card.Says(answer);
        Assert.NotEmpty(card.Buttons());
    }

    [Fact]
    public async Task The_offered_command_runs_at_a_press()
    {
        var offer = await Story.AsksAsync(Org.Anna, Org.Channel, "statsu");

        var answer = await Story.PressesAsync(Org.Anna, offer, "Ja: status");

        answer["value"].Says("nog geen community");
    }

    [Fact]
    public async Task In_a_chat_status_shows_the_community_of_whoever_asks_and_of_nobody_else()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private, "Besloten lezers");

        var mine = await Story.AsksAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), "status");
        var theirs = await Story.AsksAsync(Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), "status");

        mine.Card.Says("Besloten lezers");
        theirs.Card.Says("Ik ken geen community's");
        Assert.DoesNotContain("Besloten", theirs.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_chat_with_two_communities_it_asks_which()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private, "Besloten lezers");
        await Story.RegistersAsync(Org.Anna, Org.Channel, "Open schrijvers");
        var chat = Story.Sim.Org.ChatWith(Org.Anna);

        var question = await Story.AsksAsync(Org.Anna, chat, "status");
        var answer = await Story.PressesAsync(Org.Anna, question, "status.show", ("Community", Org.Channel.Id));

        answer["value"].Says("Open schrijvers");
    }

    [Fact]
    public async Task A_choice_that_was_never_offered_is_refused_like_one_that_does_not_exist()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private, "Besloten lezers");
        await Story.RegistersAsync(Org.Anna, Org.Channel, "Open schrijvers");
        var second = Story.Sim.Org.AddChannel(Org.Team, "Laat een ander zien");
        await Story.RegistersAsync(Org.Anna, second, "Meer lezers");
        var question = await Story.AsksAsync(Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), "status");

        var forged = await Story.PressesAsync(Org.Chris, question, "status.show", ("Community", Org.Private.Id));
        var absent = await Story.PressesAsync(Org.Chris, question, "status.show", ("Community", "19:niemand@thread.tacv2"));

        Assert.Equal(absent["value"]!.ToString(), forged["value"]!.ToString());
    }

    [Fact]
    public async Task A_person_chooses_the_language_of_their_chat_and_a_lead_that_of_the_channel()
    {
        var chat = Story.Sim.Org.ChatWith(Org.Anna);
        await Story.SaysAsync(Org.Anna, chat, "taal en");
        (await Story.AsksAsync(Org.Anna, chat, "help")).Card.Says("What I can do");

        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var refused = await Story.AsksAsync(Org.Bram, Org.Channel, "taal en");
        Assert.Contains("leidt", refused.Text, StringComparison.Ordinal);
        await Story.SaysAsync(Org.Anna, Org.Channel, "taal en");
        (await Story.AsksAsync(Org.Bram, Org.Channel, "status")).Card.Says("nobody yet");
    }

    [Fact]
    public async Task A_press_on_an_old_or_copied_card_is_answered_with_a_fresh_one()
    {
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel, "Open schrijvers");
        var copied = Story.Sim.Activities.Press(status.Card!, Org.Private, "1", status.Id, Org.Anna, "status.more");

        var answer = (await Story.Sim.DeliverAsync(Story.Host.Endpoint, copied, TestContext.Current.CancellationToken)).Json!;

        answer["value"].Says("oudere kaart");
        answer["value"].SaysNothingOf("Open schrijvers");
    }

    [Theory]
    [InlineData("teamArchived", "gearchiveerd")]
    [InlineData("channelDeleted", "verwijderd")]
    public async Task What_happens_to_the_place_stands_on_the_status_card(string happened, string words)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var activities = Story.Sim.Activities;
        var news = happened == "teamArchived"
            ? activities.TeamEvent(happened, Org.Team, Org.Anna)
            : activities.ChannelEvent(happened, Org.Channel, Org.Anna);

        Assert.Empty(await Story.SendAsync(news));

        (await Story.AsksAsync(Org.Anna, Org.Channel, "status")).Card.Says(words);
    }
}
