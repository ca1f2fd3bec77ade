using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>"Send one now": said to be sent when it is, and not before.</summary>
public sealed class SendNowStory() : StoryTests("2026-11-26T10:00:00Z")
{
    protected override async ValueTask BeginAsync() => await Story.RegistersAsync(Org.Anna, Org.Channel);

    [Fact]
    public async Task What_is_sent_by_hand_stands_in_the_channel_and_in_the_log()
    {
        var before = Story.Sim.Posts(Org.Channel).Count;

        Assert.Contains("Het komt zo in het kanaal te staan", await SendAsync(), StringComparison.Ordinal);
        await Story.SettleAsync();

        Assert.Single(Story.Sim.Posts(Org.Channel).Skip(before), post => post.Json.Contains("nudge.answer", StringComparison.Ordinal));
        Assert.Contains("zelf verstuurd", await LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_teams_refuses_is_not_said_to_be_sent_stands_as_failed_and_can_be_sent_again()
    {
        using (Story.Sim.Faults.Always(Fault.Error(403, "NotEnoughPermissions"), new FaultScope(SimOperation.CreateConversation, Org.Channel.Id)))
        {
            Assert.DoesNotContain("Verstuurd", await SendAsync(), StringComparison.Ordinal);
            await Story.SettleAsync();
        }
        Assert.Contains("heeft niet aangenomen", (await Story.PersonalPostsAsync(Org.Anna))[^1].Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("mislukt", await LogAsync(), StringComparison.Ordinal);

        await SendAsync();
        await Story.SettleAsync();

        Assert.Contains("zelf verstuurd", await LogAsync(), StringComparison.Ordinal);
    }

    private async Task<string> SendAsync() =>
        (await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "/community nudge"), "nudge.send"))["value"]!.Words();

    private async Task<string> LogAsync() => (await Story.AsksAsync(Org.Anna, Org.Channel, "/community nudge log")).Card!.Words();
}
