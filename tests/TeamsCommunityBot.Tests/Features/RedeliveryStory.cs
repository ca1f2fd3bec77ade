using System.Net;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Teams sends an activity again when it is not answered within some fifteen seconds, with the same id.</summary>
public sealed class RedeliveryStory : IAsyncLifetime
{
    private Story _story = null!;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync();

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task A_message_that_comes_four_times_at_once_is_answered_once()
    {
        var message = _story.Sim.Activities.Message(_story.Org.Channel, _story.Org.Anna, "status");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => _story.Sim.DeliverAsync(_story.Host.Endpoint, message, TestContext.Current.CancellationToken)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single(_story.Sim.Posts());
    }

    [Fact]
    public async Task A_message_that_comes_again_after_a_restart_is_answered_once()
    {
        var message = _story.Sim.Activities.Message(_story.Org.Channel, _story.Org.Anna, "status");
        Assert.Single(await _story.SendAsync(message));

        await _story.RestartAsync();

        Assert.Empty(await _story.SendAsync(message));
    }

    [Fact]
    public async Task A_press_that_comes_again_changes_nothing_and_still_gets_a_card()
    {
        var status = await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        Assert.NotNull(status.Card);
        var question = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "afmelden");
        var press = _story.Sim.Activities.Press(question, _story.Org.Anna, "community.unregister");
        await _story.Sim.DeliverAsync(_story.Host.Endpoint, press, TestContext.Current.CancellationToken);
        var ended = _story.Sim.Posts(question.ConversationId).Single(post => post.Id == question.Id);
        await _story.PressesAsync(_story.Org.Anna, ended, "community.restore");
        var before = _story.Host.Fingerprint();

        var again = await _story.Sim.DeliverAsync(_story.Host.Endpoint, press, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.NotNull(again.Json);
        Assert.Equal(before, _story.Host.Fingerprint());
    }
}
