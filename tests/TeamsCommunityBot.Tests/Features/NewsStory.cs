using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Cards;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Features.Purposes;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>News that somebody hears in their own chat leads on: what to do about it is a button there, and does what it would do in the channel.</summary>
public sealed class NewsStory() : StoryTests("2026-11-23T09:00:00Z")
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task After_a_no_somebody_else_is_asked_right_there()
    {
        await AsksAsync(Org.Bram);
        await Story.PressesAsync(Org.Bram, Assert.Single(await QuestionsAsync(Org.Bram)), "Liever niet");

        var news = Assert.Single(await Story.HeardAsync(Org.Anna, "Bram Testman wordt liever geen verbinder van Lezers van de Polder."));
        Assert.Equal(["Vraag iemand anders", "Chat met Bram Testman", "Plaats een oproep", "Kanaal openen"], news.Card!.Buttons());
        Assert.Equal("https://teams.microsoft.com/l/chat/0/0?users=bram.testman%40voorbeeld.example", LinkOf(news, "Chat met Bram Testman"));

        var form = await Story.PressesAsync(Org.Anna, news, "Vraag iemand anders");
        form["value"].Says("Wie wordt verbinder?");
        await Story.PressesOnAsync(Org.Anna, news, form, "Vragen", ("Person", Org.Chris.AadObjectId), ("LevelDiscussed", "true"));
        Assert.Single(await QuestionsAsync(Org.Chris));
    }

    [Fact]
    public async Task After_a_no_an_open_call_is_posted_from_there()
    {
        await AsksAsync(Org.Bram);
        await Story.PressesAsync(Org.Bram, Assert.Single(await QuestionsAsync(Org.Bram)), "Liever niet");
        var news = Assert.Single(await Story.HeardAsync(Org.Anna, "Bram Testman wordt liever geen verbinder"));

        var form = await Story.PressesAsync(Org.Anna, news, "Plaats een oproep");
        await Story.PressesOnAsync(Org.Anna, news, form, "Oproep plaatsen", ("Roles", "Verbinder"));
        await Story.SettleAsync();

        Assert.Single(Story.Sim.Posts(Org.Channel), post => post.Card?.Words().Contains("Dat lijkt me leuk", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Who_would_rather_talk_first_is_one_press_away_and_nobody_else_can_be_asked_meanwhile()
    {
        await AsksAsync(Org.Bram);
        await Story.PressesAsync(Org.Bram, Assert.Single(await QuestionsAsync(Org.Bram)), "Eerst overleggen");

        var news = Assert.Single(await Story.HeardAsync(Org.Anna, "Bram Testman wil eerst overleggen"));
        Assert.Equal(["Chat met Bram Testman", "Naar de rollen", "Kanaal openen"], news.Card!.Buttons());
        (await Story.PressesAsync(Org.Anna, news, "Naar de rollen"))["value"].Says("Vraag intrekken");
    }

    [Fact]
    public async Task Where_teams_tells_no_sign_in_name_there_is_no_button_that_leads_nowhere()
    {
        Org.Bram.HidesSignInName = true;
        await AsksAsync(Org.Bram);
        await Story.PressesAsync(Org.Bram, Assert.Single(await QuestionsAsync(Org.Bram)), "Liever niet");

        var news = Assert.Single(await Story.HeardAsync(Org.Anna, "Bram Testman wordt liever geen verbinder"));
        Assert.DoesNotContain(news.Card!.Buttons(), button => button.StartsWith("Chat met", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_whose_role_was_taken_gets_no_button_for_leads()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await Story.ChangesAsync(null, community => community.Release(Role.Bouwer, RoleSteps.Of(Org.Anna), Clock.GetUtcNow()));

        var news = Assert.Single(await Story.HeardAsync(Org.Bram, "heeft je rol vrijgegeven"));

        Assert.Equal(["Chat met Anna Voorbeeld", "Status tonen", "Kanaal openen"], news.Card!.Buttons());
        (await Story.PressesAsync(Org.Bram, news, "Status tonen"))["value"].Says("Lezers van de Polder");
    }

    [Fact]
    public async Task The_button_is_a_wish_and_no_right()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await AsksAsync(Org.Chris, by: Org.Bram);
        await Story.PressesAsync(Org.Chris, Assert.Single(await QuestionsAsync(Org.Chris)), "Liever niet");
        var news = Assert.Single(await Story.HeardAsync(Org.Bram, "Chris Proefpersoon wordt liever geen verbinder"));

        await Story.ChangesAsync(null, community => community.Release(Role.Bouwer, RoleSteps.Of(Org.Anna), Clock.GetUtcNow()));

        Assert.DoesNotContain("Wie wordt verbinder?", (await Story.PressesAsync(Org.Bram, news, "Vraag iemand anders"))["value"]!.ToJsonString(),
            StringComparison.Ordinal);
    }

    private Task AsksAsync(SimPerson who, SimPerson? by = null) => Story.ChangesAsync(null, community => community
        .Invite(Role.Verbinder, RoleSteps.Of(who), RoleSteps.Of(by ?? Org.Anna), until: null, thirdRole: false, Clock.GetUtcNow()));

    private async Task<IReadOnlyList<SimPost>> QuestionsAsync(SimPerson who) => await Story.HeardAsync(who, "Wil je verbinder worden");

    private static string LinkOf(SimPost post, string title) =>
        CardRules.Parts(post.Card).Single(part => (string?)part["title"] == title && part["type"] is JsonValue)["url"]!.ToString();
}
