using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>What the regular message says is missing besides roles, and what an administrator sees of all of them.</summary>
public sealed class NudgeGapStory : IAsyncLifetime
{
    private const string Unclear = "Nog niet iedereen met een rol heeft gezegd wat die bijdraagt.";

    private static readonly string[] Pointers = ["Bram", "Chris", "Verbinder", "Aanjager"];

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-11-19T10:00:00Z", CultureInfo.InvariantCulture));
    private Story _story = null!;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync(clock: _clock);

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task When_all_roles_are_filled_it_asks_for_contributions_until_they_are_clear_and_names_nobody()
    {
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        await _story.HoldsAsync(Org.Anna, Role.Bouwer);
        await _story.HoldsAsync(Org.Bram, Role.Verbinder);
        await _story.HoldsAsync(Org.Chris, Role.Aanjager);
        await _story.ContributesAsync(Org.Anna);
        await UntilAsync("2026-11-30T08:45:00Z");
        Assert.Equal(2, Nudges().Count);
        Assert.DoesNotContain(Unclear, LastNudge().Card!.Words(), StringComparison.Ordinal);

        await UntilAsync("2026-12-07T08:45:00Z");

        var nudge = LastNudge();
        Assert.Contains(Unclear, nudge.Card!.Words(), StringComparison.Ordinal);
        Assert.All(Pointers, name => Assert.DoesNotContain(name, nudge.Card!.Words(), StringComparison.Ordinal));
        await _story.PressesAsync(Org.Bram, nudge, "Mijn bijdrage bekijken");
        Assert.Contains("Mijn bijdrage beschrijven", (await _story.PersonalPostsAsync(Org.Bram))[^1].Json, StringComparison.Ordinal);

        await _story.ContributesAsync(Org.Bram);
        await _story.ContributesAsync(Org.Chris);
        await UntilAsync("2026-12-14T08:45:00Z");
        Assert.Equal(4, Nudges().Count);
        Assert.DoesNotContain(Unclear, LastNudge().Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_sees_in_their_own_chat_how_many_paused_and_why_others_got_nothing()
    {
        await _story.SendAsync([.. _story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        await _story.RegistersAsync(Org.Bram, Org.Private, "Kleine kring");
        await _story.PressesAsync(Org.Anna, await _story.AsksAsync(Org.Anna, Org.Channel, "weekbericht"), "Nu een sturen");
        await _story.PressesAsync(Org.Bram, LastNudge(), "Inspireert");
        var rhythm = await _story.AsksAsync(Org.Bram, Org.Private, "weekbericht");
        await _story.PressesOnAsync(Org.Bram, rhythm, await _story.PressesAsync(Org.Bram, rhythm, "Pauzeren"), "Vier weken");
        await UntilAsync("2026-11-30T12:00:00Z");

        var words = (await _story.AsksAsync(Org.Dina, _story.Sim.Org.ChatWith(Org.Dina), "weekbericht logboek")).Card!.Words();

        Assert.Contains("1 van 2 communities; geteld zijn aangemelde communities", words, StringComparison.Ordinal);
        Assert.Contains("1 van 2 communities (50 %)", words, StringComparison.Ordinal);
        Assert.Contains("2 momenten: de community had pauze", words, StringComparison.Ordinal);
        Assert.Contains("inspireert 1, dit gaan we doen 0, niet voor ons 0", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Kleine kring", words, StringComparison.Ordinal);
        var other = await _story.AsksAsync(Org.Anna, _story.Sim.Org.ChatWith(Org.Anna), "weekbericht logboek");
        Assert.Null(other.Card);
        Assert.Contains("hoort bij een kanaal", other.Text, StringComparison.Ordinal);
    }

    private async Task UntilAsync(string moment)
    {
        var until = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
        while (_clock.GetUtcNow() < until)
            await _story.LaterAsync(TimeSpan.FromTicks(Math.Min((until - _clock.GetUtcNow()).Ticks, TimeSpan.FromHours(12).Ticks)));
    }

    private SimPost LastNudge() => Nudges()[^1];

    private IReadOnlyList<SimPost> Nudges() => [.. _story.Sim.Posts(Org.Channel).Where(post => post.Card?.Buttons().Contains("Inspireert") == true)];
}
