using System.Net;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Teams sends an activity again when it is not answered within some fifteen seconds, with the same id.</summary>
public sealed class RedeliveryStory : StoryTests
{
    [Fact]
    public async Task A_message_that_comes_four_times_at_once_is_answered_once()
    {
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Anna, "status");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => Story.Sim.DeliverAsync(Story.Host.Endpoint, message, TestContext.Current.CancellationToken)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single(Story.Sim.Posts());
    }

    [Fact]
    public async Task A_message_that_comes_again_after_a_restart_is_answered_once()
    {
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Anna, "status");
        Assert.Single(await Story.SendAsync(message));

        await Story.RestartAsync();

        Assert.Empty(await Story.SendAsync(message));
    }

    [Fact]
    public async Task A_press_that_comes_again_changes_nothing_and_still_gets_a_card()
    {
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);
        Assert.NotNull(status.Card);
        var question = await Story.AsksAsync(Org.Anna, Org.Channel, "afmelden");
        var press = Story.Sim.Activities.Press(question, Org.Anna, "community.unregister");
        await Story.DeliverAsync(press);
        var ended = Story.Sim.Posts(question.ConversationId).Single(post => post.Id == question.Id);
        await Story.PressesAsync(Org.Anna, ended, "community.restore");
        var before = Story.Host.Fingerprint();

        var again = await Story.DeliverAsync(press);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.NotNull(again.Json);
        Assert.Equal(before, Story.Host.Fingerprint());
    }
}
