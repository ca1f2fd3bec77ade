using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Features.Purposes;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Six small steps in the first thirty days, each ticked by what happened, on the status and in the weekly message.</summary>
public sealed class FlyingStartStory() : StoryTests("2026-11-23T10:00:00Z")
{
    private const string Begun = "Vliegende start: 0 van de 6 kleine stappen gezet; nog 30 dagen";

    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task Each_step_is_ticked_by_what_happens_and_the_last_one_says_so()
    {
        (await StatusAsync()).Card.Says(Begun);

        foreach (var (who, role) in new[] { (Org.Anna, Role.Bouwer), (Org.Bram, Role.Verbinder), (Org.Chris, Role.Aanjager) })
            await Story.HoldsAsync(who, role);
        await TakenAsync(1);
        var why = await Story.AsksAsync(Org.Anna, Org.Channel, "waarom");
        await Story.PressesOnAsync(Org.Anna, why, await Story.PressesAsync(Org.Anna, why, "why.edit"), "why.save", ("Why", "Zodat iedereen leest"));
        await TakenAsync(2);
        var targets = await Story.AsksAsync(Org.Anna, Org.Channel, "doel");
        await Story.PressesOnAsync(Org.Anna, targets, await Story.PressesAsync(Org.Anna, targets, "target.open"), "target.save", ("Number", "40"),
            ("Deadline", "2027-09-01"));
        await TakenAsync(3);
        await Story.PressesAsync(Org.Chris, await Story.AsksAsync(Org.Chris, Org.Channel, "activiteit Leesavond"), "activity.save", ("Day", "2026-12-03"));
        await TakenAsync(4);
        await Story.PressesAsync(Org.Chris, await Story.AsksAsync(Org.Chris, Org.Channel, "deel"), "example.propose", ("Title", "Koffie"),
            ("Text", "Wij dronken koffie."));
        var status = await TakenAsync(5);
        status.Card.Says("Nog te doen: een eerste gesprek voeren.");

        var talked = await Story.PressesAsync(Org.Chris, status, "We hadden een eerste gesprek");

        talked["value"].Says("Ik bewaar alleen de dag, niet wie het was.");
        talked["value"].Says("Vliegende start: alle stappen gezet");
        (await Story.PressesOnAsync(Org.Chris, status, talked, "Toch nog geen gesprek"))["value"].Says("5 van de 6 kleine stappen");
    }

    [Fact]
    public async Task The_weekly_message_tells_of_it_while_it_lasts()
    {
        await UntilAsync("2026-11-30T08:45:00Z");
        Nudge().Card.Says("Vliegende start: 0 van de 6 kleine stappen gezet; nog 23 dagen");

        await UntilAsync("2026-12-28T08:45:00Z");

        Nudge().Card.SaysNothingOf("Vliegende start");
        (await StatusAsync()).Card.SaysNothingOf("Vliegende start");
    }

    [Fact]
    public async Task A_guest_ticks_nothing_and_the_next_day_it_stands()
    {
        var status = await StatusAsync();
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();
        await Story.DeliverAsync(Story.Sim.Activities.Press(status, Org.Guest, "start.talked", new Dictionary<string, string>()));
        Assert.Equal(before, Story.Host.Fingerprint());

        var talked = await Story.PressesAsync(Org.Chris, status, "start.talked");
        await Story.LaterAsync(TimeSpan.FromDays(1));

        (await Story.PressesOnAsync(Org.Chris, status, talked, "Toch nog geen gesprek"))["value"].Says("Dit is al gebeurd.");
        Assert.NotNull((await Story.CommunityAsync()).FirstSteps!.ConversationOn);
    }

    [Fact]
    public async Task The_outline_knows_it_as_well_and_a_community_from_before_has_none()
    {
        await Story.HoldsAsync(Org.Anna, Role.Bouwer);
        var (community, today) = (await Story.CommunityAsync(), new DateOnly(2026, 11, 24));

        Assert.Equal(community.FlyingStartOn(today)!.ToDo, community.Outline().FlyingStartOn(today)!.ToDo);
        Assert.Equal(29, community.FlyingStartOn(today)!.DaysLeft);
        Assert.Equal(1, community.FlyingStartOn(new(2026, 12, 22))!.DaysLeft);
        Assert.Null(community.FlyingStartOn(new(2026, 12, 23)));
        Assert.Null((community with { FirstSteps = null }).FlyingStartOn(today));
    }

    private async Task<SimPost> TakenAsync(int steps)
    {
        var status = await StatusAsync();
        status.Card.Says($"Vliegende start: {steps} van de 6 kleine stappen gezet");
        return status;
    }

    private SimPost Nudge() => Story.Sim.Posts(Org.Channel).Last(post => post.Card?.Buttons().Contains("Inspireert") == true);

    private async Task<SimPost> StatusAsync() => await Story.AsksAsync(Org.Anna, Org.Channel, "status");
}
