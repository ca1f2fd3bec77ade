using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Said and answered: exactly one answer, in the right language, with a next step.</summary>
public sealed class TalkStory : IAsyncLifetime
{
    private Story _story = null!;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync();

    public ValueTask DisposeAsync() => _story.DisposeAsync();

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
        var card = (await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, said, locale)).Card!;

        Assert.Contains(answer, card.Words(), StringComparison.Ordinal);
        Assert.NotEmpty(card.Buttons());
    }

    [Fact]
    public async Task The_offered_command_runs_at_a_press()
    {
        var offer = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "statsu");

        var answer = await _story.PressesAsync(_story.Org.Anna, offer, "Ja: status");

        Assert.Contains("nog geen community", answer["value"]!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_chat_status_shows_the_community_of_whoever_asks_and_of_nobody_else()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Private, "Besloten lezers");

        var mine = await _story.AsksAsync(_story.Org.Anna, _story.Sim.Org.ChatWith(_story.Org.Anna), "status");
        var theirs = await _story.AsksAsync(_story.Org.Chris, _story.Sim.Org.ChatWith(_story.Org.Chris), "status");

        Assert.Contains("Besloten lezers", mine.Card!.Words(), StringComparison.Ordinal);
        Assert.Null(theirs.Card);
        Assert.DoesNotContain("Besloten", theirs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_chat_with_two_communities_it_asks_which()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Private, "Besloten lezers");
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel, "Open schrijvers");
        var chat = _story.Sim.Org.ChatWith(_story.Org.Anna);

        var question = await _story.AsksAsync(_story.Org.Anna, chat, "status");
        var answer = await _story.PressesAsync(_story.Org.Anna, question, "status.show", ("Community", _story.Org.Channel.Id));

        Assert.Contains("Open schrijvers", answer["value"]!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_that_was_never_offered_is_refused_like_one_that_does_not_exist()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Private, "Besloten lezers");
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel, "Open schrijvers");
        var second = _story.Sim.Org.AddChannel(_story.Org.Team, "Nog een");
        await _story.RegistersAsync(_story.Org.Anna, second, "Meer lezers");
        var question = await _story.AsksAsync(_story.Org.Chris, _story.Sim.Org.ChatWith(_story.Org.Chris), "status");

        var forged = await _story.PressesAsync(_story.Org.Chris, question, "status.show", ("Community", _story.Org.Private.Id));
        var absent = await _story.PressesAsync(_story.Org.Chris, question, "status.show", ("Community", "19:niemand@thread.tacv2"));

        Assert.Equal(absent["value"]!.ToString(), forged["value"]!.ToString());
    }

    [Fact]
    public async Task A_person_chooses_the_language_of_their_chat_and_a_lead_that_of_the_channel()
    {
        var chat = _story.Sim.Org.ChatWith(_story.Org.Anna);
        await _story.SaysAsync(_story.Org.Anna, chat, "taal en");
        Assert.Contains("What I can do", (await _story.AsksAsync(_story.Org.Anna, chat, "help")).Card!.Words(), StringComparison.Ordinal);

        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        var refused = await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "taal en");
        Assert.Contains("leidt", refused.Text, StringComparison.Ordinal);
        await _story.SaysAsync(_story.Org.Anna, _story.Org.Channel, "taal en");
        Assert.Contains("nobody yet", (await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "status")).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_on_an_old_or_copied_card_is_answered_with_a_fresh_one()
    {
        var status = await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel, "Open schrijvers");
        var copied = _story.Sim.Activities.Press(status.Card!, _story.Org.Private, "1", status.Id, _story.Org.Anna, "community.edit");

        var answer = (await _story.Sim.DeliverAsync(_story.Host.Endpoint, copied, TestContext.Current.CancellationToken)).Json!;

        Assert.Contains("oudere kaart", answer["value"]!.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Open schrijvers", answer["value"]!.Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teamArchived", "gearchiveerd")]
    [InlineData("channelDeleted", "verwijderd")]
    public async Task What_happens_to_the_place_stands_on_the_status_card(string happened, string words)
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        var activities = _story.Sim.Activities;
        var news = happened == "teamArchived"
            ? activities.TeamEvent(happened, _story.Org.Team, _story.Org.Anna)
            : activities.ChannelEvent(happened, _story.Org.Channel, _story.Org.Anna);

        Assert.Empty(await _story.SendAsync(news));

        Assert.Contains(words, (await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "status")).Card!.Words(), StringComparison.Ordinal);
    }
}
