using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Purposes;

/// <summary>Once a month, at the community's own hour, the sponsor gets a text to tell why the community exists.</summary>
public sealed class SponsorPromptStory() : StoryTests("2026-11-24T09:00:00Z")
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "waarom");
        await Story.PressesOnAsync(Org.Anna, card, await Story.PressesAsync(Org.Anna, card, "why.edit"), "Opslaan", ("Why", "Zodat iedereen kan lezen"),
            ("Sponsor", Org.Dina.AadObjectId));
        await Story.PressesAsync(Org.Dina, Assert.Single(await Story.HeardAsync(Org.Dina, "Wil jij sponsor")), "Ja, ik doe het");
    }

    [Fact]
    public async Task In_the_first_week_of_each_month_another_text_made_of_the_communitys_own_facts_and_once()
    {
        await Story.UntilAsync("2026-12-07T08:29:50Z");
        Assert.Empty(await PromptsAsync());

        await Story.UntilAsync("2026-12-07T08:31:00Z");
        var text = Assert.Single(await PromptsAsync()).Card!.Words();
        foreach (var fact in new[] { "Zodat iedereen kan lezen.", "maand 4 van de 12 van de startfase",
            "We zoeken nog een bouwer, een verbinder en een aanjager." })
            Assert.Contains(fact, text, StringComparison.Ordinal);
        await Story.RestartAsync();
        await Story.UntilAsync("2027-01-04T08:20:00Z");
        Assert.Single(await PromptsAsync());

        await Story.UntilAsync("2027-01-04T08:31:00Z");
        var prompts = await PromptsAsync();
        Assert.Equal(2, prompts.Count);
        Assert.NotEqual(text, prompts[1].Card!.Words());
        Assert.DoesNotContain(Story.Sim.Posts(), post => post.Conversation == Org.Channel && post.Json.Contains("Twee minuten", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pause_and_quiet_days_move_it_within_the_month_and_a_month_without_a_moment_has_none()
    {
        await Story.PausesAsync(new(2026, 12, 10));
        await Story.UntilAsync("2026-12-14T08:20:00Z");
        Assert.Empty(await PromptsAsync());
        await Story.UntilAsync("2026-12-14T08:31:00Z");
        Assert.Single(await PromptsAsync());

        await Story.IsQuietAsync(new(2027, 1, 1), new(2027, 1, 31));
        await Story.UntilAsync("2027-02-01T08:20:00Z");
        Assert.Single(await PromptsAsync());
        await Story.UntilAsync("2027-02-01T08:31:00Z");
        Assert.Equal(2, (await PromptsAsync()).Count);
    }

    [Fact]
    public async Task Asleep_over_the_moment_it_comes_at_the_next_one_of_the_month()
    {
        await Story.UntilAsync("2026-12-06T08:00:00Z");
        await Story.LaterAsync(TimeSpan.FromDays(3));
        Assert.Empty(await PromptsAsync());

        await Story.UntilAsync("2026-12-14T08:31:00Z");

        Assert.Single(await PromptsAsync());
    }

    [Fact]
    public async Task Another_rhythm_after_it_came_gives_no_second_one()
    {
        await Story.UntilAsync("2026-12-07T08:31:00Z");
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        await Story.PressesOnAsync(Org.Anna, card, await Story.PressesAsync(Org.Anna, card, "nudge.edit"), "Opslaan", ("Day", "Wednesday"), ("Time", "16:00"),
            ("Cadence", "Weekly"), ("Zone", "Europe/Amsterdam"));
        var prompt = Assert.Single(await PromptsAsync());
        await Story.PressesOnAsync(Org.Dina, prompt, await Story.PressesAsync(Org.Dina, prompt, "Niet meer vragen"), "Vraag het me toch weer");

        await Story.UntilAsync("2027-01-06T14:50:00Z");
        Assert.Single(await PromptsAsync());
        await Story.UntilAsync("2027-01-06T15:01:00Z");
        Assert.Equal(2, (await PromptsAsync()).Count);
    }

    [Fact]
    public async Task I_did_it_stands_on_the_card_of_the_why_and_not_this_month_leaves_no_trace()
    {
        await Story.UntilAsync("2026-12-07T08:31:00Z");
        var prompt = Assert.Single(await PromptsAsync());
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();
        prompt.Card.Says("Mensen houden het vol");
        var later = await Story.PressesAsync(Org.Dina, prompt, "Deze maand niet");
        later["value"].Says("Goed, deze maand niet.");
        Assert.Equal(before, Story.Host.Fingerprint());

        await Story.PressesOnAsync(Org.Dina, prompt, later, "Gedaan");

        Assert.Contains("Voor het laatst verteld\n7 december 2026", (await Story.AsksAsync(Org.Bram, Org.Channel, "waarom")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_asking_is_for_good_until_they_change_their_mind_and_they_may_stop_altogether()
    {
        await Story.UntilAsync("2026-12-07T08:31:00Z");
        var prompt = Assert.Single(await PromptsAsync());
        var stopped = await Story.PressesAsync(Org.Dina, prompt, "Niet meer vragen");
        await Story.UntilAsync("2027-02-10T08:31:00Z");
        Assert.Single(await PromptsAsync());
        (await Story.AsksAsync(Org.Bram, Org.Channel, "waarom")).Card.Says("Dina Monster");

        await Story.PressesOnAsync(Org.Dina, prompt, stopped, "Vraag het me toch weer");
        await Story.UntilAsync("2027-02-15T08:31:00Z");
        Assert.Equal(2, (await PromptsAsync()).Count);

        await Story.PressesOnAsync(Org.Dina, prompt, stopped, "Ik stop als sponsor");
        Assert.Single(await Story.HeardAsync(Org.Anna, "Dina Monster is gestopt als sponsor"));
        await Story.UntilAsync("2027-04-10T08:31:00Z");
        Assert.Equal(2, (await PromptsAsync()).Count);
    }

    [Fact]
    public async Task Who_left_gets_nothing_and_carries_nothing_any_more()
    {
        Org.Team.Roster.Remove(Org.Dina);
        await Story.SendAsync(Story.Sim.Activities.MembersRemoved(Org.Channel, Org.Anna, Org.Dina));
        await Story.SettleAsync();
        Assert.Null((await Story.CommunityAsync()).Purpose.Sponsor);

        await Story.UntilAsync("2026-12-15T08:31:00Z");

        Assert.Empty(await PromptsAsync());
    }

    [Fact]
    public async Task Who_left_unnoticed_gets_nothing_and_the_night_empties_their_place()
    {
        await Story.UntilAsync("2026-12-07T07:00:00Z");
        Org.Team.Roster.Remove(Org.Dina);
        await Story.UntilAsync("2026-12-07T08:31:00Z");
        Assert.Empty(await PromptsAsync());
        Assert.NotNull((await Story.CommunityAsync()).Purpose.Sponsor);

        await Story.UntilAsync("2026-12-08T08:00:00Z");

        Assert.Null((await Story.CommunityAsync()).Purpose.Sponsor);
    }

    [Fact]
    public async Task An_ended_registration_is_silent_and_a_restored_one_asks_again()
    {
        var status = await Story.AsksAsync(Org.Anna, Org.Channel, "afmelden");
        var ended = await Story.PressesAsync(Org.Anna, status, "community.unregister");
        await Story.UntilAsync("2026-12-08T08:31:00Z");
        Assert.Empty(await PromptsAsync());

        await Story.PressesOnAsync(Org.Anna, status, ended, "community.restore");
        await Story.UntilAsync("2026-12-14T08:31:00Z");

        Assert.Single(await PromptsAsync());
    }

    /// <summary>All that came after the question whether she would; whatever an answer put in its place.</summary>
    private async Task<IReadOnlyList<SimPost>> PromptsAsync() => [.. (await Story.PersonalPostsAsync(Org.Dina)).Skip(1)];
}
