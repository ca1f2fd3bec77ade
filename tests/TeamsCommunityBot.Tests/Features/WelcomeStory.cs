using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

public sealed class WelcomeStory : IAsyncLifetime
{
    private Story _story = null!;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync();

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task One_installation_is_welcomed_once_though_Teams_says_it_twice()
    {
        var installed = _story.Sim.Activities.Installed(_story.Org.Channel, _story.Org.Anna);

        var welcome = Assert.Single(await _story.SendAsync([.. installed, .. installed]));

        Assert.Contains("Anna Voorbeeld", welcome.Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Added_again_after_a_removal_it_is_welcomed_again_and_the_community_is_still_there()
    {
        var activities = _story.Sim.Activities;
        await _story.SendAsync([.. activities.Installed(_story.Org.Channel, _story.Org.Anna)]);
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);

        await _story.SendAsync([.. activities.Uninstalled(_story.Org.Channel, _story.Org.Anna)]);
        Assert.Single(await _story.SendAsync([.. activities.Installed(_story.Org.Channel, _story.Org.Anna)]));

        Assert.Contains("Lezers van de Polder", (await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "status")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_greeted_for_joining() =>
        Assert.Empty(await _story.SendAsync(_story.Sim.Activities.MembersAdded(_story.Org.Channel, _story.Org.Anna, _story.Org.Chris)));

    [Fact]
    public async Task The_first_installer_may_change_every_community_and_the_card_says_so()
    {
        var welcome = Assert.Single(await _story.SendAsync([.. _story.Sim.Activities.Installed(_story.Org.Channel, _story.Org.Dina)]));
        Assert.Contains("Dina Monster", welcome.Card!.Words(), StringComparison.Ordinal);
        var status = await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);

        var form = await _story.PressesAsync(_story.Org.Dina, status, "community.edit");

        Assert.Equal("application/vnd.microsoft.card.adaptive", form["type"]!.ToString());
    }

    [Fact]
    public async Task The_welcome_speaks_the_other_language_at_a_press()
    {
        var welcome = Assert.Single(await _story.SendAsync([.. _story.Sim.Activities.Installed(_story.Org.Channel, _story.Org.Anna)]));

        var other = await _story.PressesAsync(_story.Org.Bram, welcome, "welcome.language");

        Assert.NotEqual(welcome.Card!["lang"]!.ToString(), other["value"]!["lang"]!.ToString());
        Assert.Contains("Anna Voorbeeld", other["value"]!.Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("their own chat")]
    [InlineData("a team, as a guest")]
    public async Task Nobody_comes_to_administer_the_bot_by_adding_it_to(string place)
    {
        var own = place == "their own chat";
        var who = own ? _story.Org.Bram : _story.Org.Guest;
        await _story.SendAsync([.. _story.Sim.Activities.Installed(own ? _story.Sim.Org.ChatWith(who) : _story.Org.Channel, who)]);
        var status = await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);

        var refused = await _story.PressesAsync(who, status, "community.edit");

        Assert.Equal("application/vnd.microsoft.activity.message", refused["type"]!.ToString());
    }
}
