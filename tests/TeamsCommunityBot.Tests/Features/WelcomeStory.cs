using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

public sealed class WelcomeStory : StoryTests
{
    [Fact]
    public async Task One_installation_is_welcomed_once_though_Teams_says_it_twice()
    {
        var installed = Story.Sim.Activities.Installed(Org.Channel, Org.Anna);

        var welcome = Assert.Single(await Story.SendAsync([.. installed, .. installed]));

        welcome.Card.Says("Anna Voorbeeld");
    }

    [Fact]
    public async Task Added_again_after_a_removal_it_is_welcomed_again_and_the_community_is_still_there()
    {
        var activities = Story.Sim.Activities;
        await Story.SendAsync([.. activities.Installed(Org.Channel, Org.Anna)]);
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        await Story.SendAsync([.. activities.Uninstalled(Org.Channel, Org.Anna)]);
        Assert.Single(await Story.SendAsync([.. activities.Installed(Org.Channel, Org.Anna)]));

        Assert.Contains("Lezers van de Polder", (await Story.AsksAsync(Org.Bram, Org.Channel, "status")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_greeted_for_joining() =>
        Assert.Empty(await Story.SendAsync(Story.Sim.Activities.MembersAdded(Org.Channel, Org.Anna, Org.Chris)));

    [Fact]
    public async Task The_first_installer_may_change_every_community_and_the_card_says_so()
    {
        var welcome = Assert.Single(await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Dina)]));
        welcome.Card.Says("Dina Monster");
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);

        var form = await Story.PressesAsync(Org.Dina, status, "community.edit");

        Assert.Equal("application/vnd.microsoft.card.adaptive", form["type"]!.ToString());
    }

    [Fact]
    public async Task The_welcome_speaks_the_other_language_at_a_press()
    {
        var welcome = Assert.Single(await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Anna)]));

        var other = await Story.PressesAsync(Org.Bram, welcome, "welcome.language");

        Assert.NotEqual(welcome.Card!["lang"]!.ToString(), other["value"]!["lang"]!.ToString());
        other["value"].Says("Anna Voorbeeld");
    }

    [Theory]
    [InlineData("their own chat")]
    [InlineData("a team, as a guest")]
    public async Task Nobody_comes_to_administer_the_bot_by_adding_it_to(string place)
    {
        var own = place == "their own chat";
        var who = own ? Org.Bram : Org.Guest;
        await Story.SendAsync([.. Story.Sim.Activities.Installed(own ? Story.Sim.Org.ChatWith(who) : Org.Channel, who)]);
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);

        var refused = await Story.PressesAsync(who, status, "community.edit");

        Assert.Equal("application/vnd.microsoft.activity.message", refused["type"]!.ToString());
    }
}
