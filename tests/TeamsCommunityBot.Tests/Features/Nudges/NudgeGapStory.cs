using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>What the regular message says is missing besides roles, and what an administrator sees of all of them.</summary>
public sealed class NudgeGapStory() : StoryTests("2026-11-19T10:00:00Z")
{
    private const string Unclear = "Nog niet iedereen met een rol heeft gezegd wat die bijdraagt.";

    private static readonly string[] Pointers = ["Bram", "Chris", "Verbinder", "Aanjager"];

    [Fact]
    public async Task When_all_roles_are_filled_it_asks_for_contributions_until_they_are_clear_and_names_nobody()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.HoldsAsync(Org.Anna, Role.Bouwer);
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.HoldsAsync(Org.Chris, Role.Aanjager);
        await Story.ContributesAsync(Org.Anna);
        await UntilAsync("2026-11-30T08:45:00Z");
        Assert.Equal(2, Nudges().Count);
        Assert.DoesNotContain(Unclear, LastNudge().Card!.Words(), StringComparison.Ordinal);

        await UntilAsync("2026-12-07T08:45:00Z");

        var nudge = LastNudge();
        nudge.Card.Says(Unclear);
        Assert.All(Pointers, name => Assert.DoesNotContain(name, nudge.Card!.Words(), StringComparison.Ordinal));
        await Story.PressesAsync(Org.Bram, nudge, "Mijn bijdrage bekijken");
        Assert.Contains("Mijn bijdrage beschrijven", (await Story.PersonalPostsAsync(Org.Bram))[^1].Json, StringComparison.Ordinal);

        await Story.ContributesAsync(Org.Bram);
        await Story.ContributesAsync(Org.Chris);
        await UntilAsync("2026-12-14T08:45:00Z");
        Assert.Equal(4, Nudges().Count);
        Assert.DoesNotContain(Unclear, LastNudge().Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_sees_in_their_own_chat_how_many_paused_and_why_others_got_nothing()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.RegistersAsync(Org.Bram, Org.Private, "Kleine kring");
        await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht"), "Nu versturen");
        await Story.SettleAsync();
        await Story.PressesAsync(Org.Bram, LastNudge(), "Inspireert");
        var rhythm = await Story.AsksAsync(Org.Bram, Org.Private, "weekbericht");
        await Story.PressesOnAsync(Org.Bram, rhythm, await Story.PressesAsync(Org.Bram, rhythm, "Pauzeren"), "Vier weken");
        await UntilAsync("2026-11-30T12:00:00Z");

        var words = (await Story.AsksAsync(Org.Dina, Story.Sim.Org.ChatWith(Org.Dina), "weekbericht logboek")).Card!.Words();

        Assert.Contains("1 van 2 community's; geteld zijn aangemelde community's", words, StringComparison.Ordinal);
        Assert.Contains("1 van 2 community's (50 %)", words, StringComparison.Ordinal);
        Assert.Contains("2 momenten: de community had pauze", words, StringComparison.Ordinal);
        Assert.Contains("inspireert 1, dit gaan we doen 0, niet voor ons 0", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Kleine kring", words, StringComparison.Ordinal);
        var other = await Story.AsksAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), "weekbericht logboek");
        Assert.Null(other.Card);
        Assert.Contains("hoort bij een kanaal", other.Text, StringComparison.Ordinal);
    }

    private SimPost LastNudge() => Nudges()[^1];

    private IReadOnlyList<SimPost> Nudges() => [.. Story.Sim.Posts(Org.Channel).Where(post => post.Card?.Buttons().Contains("Inspireert") == true)];
}
