using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>The regular message, through the real bot and a simulated Teams, on a clock that the test moves.</summary>
public sealed class NudgeStory() : StoryTests("2026-11-19T10:00:00Z")
{
    private static readonly string[] NudgeHeadings = ["Voorbeeld van deze week", "Tip van deze week", "Vraag van deze week"];

    [Fact]
    public async Task On_Monday_at_half_past_nine_the_channel_gets_its_message_and_a_week_later_another()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await UntilAsync("2026-11-23T08:29:50Z");
        Assert.Empty(Nudges());

        await UntilAsync("2026-11-23T08:31:00Z");
        var first = Assert.Single(Nudges());
        first.Card.Says("Er is geen bouwer.");

        await UntilAsync("2026-11-30T08:31:00Z");
        Assert.Equal(2, Nudges().Count);
        Assert.NotEqual(TitleOf(first), TitleOf(Nudges()[1]));
    }

    [Fact]
    public async Task Everyone_answers_once_and_may_change_their_mind_and_nobody_sees_who()
    {
        var nudge = await FirstNudgeAsync();

        await Story.PressesAsync(Org.Bram, nudge, "Inspireert");
        await Story.PressesAsync(Org.Bram, nudge, "Inspireert");
        await Story.PressesAsync(Org.Chris, nudge, "Dit gaan we doen");
        Assert.Contains("inspireert 1, dit gaan we doen 1, niet voor ons 0", Now(nudge).Card!.Words(), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Bram, nudge, "Niet voor ons");
        var words = Now(nudge).Card!.Words();
        Assert.Contains("inspireert 0, dit gaan we doen 1, niet voor ons 1", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Bram", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_reads_and_does_not_answer()
    {
        var nudge = await FirstNudgeAsync();

        await Story.PressesAsync(Org.Guest, nudge, "Inspireert");

        Assert.DoesNotContain("Antwoorden tot nu toe", Now(nudge).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_is_one_press_and_ends_by_itself()
    {
        var nudge = await FirstNudgeAsync();

        await Story.PressesOnAsync(Org.Anna, nudge, await Story.PressesAsync(Org.Anna, nudge, "Pauzeren"), "Twee weken");
        Assert.Contains("Ik ben stil tot 7 december 2026.", Now(nudge).Card!.Words(), StringComparison.Ordinal);

        await UntilAsync("2026-12-06T12:00:00Z");
        Assert.Single(Nudges());
        await UntilAsync("2026-12-07T08:31:00Z");
        Assert.Equal(2, Nudges().Count);

        var log = await Story.AsksAsync(Org.Bram, Org.Channel, "weekbericht logboek");
        log.Card.Says("overgeslagen: de community had pauze");
        log.Card.Says("1 van 3 momenten (33 %)");
    }

    [Fact]
    public async Task Who_leads_sees_the_next_one_sends_it_and_it_counts_as_this_weeks()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        card.Card.Says("maandag 23 november 2026 om 9.30 uur (Europe/Amsterdam)");

        var preview = await Story.PressesAsync(Org.Anna, card, "Volgende bekijken");
        preview["value"].Says("Alleen jij ziet dit; er is nog niets verstuurd.");
        Assert.Empty(Nudges());

        await UntilAsync("2026-11-23T07:00:00Z");
        await Story.PressesAsync(Org.Anna, card, "Nu versturen");
        Assert.Contains("Het komt zo in het kanaal te staan.", Now(card).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("maandag 30 november 2026 om 9.30 uur (Europe/Amsterdam)", Now(card).Card!.Words(), StringComparison.Ordinal);
        await Story.SettleAsync();
        var sent = Assert.Single(Nudges());
        preview["value"].Says(TitleOf(sent));
        var again = await Story.PressesAsync(Org.Anna, card, "Nu versturen");
        Assert.Contains("deze week al een bericht", again["value"]!.ToString(), StringComparison.Ordinal);

        await UntilAsync("2026-11-23T12:00:00Z");
        Assert.Single(Nudges());
        await UntilAsync("2026-11-30T08:31:00Z");
        Assert.Equal(2, Nudges().Count);
    }

    [Fact]
    public async Task What_was_looked_at_is_what_is_sent_also_in_another_week()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var rhythm = await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        var preview = await Story.PressesAsync(Org.Anna, rhythm, "Volgende bekijken");

        await Story.PressesOnAsync(Org.Anna, rhythm, preview, "Nu versturen");
        await Story.SettleAsync();

        preview["value"].Says(TitleOf(Assert.Single(Nudges())));
    }

    [Fact]
    public async Task Whoever_wants_to_do_it_plans_it_with_the_title_filled_in()
    {
        var nudge = await FirstNudgeAsync();
        var title = TitleOf(nudge);
        Assert.DoesNotContain("Zet het in de planning", Now(nudge).Card!.Buttons());

        await Story.PressesAsync(Org.Bram, nudge, "Dit gaan we doen");
        var form = await Story.PressesAsync(Org.Bram, nudge, "Zet het in de planning");

        form["value"].Says("Activiteit plannen of noteren");
        Assert.Equal(title, form["value"]!["body"]!.AsArray().Single(part => (string?)part!["id"] == "Title")!["value"]!.ToString());
        await Story.PressesOnAsync(Org.Bram, nudge, form, "Opslaan", ("Title", title), ("Day", "2026-12-10"));
        (await Story.AsksAsync(Org.Anna, Org.Channel, "activiteiten")).Card.Says(title);
    }

    [Fact]
    public async Task The_rest_is_behind_more_and_leads_back()
    {
        var nudge = await FirstNudgeAsync();
        Assert.Equal(4, Now(nudge).Card!["actions"]!.AsArray().Count);

        var more = await Story.PressesAsync(Org.Bram, nudge, "Meer");
        more["value"].Says("Deel een eigen voorbeeld");
        (await Story.PressesOnAsync(Org.Bram, nudge, more, "Terug naar het bericht"))["value"].Says(TitleOf(nudge));
    }

    [Fact]
    public async Task Another_day_another_hour_another_zone_every_two_weeks()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        var form = (await Story.PressesAsync(Org.Anna, card, "Instellen"))["value"]!.AsObject();

        async Task SavesAsync(string zone) => await Story.DeliverAsync(
            Story.Sim.Activities.Press(form, Org.Channel, card.ConversationId.Split("messageid=")[1], card.Id, Org.Anna, "Opslaan",
                new Dictionary<string, string> { ["Day"] = "Wednesday", ["Time"] = "16:00", ["Cadence"] = "EveryTwoWeeks", ["Zone"] = zone }));

        await SavesAsync("Mars/Phobos");
        Assert.Contains("elke week op maandag om 9.30 uur", Now(card).Card!.Words(), StringComparison.Ordinal);
        await SavesAsync("America/Curacao");
        Assert.Contains("om de twee weken op woensdag om 16.00 uur", Now(card).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("woensdag 25 november 2026 om 16.00 uur (America/Curacao)", Now(card).Card!.Words(), StringComparison.Ordinal);

        // 16:00 in Curaçao is 20:00 in UTC, winter and summer.
        await UntilAsync("2026-11-25T19:59:00Z");
        Assert.Empty(Nudges("komende twee weken"));
        await UntilAsync("2026-12-09T19:59:00Z");
        Assert.Single(Nudges("komende twee weken"));
        await UntilAsync("2026-12-09T20:01:00Z");
        Assert.Equal(2, Nudges("komende twee weken").Count);
    }

    [Fact]
    public async Task Only_who_leads_sends_changes_and_pauses()
    {
        var nudge = await FirstNudgeAsync();
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        var before = Story.Host.Fingerprint();

        Assert.NotNull((await Story.AsksAsync(Org.Bram, Org.Channel, "weekbericht")).Card);
        Assert.Null(Assert.Single(await Story.SaysAsync(Org.Guest, Org.Channel, "weekbericht")).Card);
        foreach (var button in (string[])["Volgende bekijken", "Instellen", "Pauzeren"]) await Story.PressesAsync(Org.Bram, card, button);
        await Story.PressesAsync(Org.Bram, card, "Nu versturen");
        await Story.PressesAsync(Org.Bram, nudge, "Pauzeren");

        Assert.Equal(before, Story.Host.Fingerprint());
        Assert.Single(Nudges());
    }

    [Fact]
    public async Task An_ended_registration_hears_nothing_until_it_is_restored()
    {
        await FirstNudgeAsync();
        var question = await Story.AsksAsync(Org.Anna, Org.Channel, "afmelden");
        await Story.PressesAsync(Org.Anna, question, "community.unregister");

        await UntilAsync("2026-12-21T12:00:00Z");
        Assert.Single(Nudges());

        var ended = Story.Sim.Posts(question.ConversationId).Single(post => post.Id == question.Id);
        await Story.PressesAsync(Org.Anna, ended, "community.restore");
        await UntilAsync("2026-12-28T12:00:00Z");
        Assert.Equal(2, Nudges().Count);
        var log = await Story.AsksAsync(Org.Bram, Org.Channel, "weekbericht logboek");
        log.Card.Says("2 van 2 momenten");
    }

    [Fact]
    public async Task The_whole_organisation_is_quiet_when_an_administrator_says_so_and_nobody_else_can()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Anna)]);
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "stil");
        await Story.PressesAsync(Org.Bram, card, "Toevoegen", ("From", "2026-11-23"), ("To", "2026-11-29"));
        await Story.PressesAsync(Org.Anna, card, "Toevoegen", ("From", "2026-12-06"), ("To", "2026-11-30"));
        Assert.Contains("Er zijn geen stille dagen gepland.", Now(card).Card!.Words(), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Anna, card, "Toevoegen", ("From", "2026-11-23"), ("To", "2026-11-29"));
        Assert.Contains("23 november 2026 tot en met 29 november 2026", Now(card).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("maandag 30 november 2026", (await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht")).Card!.Words(),
            StringComparison.Ordinal);

        await UntilAsync("2026-11-30T08:00:00Z");
        Assert.Empty(Nudges());
        await UntilAsync("2026-11-30T08:31:00Z");
        Assert.Single(Nudges());
    }

    [Fact]
    public async Task What_was_removed_is_left_alone_and_an_archived_team_is_asked_again()
    {
        await FirstNudgeAsync();
        using (Story.Sim.Faults.Next(1, Fault.Error(403, "MessageWritesBlocked"),
            new(SimOperation.CreateConversation))) await UntilAsync("2026-11-30T08:31:00Z");
        await UntilAsync("2026-12-07T08:31:00Z");
        Assert.Equal(2, Nudges().Count);
        using (Story.Sim.Faults.Next(1, Fault.Error(403, "BotNotInConversationRoster"),
            new(SimOperation.CreateConversation))) await UntilAsync("2026-12-14T08:31:00Z");
        Story.Sim.Requests.Clear();
        await UntilAsync("2027-01-11T08:31:00Z");

        Assert.Equal(2, Nudges().Count);
        Assert.DoesNotContain(Story.Sim.Requests, request => request.Operation == SimOperation.CreateConversation);
        var log = (await Story.AsksAsync(Org.Bram, Org.Channel, "weekbericht logboek")).Card!.Words();
        Assert.Contains("mislukt: het team is gearchiveerd", log, StringComparison.Ordinal);
        Assert.Contains("mislukt: ik ben uit het kanaal verwijderd", log, StringComparison.Ordinal);
        Assert.Contains("overgeslagen: ik ben uit het kanaal verwijderd", log, StringComparison.Ordinal);
        Assert.Contains("2 van 8 momenten", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_not_found_three_weeks_in_a_row_is_gone()
    {
        await FirstNudgeAsync();
        using (Story.Sim.Faults.Always(Fault.Error(404, "ConversationNotFound"),
            new(SimOperation.CreateConversation))) await UntilAsync("2026-12-07T08:31:00Z");
        await UntilAsync("2026-12-14T08:31:00Z");
        Assert.Equal(2, Nudges().Count);

        using (Story.Sim.Faults.Always(Fault.Error(404, "ConversationNotFound"),
            new(SimOperation.CreateConversation))) await UntilAsync("2027-01-04T08:31:00Z");
        await UntilAsync("2027-01-25T08:31:00Z");
        Assert.Equal(2, Nudges().Count);
        Assert.Contains("Het kanaal is verwijderd", (await Story.AsksAsync(Org.Bram, Org.Channel, "status")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nl-NL", "Een voorbeeld van elders", "Een tip", "Een vraag om over te praten")]
    [InlineData("en-GB", "An example from elsewhere", "A tip", "A question to talk about")]
    public async Task Inspiration_comes_when_asked_for_anywhere_and_uses_nothing_up(string locale, params string[] headings)
    {
        var before = Story.Host.Fingerprint();

        var there = await Story.AsksAsync(Org.Guest, Org.Channel, "inspire", locale);
        var here = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "inspiratie", locale);

        Assert.All([there, here], card => Assert.Contains(headings, heading => card.Card!.Words().Contains(heading, StringComparison.Ordinal)));
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    private async Task<SimPost> FirstNudgeAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await UntilAsync("2026-11-23T08:31:00Z");
        return Assert.Single(Nudges());
    }

    private IReadOnlyList<SimPost> Nudges(string? heading = null) =>
        [.. Story.Sim.Posts().Where(post => post.Card is { } card
            && (heading is null ? NudgeHeadings : [heading]).Any(words => card.Words().Contains(words, StringComparison.Ordinal)))];

    private static string TitleOf(SimPost nudge) => nudge.Card!["body"]![1]!["text"]!.ToString();
}
