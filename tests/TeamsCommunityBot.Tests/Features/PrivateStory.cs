using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>A command from the slash menu is a targeted message: between one person and the bot, amid a channel.</summary>
public sealed class PrivateStory : StoryTests
{
    [Fact]
    public async Task What_is_asked_privately_is_answered_privately()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        var answer = Assert.Single(await Story.SendAsync(Privately("/community status")));

        Assert.Equal((Org.Bram.Address, true), ((string?)answer.Activity["recipient"]!["id"], (bool)answer.Activity["recipient"]!["isTargeted"]!));
        Assert.EndsWith("?isTargetedActivity=true", Story.Sim.Requests.ToConnector.Last().Target, StringComparison.Ordinal);
        Assert.Contains("Delen in het kanaal", answer.Card!.Buttons());
    }

    [Theory]
    [InlineData("status", "nog geen community")]
    [InlineData("statsu", "Bedoelde je")]
    [InlineData("afmelden", "community leidt")]
    public async Task So_is_everything_else(string said, string answer)
    {
        if (said == "afmelden") await Story.RegistersAsync(Org.Anna, Org.Channel);

        var post = Assert.Single(await Story.SendAsync(Privately(said)));

        post.Activity.Says(answer);
        Assert.True((bool?)post.Activity["recipient"]?["isTargeted"]);
    }

    [Fact]
    public async Task The_asker_may_share_it_with_the_channel_once()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var answer = Assert.Single(await Story.SendAsync(Privately("status")));
        var press = Story.Sim.Activities.Press(answer, Org.Bram, "status.share");
        var before = Story.Sim.Posts().Count;

        for (var delivery = 0; delivery < 2; delivery++)
            await Story.Sim.DeliverAsync(Story.Host.Endpoint, press, TestContext.Current.CancellationToken);
        await Story.SettleAsync();

        var shared = Assert.Single(Story.Sim.Posts().Skip(before));
        Assert.Null(shared.Activity["recipient"]);
        Assert.DoesNotContain("Delen in het kanaal", shared.Card!.Buttons());
    }

    [Fact]
    public async Task Shared_again_while_the_first_is_on_its_way_it_stands_in_the_channel_once()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var answer = Assert.Single(await Story.SendAsync(Privately("status")));
        var before = Story.Sim.Posts().Count;
        using var slow = Story.Sim.Faults.Always(Fault.Delay(TimeSpan.FromSeconds(1)), new FaultScope(SimOperation.CreateConversation));

        for (var press = 0; press < 3; press++)
            await Story.Sim.DeliverAsync(
                Story.Host.Endpoint, Story.Sim.Activities.Press(answer, Org.Bram, "status.share"), TestContext.Current.CancellationToken);
        await Story.SettleAsync();

        Assert.Single(Story.Sim.Posts().Skip(before));
    }

    [Fact]
    public async Task A_mention_is_answered_for_everyone()
    {
        var answer = await Story.AsksAsync(Org.Bram, Org.Channel, "status");

        Assert.Null(answer.Activity["recipient"]);
    }

    private JsonObject Privately(string text)
    {
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Bram, text, mention: false);
        message["recipient"]!["isTargeted"] = true;
        return message;
    }
}
