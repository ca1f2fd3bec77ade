using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.BotBuilder.Support;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.BotBuilder.Seam;

/// <summary>The features with the SDK in the place of <c>bot/Teams</c>: they do not notice.</summary>
public sealed class SeamTests : IAsyncLifetime
{
    private Story _story = null!;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync()
    {
        var sim = await SimTeams.StartAsync(new SimOptions { Limits = false });
        var monday = new Shifted(new DateTimeOffset(2026, 11, 23, 7, 0, 0, TimeSpan.Zero) - TimeProvider.System.GetUtcNow());
        _story = new(sim, await BotHost.StartAsync(sim, more: services => services.UseSdk(Sdk.Authentication(sim)).AddSingleton<TimeProvider>(monday)));
    }

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task A_community_is_registered_a_role_asked_and_accepted_and_a_nudge_answered()
    {
        var card = await _story.RegistersAsync(Org.Anna, Org.Channel);
        Assert.Contains("Lezers van de Polder", card.Card!.Words(), StringComparison.Ordinal);

        var roles = await _story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var form = (await _story.PressesAsync(Org.Anna, roles, "Kies een verbinder"))["value"]!.AsObject();
        await SubmitAsync(roles, form, "role.assign", ("Person", Org.Bram.AadObjectId));
        var question = Assert.Single(await _story.PersonalPostsAsync(Org.Bram));
        var accepted = await _story.PressesAsync(Org.Bram, question, "role.accept");
        Assert.Contains("Je bent nu verbinder van Lezers van de Polder.", accepted["value"]!.Words(), StringComparison.Ordinal);
        Assert.Contains("Ingevuld\nBram Testman", (await _story.AsksAsync(Org.Chris, Org.Channel, "status")).Card!.Words(), StringComparison.Ordinal);

        var week = await _story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        await _story.PressesAsync(Org.Anna, week, "Nu versturen");
        await _story.SettleAsync();
        var nudge = Assert.Single(_story.Sim.Posts(Org.Channel), post => post.Json.Contains("Inspireert", StringComparison.Ordinal));
        await _story.PressesAsync(Org.Bram, nudge, "Inspireert");
        Assert.Contains("inspireert 1,", _story.Sim.Posts(Org.Channel).Single(post => post.Id == nudge.Id).Card!.Words(), StringComparison.Ordinal);

        // Nothing but the SDK spoke to Teams.
        Assert.All(_story.Sim.Requests.ToConnector, request => Assert.Contains("BotBuilder/4.23.1", request.Headers["User-Agent"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_that_was_put_together_by_hand_is_refused_here_too()
    {
        var form = await _story.AsksAsync(Org.Anna, Org.Channel, "/community register");
        var filledIn = new Dictionary<string, string> { ["Name"] = "Lezers", ["Theme"] = "Boeken", ["StartDate"] = "2026-09-01", ["Language"] = "nl" };
        var forged = _story.Sim.Activities.Press(form, Org.Anna, "community.register", filledIn);
        var act = forged["value"]!["action"]!["data"]!["act"]!;
        act["sig"] = act["sig"]!.ToString()[..^4] + "AAAA";
        var before = _story.Host.Fingerprint();

        await _story.DeliverAsync(forged);

        Assert.Equal(before, _story.Host.Fingerprint());
    }

    private async Task SubmitAsync(SimPost card, JsonObject form, string verb, params (string Input, string Value)[] inputs)
    {
        var (thread, filledIn) = (card.ConversationId.Split("messageid=")[1], inputs.ToDictionary(input => input.Input, input => input.Value));
        var press = _story.Sim.Activities.Press(form, card.Conversation, thread, card.Id, Org.Anna, verb, filledIn);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await _story.DeliverAsync(press)).Status);
    }

    /// <summary>The time of day passes, on another day: the SDK looks at the system's clock, and the nudge goes by the week.</summary>
    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
