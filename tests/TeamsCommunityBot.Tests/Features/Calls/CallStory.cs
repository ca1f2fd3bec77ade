using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Calls;

/// <summary>Who would enjoy this? Asked of everybody, answered to one.</summary>
public sealed class CallStory() : StoryTests("2026-11-23T08:00:00Z")
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.LaterAsync(TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task A_raised_hand_is_thanked_alone_and_reaches_the_verbinder_personally()
    {
        var call = await CallsAsync("Bouwer,Aanjager", "Iemand die van koffie houdt");
        call.Card.Says("Iemand die van koffie houdt");
        Assert.Null(call.Activity["recipient"]);
        var inChannel = Channel().Count;

        var thanks = await Story.PressesAsync(Org.Chris, call, "Dat lijkt me leuk");
        Assert.Contains("Ik stuur Bram Testman er een bericht over", thanks["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await HeardAsync(Org.Bram));
        await Story.LaterAsync(TimeSpan.FromMinutes(2));

        var heard = Assert.Single(await HeardAsync(Org.Bram));
        heard.Card.Says("Chris Proefpersoon stak een hand op");
        Assert.Equal(["Vraag als bouwer", "Vraag als aanjager", "Chat met Chris Proefpersoon", "Kanaal openen"], heard.Card!.Buttons());
        Assert.Empty(await HeardAsync(Org.Anna));
        Assert.Equal(inChannel, Channel().Count);
        Assert.All(Channel(), post => Assert.DoesNotContain("Chris", string.Concat(post.Json), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asking_whoever_raised_a_hand_starts_the_invitation_and_fills_nothing_by_itself()
    {
        var call = await CallsAsync("Bouwer");
        await Story.PressesAsync(Org.Chris, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromMinutes(2));
        var heard = Assert.Single(await HeardAsync(Org.Bram));

        var answer = await Story.PressesAsync(Org.Bram, heard, "Vraag als bouwer");

        answer["value"].Says("Ik heb Chris Proefpersoon gevraagd");
        Assert.Contains("Je bent gevraagd als bouwer", (await Story.AsksAsync(Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), "ik")).Card!.Words(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("Je bent bouwer", (await Story.AsksAsync(Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), "ik")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_teams_refuses_is_not_said_to_be_posted_and_can_be_made_again()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        using (Story.Sim.Faults.Always(Fault.Error(403, "NotEnoughPermissions"), new FaultScope(SimOperation.CreateConversation, Org.Channel.Id)))
        {
            var answer = await Story.PressesAsync(Org.Anna, form, "Oproep plaatsen", ("Roles", "Bouwer"));
            Assert.Equal("Het komt zo in het kanaal te staan.", answer["value"]!.ToString());
            var told = (await Story.PersonalPostsAsync(Org.Anna))[^1];
            Assert.Contains("heeft niet aangenomen wat je in het kanaal", told.Card!.Words(), StringComparison.Ordinal);
        }

        Assert.Contains("Dat lijkt me leuk", (await CallsAsync("Bouwer")).Card!.Buttons());
    }

    [Fact]
    public async Task Pressed_again_the_hand_is_down_and_nobody_hears_of_it()
    {
        var call = await CallsAsync("Bouwer");
        await Story.PressesAsync(Org.Chris, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromSeconds(5));

        var down = await Story.PressesAsync(Org.Chris, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromMinutes(2));

        Assert.Contains("weer omlaag", down["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await HeardAsync(Org.Bram));
    }

    [Fact]
    public async Task One_press_that_takes_a_hand_down_and_arrives_as_two_leaves_it_down()
    {
        var call = await CallsAsync("Bouwer");
        await Story.PressesAsync(Org.Chris, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromSeconds(5));

        await Story.PressesAsync(Org.Chris, call, "call.raise");
        var again = await Story.PressesAsync(Org.Chris, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromMinutes(2));

        Assert.Contains("weer omlaag", again["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await HeardAsync(Org.Bram));
        // Nobody keeps a list of who changed their mind.
        Assert.Empty(Story.Host.RowsWith("\tcall.hand|"));
    }

    [Fact]
    public async Task Whoever_took_a_hand_down_can_raise_it_again()
    {
        var call = await CallsAsync("Bouwer");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await Story.PressesAsync(Org.Chris, call, "call.raise");
            await Story.LaterAsync(TimeSpan.FromSeconds(5));
        }
        await Story.LaterAsync(TimeSpan.FromMinutes(2));

        Assert.Single(await HeardAsync(Org.Bram));
    }

    [Fact]
    public async Task Two_hands_at_once_are_both_heard()
    {
        var call = await CallsAsync("Bouwer");

        await Task.WhenAll(Story.PressesAsync(Org.Chris, call, "call.raise"), Story.PressesAsync(Org.Dina, call, "call.raise"));
        await Story.RestartAsync();
        await Story.LaterAsync(TimeSpan.FromMinutes(2));

        var words = string.Concat((await HeardAsync(Org.Bram)).Select(post => post.Card!.Words()));
        Assert.Contains("Chris Proefpersoon stak", words, StringComparison.Ordinal);
        Assert.Contains("Dina Monster stak", words, StringComparison.Ordinal);
        var seen = Assert.Single(await Story.AsksPrivatelyAsync(Org.Bram, Org.Channel, "vacature")).Card!.Words();
        Assert.Contains("Chris Proefpersoon", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Chris", (await Story.AsksAsync(Org.Bram, Org.Channel, "vacature")).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verbinder_who_cannot_be_reached_leaves_no_hand_unseen()
    {
        Org.Bram.HasBlockedBot = true;
        var call = await CallsAsync("Bouwer");
        await Story.PressesAsync(Org.Chris, call, "call.raise");

        await Story.LaterAsync(TimeSpan.FromMinutes(2));

        Assert.Single(await HeardAsync(Org.Anna));
    }

    [Fact]
    public async Task Whoever_left_meanwhile_is_offered_to_nobody()
    {
        var call = await CallsAsync("Bouwer");
        await Story.PressesAsync(Org.Chris, call, "call.raise");
        await Story.PressesAsync(Org.Dina, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromSeconds(1));
        Org.Team.Roster.Remove(Org.Chris);
        await Story.LaterAsync(TimeSpan.FromMinutes(2));

        var heard = Assert.Single(await HeardAsync(Org.Bram));
        heard.Card.Says("Dina");
        Org.Team.Roster.Remove(Org.Dina);
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();
        var answer = await Story.PressesAsync(Org.Bram, heard, "call.ask");
        Assert.Contains("geen collega meer", answer["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task A_call_that_is_filled_closed_or_over_says_so_to_whoever_presses()
    {
        var filled = await CallsAsync("Bouwer");
        var seenBefore = SeenNow(filled);
        await Story.HoldsAsync(Org.Dina, Role.Bouwer);
        (await Story.PressesOnAsync(Org.Chris, filled, seenBefore, "call.raise"))["value"].Says("iemand gevonden");

        var closed = await CallsAsync("Aanjager");
        seenBefore = SeenNow(closed);
        var present = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        await Story.PressesAsync(Org.Anna, present, "Deze oproep sluiten");
        (await Story.PressesOnAsync(Org.Chris, closed, seenBefore, "call.raise"))["value"].Says("is voorbij");
        Assert.Contains("is voorbij", Story.Sim.Posts().Single(post => post.Id == closed.Id).Card!.Words(), StringComparison.Ordinal);

        var old = await CallsAsync("Aanjager");
        seenBefore = SeenNow(old);
        await Story.LaterAsync(TimeSpan.FromDays(28));
        (await Story.PressesOnAsync(Org.Chris, old, seenBefore, "call.raise"))["value"].Says("vier weken");
        await Story.SettleAsync();
        Assert.Empty(await HeardAsync(Org.Bram));
    }

    [Fact]
    public async Task Only_who_leads_calls_closes_and_asks_and_a_guest_raises_no_hand()
    {
        Assert.Contains("leidt", (await Story.AsksAsync(Org.Chris, Org.Channel, "vacature")).Text, StringComparison.Ordinal);
        var call = await CallsAsync("Bouwer");
        var present = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        await Story.PressesAsync(Org.Chris, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromMinutes(2));
        var heard = Assert.Single(await HeardAsync(Org.Bram));
        await Story.ChangesAsync(null, community => community.Release(Role.Verbinder, RoleSteps.Of(Org.Bram), Clock.GetUtcNow()));
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        // Bram led when he got the card; now he does not.
        Assert.Contains("leidt", (await Story.PressesAsync(Org.Bram, heard, "call.ask"))["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("leidt", (await Story.PressesAsync(Org.Chris, present, "call.close"))["value"]!.ToString(), StringComparison.Ordinal);
        await Story.PressesAsync(Org.Guest, call, "call.raise");

        Assert.Equal(before, Story.Host.Fingerprint());
    }

    /// <summary>The card as somebody has it before their eyes, who presses it after it was brought up to date.</summary>
    private static JsonObject SeenNow(SimPost post) => new() { ["value"] = post.Card!.DeepClone() };

    private async Task<SimPost> CallsAsync(string roles, string text = "")
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        var before = Story.Sim.Posts().Count;
        await Story.PressesAsync(Org.Anna, form, "Oproep plaatsen", ("Roles", roles), ("Text", text));
        await Story.SettleAsync();
        return Assert.Single(Story.Sim.Posts().Skip(before), post => post.Card?.Buttons().Contains("Dat lijkt me leuk") == true);
    }

    private IReadOnlyList<SimPost> Channel() => [.. Story.Sim.Posts().Where(post => post.Conversation == Org.Channel)];

    private async Task<IReadOnlyList<SimPost>> HeardAsync(SimPerson who) =>
        [.. (await Story.PersonalPostsAsync(who)).Where(post => post.Card?.Words().Contains("stak een hand op", StringComparison.Ordinal) == true)];
}
