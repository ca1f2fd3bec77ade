using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>
/// An old client turns every press into a message in the channel. Somebody whose own chat is closed to the bot answers there, and their answer is seen by
/// nobody else: not by what the bot says, nor by what becomes of a card that everybody sees.
/// </summary>
public sealed class OldClientStory() : StoryTests("2026-11-23T09:00:00Z")
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        Org.Bram.HasBlockedBot = true;
    }

    [Theory]
    [InlineData("role.decline", "role.question", "antwoord")]
    [InlineData("role.talk", "role.question", "eerst wilt overleggen")]
    [InlineData("role.backup.decline", "role.question", "antwoord")]
    [InlineData("why.sponsor.decline", "why.question", "Je bent geen sponsor")]
    public async Task A_no_in_the_channel_is_answered_to_whoever_said_it_alone(string verb, string knocks, string told)
    {
        await AsksBramAsync(verb);
        var knock = Assert.Single(Story.Sim.Posts(), post => post.Json.Contains(knocks, StringComparison.Ordinal));
        var question = Assert.Single(await PressesAsync(Org.Bram, knock, knocks));
        AssertForBramAlone(question);
        var before = knock.Versions.Count;

        var answer = Assert.Single(await PressesAsync(Org.Bram, question, verb));

        AssertForBramAlone(answer);
        answer.Card.Says(told);
        Assert.Equal(before, knock.Versions.Count);
        await Story.SettleAsync();
        var open = Story.Sim.Posts().Where(post => post.Conversation == Org.Channel && post.Activity["recipient"] is null);
        Assert.All(open, post => Assert.DoesNotContain(told, string.Concat(post.Versions), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Taking_a_no_back_is_between_them_too()
    {
        await AsksBramAsync("role.decline");
        var knock = Assert.Single(Story.Sim.Posts(), post => post.Json.Contains("role.question", StringComparison.Ordinal));
        var no = Assert.Single(await PressesAsync(Org.Bram, Assert.Single(await PressesAsync(Org.Bram, knock, "role.question")), "role.decline"));

        var back = Assert.Single(await PressesAsync(Org.Bram, no, "role.undo"));

        AssertForBramAlone(back);
        back.Card.Says("Wil je verbinder worden");
    }

    private async Task AsksBramAsync(string verb)
    {
        var (bram, now) = (RoleSteps.Of(Org.Bram), Clock.GetUtcNow());
        if (verb == "why.sponsor.decline")
        {
            var card = await Story.AsksAsync(Org.Anna, Org.Channel, "waarom");
            await Story.PressesOnAsync(Org.Anna, card, await Story.PressesAsync(Org.Anna, card, "why.edit"), "why.save",
                ("Why", "Zodat iedereen leest"), ("Sponsor", bram.Id));
        }
        else if (verb == "role.backup.decline")
        {
            await Story.HoldsAsync(Org.Chris, Role.Verbinder);
            await Story.ChangesAsync(null, community => community.NameBackup(Role.Verbinder, bram, RoleSteps.Of(Org.Anna), now));
        }
        else await Story.ChangesAsync(null, community => community.Invite(Role.Verbinder, bram, RoleSteps.Of(Org.Anna), until: null, thirdRole: false, now));
        await Story.SettleAsync();
    }

    private async Task<IReadOnlyList<SimPost>> PressesAsync(SimPerson who, SimPost card, string verb)
    {
        JsonObject press = Story.Sim.Activities.Press(card, who, verb, oldClient: true);
        return [.. (await Story.SendAsync(press)).Where(post => post.Conversation == Org.Channel)];
    }

    private void AssertForBramAlone(SimPost post) =>
        Assert.Equal((Org.Bram.Address, true), ((string?)post.Activity["recipient"]?["id"], (bool?)post.Activity["recipient"]?["isTargeted"]));
}
