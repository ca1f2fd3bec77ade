using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Presence;

/// <summary>Teams does not always say that somebody left. Whoever is not in the channel any more gets no letters about the community all the same.</summary>
public sealed class LeaverStory() : StoryTests("2026-12-14T08:00:00Z")
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.LaterAsync(TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task Whoever_asked_and_left_does_not_hear_the_answer_and_the_channel_does_not_call_them()
    {
        var roles = await Story.AsksAsync(Org.Bram, Org.Channel, "rollen");
        var form = await Story.PressesAsync(Org.Bram, roles, "role.choose");
        await Story.PressesOnAsync(Org.Bram, roles, form, "role.assign", ("Person", Org.Chris.AadObjectId));
        var question = (await Story.PersonalPostsAsync(Org.Chris))[^1];
        await LeavesAsync(Org.Bram);

        await Story.PressesAsync(Org.Chris, question, "role.decline");

        await NothingIsSaidToAsync(Org.Bram);
    }

    [Fact]
    public async Task Where_the_verbinder_left_another_lead_hears_of_a_hand()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        await Story.PressesAsync(Org.Anna, form, "Oproep plaatsen", ("Roles", "Bouwer"), ("Text", ""));
        await Story.SettleAsync();
        var call = Story.Sim.Posts()[^1];
        await LeavesAsync(Org.Bram);

        await Story.PressesAsync(Org.Chris, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromMinutes(2));

        await NothingIsSaidToAsync(Org.Bram);
        Assert.Contains("stak een hand op", (await Story.PersonalPostsAsync(Org.Anna))[^1].Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_asked_for_a_role_and_left_is_not_asked_and_whoever_asked_hears_it()
    {
        await Story.ChangesAsync(null, community => community.Invite(
            Role.Bouwer, RoleSteps.Of(Org.Chris), RoleSteps.Of(Org.Bram), until: null, thirdRole: false, Clock.GetUtcNow()));
        var before = (await Story.PersonalPostsAsync(Org.Chris)).Count;
        await LeavesAsync(Org.Chris);

        await Story.LaterAsync(TimeSpan.FromDays(7));

        Assert.Equal(before, Story.Sim.Posts(Story.Sim.Org.ChatWith(Org.Chris)).Count);
        await NothingIsSaidToAsync(Org.Chris);
    }

    [Fact]
    public async Task Whoever_held_a_role_and_left_is_not_asked_about_time()
    {
        await Story.HoldsAsync(Org.Chris, Role.Aanjager);
        await UntilAsync("2027-01-20T08:15:00Z");
        await LeavesAsync(Org.Bram);

        await UntilAsync("2027-01-20T08:45:00Z");

        await NothingIsSaidToAsync(Org.Bram);
        Assert.Contains("Had je genoeg tijd?", (await Story.PersonalPostsAsync(Org.Chris))[^1].Card!.Words(), StringComparison.Ordinal);
    }

    private int _chat;
    private int _channel;

    /// <summary>Without an event; and what Teams said a moment ago is forgotten.</summary>
    private async Task LeavesAsync(SimPerson who)
    {
        Org.Team.Roster.Remove(who);
        await Story.LaterAsync(TimeSpan.FromMinutes(6));
        (_chat, _channel) = (Story.Sim.Posts(Story.Sim.Org.ChatWith(who)).Count, NamedInChannel(who));
    }

    private async Task NothingIsSaidToAsync(SimPerson who)
    {
        await Story.LaterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(_chat, Story.Sim.Posts(Story.Sim.Org.ChatWith(who)).Count);
        Assert.Equal(_channel, NamedInChannel(who));
    }

    private int NamedInChannel(SimPerson who) =>
        Story.Sim.Posts(Org.Channel).Count(post => post.Json.Contains($"<at>{who.Name}</at>", StringComparison.Ordinal));
}
