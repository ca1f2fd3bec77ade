using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>The regular message, through the real bot and a simulated Teams, on a clock that the test moves.</summary>
public sealed class NudgeStory : IAsyncLifetime
{
    private static readonly string[] NudgeHeadings = ["Voorbeeld van deze week", "Tip van deze week", "Vraag van deze week"];

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-11-19T10:00:00Z", CultureInfo.InvariantCulture));
    private Story _story = null!;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync(clock: _clock);

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task On_Monday_at_half_past_nine_the_channel_gets_its_message_and_a_week_later_another()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        await UntilAsync("2026-11-23T08:29:50Z");
        Assert.Empty(Nudges());

        await UntilAsync("2026-11-23T08:31:00Z");
        var first = Assert.Single(Nudges());
        Assert.Contains("De rol Bouwer is leeg.", first.Card!.Words(), StringComparison.Ordinal);

        await UntilAsync("2026-11-30T08:31:00Z");
        Assert.Equal(2, Nudges().Count);
        Assert.NotEqual(TitleOf(first), TitleOf(Nudges()[1]));
    }

    [Fact]
    public async Task Everyone_answers_once_and_may_change_their_mind_and_nobody_sees_who()
    {
        var nudge = await FirstNudgeAsync();

        await _story.PressesAsync(_story.Org.Bram, nudge, "Inspireert");
        await _story.PressesAsync(_story.Org.Bram, nudge, "Inspireert");
        await _story.PressesAsync(_story.Org.Chris, nudge, "Dit gaan we doen");
        Assert.Contains("inspireert 1, dit gaan we doen 1, niet voor ons 0", Now(nudge).Card!.Words(), StringComparison.Ordinal);

        await _story.PressesAsync(_story.Org.Bram, nudge, "Niet voor ons");
        var words = Now(nudge).Card!.Words();
        Assert.Contains("inspireert 0, dit gaan we doen 1, niet voor ons 1", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Bram", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_reads_and_does_not_answer()
    {
        var nudge = await FirstNudgeAsync();

        await _story.PressesAsync(_story.Org.Guest, nudge, "Inspireert");

        Assert.DoesNotContain("Antwoorden tot nu toe", Now(nudge).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_is_one_press_and_ends_by_itself()
    {
        var nudge = await FirstNudgeAsync();

        var pause = _story.Sim.Activities.Press(
            (await _story.PressesAsync(_story.Org.Anna, nudge, "Pauzeren"))["value"]!.AsObject(),
            _story.Org.Channel, nudge.Id, nudge.Id, _story.Org.Anna, "Twee weken", new Dictionary<string, string>());
        await _story.Sim.DeliverAsync(_story.Host.Endpoint, pause, TestContext.Current.CancellationToken);
        Assert.Contains("Ik ben stil tot 7 december 2026.", Now(nudge).Card!.Words(), StringComparison.Ordinal);

        await UntilAsync("2026-12-06T12:00:00Z");
        Assert.Single(Nudges());
        await UntilAsync("2026-12-07T08:31:00Z");
        Assert.Equal(2, Nudges().Count);

        var log = await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "weekbericht logboek");
        Assert.Contains("overgeslagen: de community had pauze", log.Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("1 van 3 momenten (33 %)", log.Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leads_sees_the_next_one_sends_it_and_it_counts_as_this_weeks()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        var card = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "weekbericht");
        Assert.Contains("maandag 23 november 2026 om 09:30 (Europe/Amsterdam)", card.Card!.Words(), StringComparison.Ordinal);

        var preview = await _story.PressesAsync(_story.Org.Anna, card, "Volgende bekijken");
        Assert.Contains("Alleen jij ziet dit, en er is niets verstuurd.", preview["value"]!.Words(), StringComparison.Ordinal);
        Assert.Empty(Nudges());

        await UntilAsync("2026-11-23T07:00:00Z");
        await _story.PressesAsync(_story.Org.Anna, card, "Nu een sturen");
        Assert.Contains("Verstuurd.", Now(card).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("maandag 30 november 2026 om 09:30 (Europe/Amsterdam)", Now(card).Card!.Words(), StringComparison.Ordinal);
        var sent = Assert.Single(Nudges());
        Assert.Contains(TitleOf(sent), preview["value"]!.Words(), StringComparison.Ordinal);
        var again = await _story.PressesAsync(_story.Org.Anna, card, "Nu een sturen");
        Assert.Contains("deze week al een bericht", again["value"]!.ToString(), StringComparison.Ordinal);

        await UntilAsync("2026-11-23T12:00:00Z");
        Assert.Single(Nudges());
        await UntilAsync("2026-11-30T08:31:00Z");
        Assert.Equal(2, Nudges().Count);
    }

    [Fact]
    public async Task Another_day_another_hour_another_zone_every_two_weeks()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        var card = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "weekbericht");
        var form = (await _story.PressesAsync(_story.Org.Anna, card, "Instellen"))["value"]!.AsObject();

        async Task SavesAsync(string zone) => await _story.Sim.DeliverAsync(
            _story.Host.Endpoint,
            _story.Sim.Activities.Press(form, _story.Org.Channel, card.ConversationId.Split("messageid=")[1], card.Id, _story.Org.Anna, "Opslaan",
                new Dictionary<string, string> { ["Day"] = "Wednesday", ["Time"] = "16:00", ["Cadence"] = "EveryTwoWeeks", ["Zone"] = zone }),
            TestContext.Current.CancellationToken);

        await SavesAsync("Mars/Phobos");
        Assert.Contains("elke week op maandag om 09:30", Now(card).Card!.Words(), StringComparison.Ordinal);
        await SavesAsync("America/Curacao");
        Assert.Contains("om de twee weken op woensdag om 16:00", Now(card).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("woensdag 25 november 2026 om 16:00 (America/Curacao)", Now(card).Card!.Words(), StringComparison.Ordinal);

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
        var card = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "weekbericht");
        var before = _story.Host.Fingerprint();

        Assert.NotNull((await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "weekbericht")).Card);
        Assert.Null(Assert.Single(await _story.SaysAsync(_story.Org.Guest, _story.Org.Channel, "weekbericht")).Card);
        foreach (var button in (string[])["Volgende bekijken", "Nu een sturen", "Instellen", "Pauzeren"])
            await _story.PressesAsync(_story.Org.Bram, card, button);
        await _story.PressesAsync(_story.Org.Bram, nudge, "Pauzeren");

        Assert.Equal(before, _story.Host.Fingerprint());
        Assert.Single(Nudges());
    }

    [Fact]
    public async Task An_ended_registration_hears_nothing_until_it_is_restored()
    {
        await FirstNudgeAsync();
        var question = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "afmelden");
        await _story.PressesAsync(_story.Org.Anna, question, "community.unregister");

        await UntilAsync("2026-12-21T12:00:00Z");
        Assert.Single(Nudges());

        var ended = _story.Sim.Posts(question.ConversationId).Single(post => post.Id == question.Id);
        await _story.PressesAsync(_story.Org.Anna, ended, "community.restore");
        await UntilAsync("2026-12-28T12:00:00Z");
        Assert.Equal(2, Nudges().Count);
        var log = await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "weekbericht logboek");
        Assert.Contains("2 van 2 momenten", log.Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_organisation_is_quiet_when_an_administrator_says_so_and_nobody_else_can()
    {
        await _story.SendAsync([.. _story.Sim.Activities.Installed(_story.Org.Channel, _story.Org.Anna)]);
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        var card = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "stil");
        await _story.PressesAsync(_story.Org.Bram, card, "Toevoegen", ("From", "2026-11-23"), ("To", "2026-11-29"));
        await _story.PressesAsync(_story.Org.Anna, card, "Toevoegen", ("From", "2026-12-06"), ("To", "2026-11-30"));
        Assert.Contains("Er zijn geen stille dagen gepland.", Now(card).Card!.Words(), StringComparison.Ordinal);

        await _story.PressesAsync(_story.Org.Anna, card, "Toevoegen", ("From", "2026-11-23"), ("To", "2026-11-29"));
        Assert.Contains("23 november 2026 tot en met 29 november 2026", Now(card).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("maandag 30 november 2026", (await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "weekbericht")).Card!.Words(),
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
        using (_story.Sim.Faults.Next(1, Fault.Error(403, "MessageWritesBlocked"),
            new(SimOperation.CreateConversation))) await UntilAsync("2026-11-30T08:31:00Z");
        await UntilAsync("2026-12-07T08:31:00Z");
        Assert.Equal(2, Nudges().Count);
        using (_story.Sim.Faults.Next(1, Fault.Error(403, "BotNotInConversationRoster"),
            new(SimOperation.CreateConversation))) await UntilAsync("2026-12-14T08:31:00Z");
        _story.Sim.Requests.Clear();
        await UntilAsync("2027-01-11T08:31:00Z");

        Assert.Equal(2, Nudges().Count);
        Assert.DoesNotContain(_story.Sim.Requests, request => request.Operation == SimOperation.CreateConversation);
        var log = (await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "weekbericht logboek")).Card!.Words();
        Assert.Contains("mislukt: het team is gearchiveerd", log, StringComparison.Ordinal);
        Assert.Contains("mislukt: ik ben uit het kanaal verwijderd", log, StringComparison.Ordinal);
        Assert.Contains("overgeslagen: ik ben uit het kanaal verwijderd", log, StringComparison.Ordinal);
        Assert.Contains("2 van 8 momenten", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_not_found_three_weeks_in_a_row_is_gone()
    {
        await FirstNudgeAsync();
        using (_story.Sim.Faults.Always(Fault.Error(404, "ConversationNotFound"),
            new(SimOperation.CreateConversation))) await UntilAsync("2026-12-07T08:31:00Z");
        await UntilAsync("2026-12-14T08:31:00Z");
        Assert.Equal(2, Nudges().Count);

        using (_story.Sim.Faults.Always(Fault.Error(404, "ConversationNotFound"),
            new(SimOperation.CreateConversation))) await UntilAsync("2027-01-04T08:31:00Z");
        await UntilAsync("2027-01-25T08:31:00Z");
        Assert.Equal(2, Nudges().Count);
        Assert.Contains("Het kanaal is verwijderd", (await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "status")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nl-NL", "Een voorbeeld van elders", "Een tip", "Een vraag om over te praten")]
    [InlineData("en-GB", "An example from elsewhere", "A tip", "A question to talk about")]
    public async Task Inspiration_comes_when_asked_for_anywhere_and_uses_nothing_up(string locale, params string[] headings)
    {
        var before = _story.Host.Fingerprint();

        var there = await _story.AsksAsync(_story.Org.Guest, _story.Org.Channel, "inspire", locale);
        var here = await _story.AsksAsync(_story.Org.Bram, _story.Sim.Org.ChatWith(_story.Org.Bram), "inspiratie", locale);

        Assert.All([there, here], card => Assert.Contains(headings, heading => card.Card!.Words().Contains(heading, StringComparison.Ordinal)));
        Assert.Equal(before, _story.Host.Fingerprint());
    }

    private async Task<SimPost> FirstNudgeAsync()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        await UntilAsync("2026-11-23T08:31:00Z");
        return Assert.Single(Nudges());
    }

    private async Task UntilAsync(string moment)
    {
        var until = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
        // In steps of a few hours, as the scheduler looks all the time: a jump would make everything too late.
        while (_clock.GetUtcNow() < until)
            await _story.LaterAsync(TimeSpan.FromTicks(Math.Min((until - _clock.GetUtcNow()).Ticks, TimeSpan.FromHours(12).Ticks)));
    }

    private IReadOnlyList<SimPost> Nudges(string? heading = null) =>
        [.. _story.Sim.Posts().Where(post => post.Card is { } card
            && (heading is null ? NudgeHeadings : [heading]).Any(words => card.Words().Contains(words, StringComparison.Ordinal)))];

    private SimPost Now(SimPost post) => _story.Sim.Posts(post.ConversationId).Single(one => one.Id == post.Id);

    private static string TitleOf(SimPost nudge) => nudge.Card!["body"]![1]!["text"]!.ToString();
}
