using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Calls;

/// <summary>The card of a call says how the call stands to everybody who looks at it in the channel; nobody has to press it first.</summary>
public sealed class CallCardStory() : StoryTests("2026-11-23T09:00:00Z")
{
    protected override async ValueTask BeginAsync() => await Story.RegistersAsync(Org.Anna, Org.Channel);

    [Fact]
    public async Task Ended_it_says_so_and_its_button_is_gone()
    {
        var call = await CallsAsync("Bouwer,Aanjager");

        var answer = await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "vacature"), "Deze oproep sluiten");
        await Story.SettleAsync();

        answer["value"].Says("De kaart in het kanaal zegt dat ook.");
        Now(call).Card.Says("Deze oproep is voorbij.");
        Assert.Equal(["Status tonen"], Now(call).Card!.Buttons());
    }

    [Fact]
    public async Task Filled_it_says_so_and_open_again_it_asks_again()
    {
        var call = await CallsAsync("Bouwer,Aanjager");

        await Story.HoldsAsync(Org.Dina, Role.Bouwer);
        await Story.SettleAsync();
        Assert.DoesNotContain("Bouwer", Now(call).Card!.Words(), StringComparison.Ordinal);
        Assert.Equal(["Dat lijkt me leuk"], Now(call).Card!.Buttons());

        await Story.HoldsAsync(Org.Chris, Role.Aanjager);
        await Story.SettleAsync();
        Now(call).Card.Says("Er is iemand gevonden");
        Assert.DoesNotContain("Dina", Now(call).Card!.Words(), StringComparison.Ordinal);

        await Story.ChangesAsync(null, community => community.Release(Role.Aanjager, RoleSteps.Of(Org.Anna), Clock.GetUtcNow()));
        await Story.SettleAsync();
        Assert.Equal(["Dat lijkt me leuk"], Now(call).Card!.Buttons());
    }

    [Fact]
    public async Task Over_after_four_weeks_it_says_so_also_after_a_restart()
    {
        var call = await CallsAsync("Bouwer");
        await Story.RestartAsync();

        await Story.LaterAsync(TimeSpan.FromDays(27));
        Assert.Equal(["Dat lijkt me leuk"], Now(call).Card!.Buttons());
        await Story.LaterAsync(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(5));
        await Story.SettleAsync();

        Now(call).Card.Says("hij heeft vier weken gelopen");
    }

    private async Task<SimPost> CallsAsync(string roles)
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        await Story.PressesAsync(Org.Anna, form, "Oproep plaatsen", ("Roles", roles));
        await Story.SettleAsync();
        return Assert.Single(Story.Sim.Posts(Org.Channel), post => post.Card?.Buttons().Contains("Dat lijkt me leuk") == true);
    }
}
