using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Purposes;

/// <summary>Once a month, at the community's own hour, the sponsor gets a text to tell why the community exists.</summary>
public sealed class SponsorPromptStory : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    private Story _story = null!;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync()
    {
        _story = await Story.StartAsync(clock: _clock);
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        var card = await _story.AsksAsync(Org.Anna, Org.Channel, "waarom");
        await _story.PressesOnAsync(Org.Anna, card, await _story.PressesAsync(Org.Anna, card, "why.edit"), "Opslaan", ("Why", "Zodat iedereen kan lezen"),
            ("Sponsor", Org.Dina.AadObjectId));
        await _story.PressesAsync(Org.Dina, Assert.Single(await _story.HeardAsync(Org.Dina, "Wil jij het waarom")), "Prima, ik doe het");
    }

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task In_the_first_week_of_each_month_another_text_made_of_the_communitys_own_facts_and_once()
    {
        await _story.UntilAsync("2026-12-07T08:29:50Z");
        Assert.Empty(await PromptsAsync());

        await _story.UntilAsync("2026-12-07T08:31:00Z");
        var text = Assert.Single(await PromptsAsync()).Card!.Words();
        foreach (var fact in new[] { "Zodat iedereen kan lezen.", "maand 4 van de 12 van de startfase",
            "We zoeken nog een bouwer, een verbinder en een aanjager." })
            Assert.Contains(fact, text, StringComparison.Ordinal);
        await _story.RestartAsync();
        await _story.UntilAsync("2027-01-04T08:20:00Z");
        Assert.Single(await PromptsAsync());

        await _story.UntilAsync("2027-01-04T08:31:00Z");
        var prompts = await PromptsAsync();
        Assert.Equal(2, prompts.Count);
        Assert.NotEqual(text, prompts[1].Card!.Words());
        Assert.DoesNotContain(_story.Sim.Posts(), post => post.Conversation == Org.Channel && post.Json.Contains("Twee minuten", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pause_and_quiet_days_move_it_within_the_month_and_a_month_without_a_moment_has_none()
    {
        await _story.PausesAsync(new(2026, 12, 10));
        await _story.UntilAsync("2026-12-14T08:20:00Z");
        Assert.Empty(await PromptsAsync());
        await _story.UntilAsync("2026-12-14T08:31:00Z");
        Assert.Single(await PromptsAsync());

        await _story.IsQuietAsync(new(2027, 1, 1), new(2027, 1, 31));
        await _story.UntilAsync("2027-02-01T08:20:00Z");
        Assert.Single(await PromptsAsync());
        await _story.UntilAsync("2027-02-01T08:31:00Z");
        Assert.Equal(2, (await PromptsAsync()).Count);
    }

    [Fact]
    public async Task Asleep_over_the_moment_it_comes_at_the_next_one_of_the_month()
    {
        await _story.UntilAsync("2026-12-06T08:00:00Z");
        await _story.LaterAsync(TimeSpan.FromDays(3));
        Assert.Empty(await PromptsAsync());

        await _story.UntilAsync("2026-12-14T08:31:00Z");

        Assert.Single(await PromptsAsync());
    }

    [Fact]
    public async Task Another_rhythm_after_it_came_gives_no_second_one()
    {
        await _story.UntilAsync("2026-12-07T08:31:00Z");
        var card = await _story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        await _story.PressesOnAsync(Org.Anna, card, await _story.PressesAsync(Org.Anna, card, "nudge.edit"), "Opslaan", ("Day", "Wednesday"), ("Time", "16:00"),
            ("Cadence", "Weekly"), ("Zone", "Europe/Amsterdam"));
        var prompt = Assert.Single(await PromptsAsync());
        await _story.PressesOnAsync(Org.Dina, prompt, await _story.PressesAsync(Org.Dina, prompt, "Niet meer vragen"), "Vraag het me toch weer");

        await _story.UntilAsync("2027-01-06T14:50:00Z");
        Assert.Single(await PromptsAsync());
        await _story.UntilAsync("2027-01-06T15:01:00Z");
        Assert.Equal(2, (await PromptsAsync()).Count);
    }

    [Fact]
    public async Task I_did_it_stands_on_the_card_of_the_why_and_not_this_month_leaves_no_trace()
    {
        await _story.UntilAsync("2026-12-07T08:31:00Z");
        var prompt = Assert.Single(await PromptsAsync());
        await _story.SettleAsync();
        var before = _story.Host.Fingerprint();
        Assert.Contains("Mensen houden het vol", prompt.Card!.Words(), StringComparison.Ordinal);
        var later = await _story.PressesAsync(Org.Dina, prompt, "Deze maand niet");
        Assert.Contains("Goed, deze maand niet.", later["value"]!.Words(), StringComparison.Ordinal);
        Assert.Equal(before, _story.Host.Fingerprint());

        await _story.PressesOnAsync(Org.Dina, prompt, later, "Gedaan");

        Assert.Contains("Voor het laatst verteld\n7 december 2026", (await _story.AsksAsync(Org.Bram, Org.Channel, "waarom")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_asking_is_for_good_until_they_change_their_mind_and_they_may_stop_altogether()
    {
        await _story.UntilAsync("2026-12-07T08:31:00Z");
        var prompt = Assert.Single(await PromptsAsync());
        var stopped = await _story.PressesAsync(Org.Dina, prompt, "Niet meer vragen");
        await _story.UntilAsync("2027-02-10T08:31:00Z");
        Assert.Single(await PromptsAsync());
        Assert.Contains("Dina Monster", (await _story.AsksAsync(Org.Bram, Org.Channel, "waarom")).Card!.Words(), StringComparison.Ordinal);

        await _story.PressesOnAsync(Org.Dina, prompt, stopped, "Vraag het me toch weer");
        await _story.UntilAsync("2027-02-15T08:31:00Z");
        Assert.Equal(2, (await PromptsAsync()).Count);

        await _story.PressesOnAsync(Org.Dina, prompt, stopped, "Ik stop als sponsor");
        Assert.Single(await _story.HeardAsync(Org.Anna, "Dina Monster is gestopt als sponsor"));
        await _story.UntilAsync("2027-04-10T08:31:00Z");
        Assert.Equal(2, (await PromptsAsync()).Count);
    }

    [Fact]
    public async Task Who_left_gets_nothing_and_carries_nothing_any_more()
    {
        Org.Team.Roster.Remove(Org.Dina);
        await _story.SendAsync(_story.Sim.Activities.MembersRemoved(Org.Channel, Org.Anna, Org.Dina));
        await _story.SettleAsync();
        Assert.Null((await _story.CommunityAsync()).Purpose.Sponsor);

        await _story.UntilAsync("2026-12-15T08:31:00Z");

        Assert.Empty(await PromptsAsync());
    }

    [Fact]
    public async Task Who_left_unnoticed_gets_nothing_and_the_night_empties_their_place()
    {
        await _story.UntilAsync("2026-12-07T07:00:00Z");
        Org.Team.Roster.Remove(Org.Dina);
        await _story.UntilAsync("2026-12-07T08:31:00Z");
        Assert.Empty(await PromptsAsync());
        Assert.NotNull((await _story.CommunityAsync()).Purpose.Sponsor);

        await _story.UntilAsync("2026-12-08T08:00:00Z");

        Assert.Null((await _story.CommunityAsync()).Purpose.Sponsor);
    }

    [Fact]
    public async Task An_ended_registration_is_silent_and_a_restored_one_asks_again()
    {
        var status = await _story.AsksAsync(Org.Anna, Org.Channel, "afmelden");
        var ended = await _story.PressesAsync(Org.Anna, status, "community.unregister");
        await _story.UntilAsync("2026-12-08T08:31:00Z");
        Assert.Empty(await PromptsAsync());

        await _story.PressesOnAsync(Org.Anna, status, ended, "community.restore");
        await _story.UntilAsync("2026-12-14T08:31:00Z");

        Assert.Single(await PromptsAsync());
    }

    /// <summary>All that came after the question whether she would; whatever an answer put in its place.</summary>
    private async Task<IReadOnlyList<SimPost>> PromptsAsync() => [.. (await _story.PersonalPostsAsync(Org.Dina)).Skip(1)];
}
