using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Cards;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

/// <summary>The setting <c>Cards:Elements</c>, on what really goes over the wire.</summary>
public sealed class CardElementsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, true)]
    [InlineData("rich", true)]
    [InlineData("plain", false)]
    public async Task Newer_elements_leave_unless_the_setting_says_plain(string? setting, bool areNewer)
    {
        await using var story = await Story.StartAsync(new Dictionary<string, string?> { ["Cards:Elements"] = setting });
        var card = CardGallery.Find("specimen.nl").Make(PeoplesText.Ordinary);

        var post = new Post("proef", new Destination.ToChannel(new(story.Sim.ServiceUrl, story.Org.Channel.Id, "28:bot")), card, "Proef");
        await story.Host.Services.GetRequiredService<IPostSender>().SendAsync(story.Org.Tenant.Id, post, () => { }, Ct);

        var sent = Assert.Single(story.Sim.Posts(story.Org.Channel)).Card!;
        Assert.Equal(areNewer, CardRules.Parts(sent).Any(CardRules.IsNewer));
        Assert.Contains("Bezet", sent.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("fancy")]
    public async Task Any_other_word_stops_the_start(string setting)
    {
        await using var sim = await SimTeams.StartAsync(new SimOptions(), Ct);

        var settings = new Dictionary<string, string?> { ["Cards:Elements"] = setting };
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => BotHost.StartAsync(sim, settings, ct: Ct));

        Assert.Contains("Cards:Elements", refused.Message, StringComparison.Ordinal);
    }
}
