using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Features.Purposes;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Targets;

/// <summary>Leads agree what must be reached, anybody in the channel counts, and the cards say how that stands against the pace.</summary>
public sealed class TargetStory() : StoryTests("2026-11-23T10:00:00Z")
{
    private static readonly (string Input, string Value)[] Forty =
        [("Metric", "Members"), ("Baseline", "8"), ("Number", "40"), ("Deadline", "2027-09-01")];

    private int _operations;

    /// <summary>Counts what is asked of the store about the community.</summary>
    protected override void Add(IServiceCollection services) => services.AddSingleton<ITable>(provider =>
        new WatchedTable(new SqliteTable(provider.GetRequiredService<SqliteFile>()), partition =>
        {
            if (partition.Contains("thread", StringComparison.Ordinal))
                Interlocked.Increment(ref _operations);
            return default;
        }));

    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task A_target_is_set_counted_in_ten_seconds_and_stands_on_the_status_with_its_pace()
    {
        Assert.Contains("Doelen\nnog geen afgesproken", await StatusAsync(), StringComparison.Ordinal);

        var set = await SetsAsync(Org.Anna, Forty);
        set["value"].Says("Het doel staat: 40 leden, uiterlijk 1 september 2027.");
        set["value"].Says("8 van 40 leden; het tempo voor 23 november 2026 is 8: op schema");
        set["value"].Says("Anna Voorbeeld let erop");

        await Story.LaterAsync(TimeSpan.FromDays(60));
        var list = await TargetsAsync(Org.Chris);
        var counted = await Story.PressesAsync(Org.Chris, list, "Telling opslaan", ("Count", "12"));
        counted["value"].Says("Genoteerd: 12 leden.");
        Assert.Contains("12 van 40 leden; het tempo voor 22 januari 2027 is 14: iets achter", await StatusAsync(), StringComparison.Ordinal);

        await Story.PressesOnAsync(Org.Chris, list, counted, "Ongedaan maken");
        Assert.Contains("8 van 40 leden", await StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_less_needs_a_reason_and_the_history_tells_who_when_and_why()
    {
        await SetsAsync(Org.Anna, Forty);
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        var list = await TargetsAsync(Org.Bram);
        var form = await Story.PressesAsync(Org.Bram, list, "Wijzigen");

        var asked = await Story.PressesOnAsync(Org.Bram, list, form, "Opslaan", ("Number", "30"));
        asked["value"].Says("⚠ Schrijf in één zin waarom.");
        Assert.Contains("van 40 leden", await StatusAsync(), StringComparison.Ordinal);
        var eased = await Story.PressesOnAsync(Org.Bram, list, asked, "Opslaan", ("Number", "30"), ("Reason", "Het dorp is klein"));

        eased["value"].Says("8 van 30 leden");
        var history = (await Story.PressesOnAsync(Org.Chris, list, eased, "Geschiedenis"))["value"];
        history.Says("23 november 2026");
        history.Says("Bram Testman maakte een doel lager of later. Het was: 40 leden, uiterlijk 1 september 2027. Het is nu: 30 leden, uiterlijk "
            + "1 september 2027. Waarom: Het dorp is klein");
        history.Says("Anna Voorbeeld zette een doel: 40 leden");
    }

    [Fact]
    public async Task What_is_let_go_needs_a_reason_and_comes_back()
    {
        await SetsAsync(Org.Anna, Forty);
        var list = await TargetsAsync(Org.Anna);
        var form = await Story.PressesAsync(Org.Anna, list, "Wijzigen");

        (await Story.PressesOnAsync(Org.Anna, list, form, "Doel loslaten"))["value"].Says("⚠ Schrijf in één zin waarom.");
        var gone = await Story.PressesOnAsync(Org.Anna, list, form, "Doel loslaten", ("Reason", "Niet meer van ons"));

        gone["value"].Says("Het doel is losgelaten");
        Assert.Contains("Doelen\ngeen: Niet meer van ons", await StatusAsync(), StringComparison.Ordinal);
        await Story.PressesOnAsync(Org.Anna, list, gone, "Ongedaan maken");
        Assert.Contains("8 van 40 leden", await StatusAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Number", "", "Vul een getal in, van 0 tot en met 1.000.000")]
    [InlineData("Number", "-1", "Vul een getal in")]
    [InlineData("Number", "1000000000", "Vul een getal in")]
    [InlineData("Number", "12,5", "hele getallen")]
    [InlineData("Number", "8", "Het doel moet hoger zijn")]
    [InlineData("Number", "3", "Moet iets juist minder worden?")]
    [InlineData("Number", "0", "Het doel moet hoger zijn")]
    [InlineData("Baseline", "-1", "Vul een getal in")]
    [InlineData("Baseline", "41", "Het doel moet hoger zijn")]
    [InlineData("Deadline", "2026-11-23", "Kies een dag die bestaat, van 24 november 2026")]
    [InlineData("Deadline", "1900-01-01", "Kies een dag die bestaat")]
    [InlineData("Deadline", "9999-12-31", "Kies een dag die bestaat")]
    [InlineData("Deadline", "2027-02-29", "Kies een dag die bestaat")]
    [InlineData("Metric", "Zomaar", "Kies wat je telt")]
    [InlineData("Metric", "Own", "Schrijf op wat je telt")]
    [InlineData("Owner", "30000000-0000-4000-8000-000000000099", "Kies jezelf of iemand die de community leidt")]
    public async Task What_cannot_be_taken_is_said_at_its_field_and_nothing_is_stored(string field, string typed, string problem)
    {
        var list = await TargetsAsync(Org.Anna);
        var form = await Story.PressesAsync(Org.Anna, list, "target.open");
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        var answer = await Story.PressesOnAsync(Org.Anna, list, form, "Opslaan",
            [.. Forty.Where(input => input.Input != field), (field, typed)]);

        answer["value"].Says("Nog niet opgeslagen");
        answer["value"].Says(problem);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Theory]
    [InlineData("", "Vul een heel getal in, van 0 tot en met 1.000.000")]
    [InlineData("-1", "Vul een heel getal in")]
    [InlineData("1000000000", "Vul een heel getal in")]
    [InlineData("12,5", "Vul een heel getal in")]
    [InlineData("twaalf", "Vul een heel getal in")]
    public async Task A_count_that_cannot_be_is_said_and_nothing_is_stored(string typed, string problem)
    {
        await SetsAsync(Org.Anna, Forty);
        var list = await TargetsAsync(Org.Chris);
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        var answer = await Story.PressesAsync(Org.Chris, list, "target.count", ("Count", typed));

        answer["value"].Says(problem);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Theory]
    [InlineData("0", "0 van 40 leden")]
    [InlineData("1.200", "1.200 van 40 leden: gehaald")]
    public async Task None_is_a_count_and_thousands_have_a_point(string typed, string words)
    {
        await SetsAsync(Org.Anna, Forty);

        (await Story.PressesAsync(Org.Chris, await TargetsAsync(Org.Chris), "target.count", ("Count", typed)))["value"].Says(words);
    }

    [Fact]
    public async Task Something_of_their_own_takes_a_comma_a_leap_day_and_markup_that_stays_text()
    {
        var set = await SetsAsync(Org.Anna, ("Metric", "Own"), ("Name", "uren **[x](javascript:1)** <at>iedereen</at>"), ("Baseline", "0,5"),
            ("Number", "7,25"), ("Deadline", "2028-02-29"));

        set["value"].Says("0,5 van 7,25 uren");
        set["value"].Says("uiterlijk 29 februari 2028");
        // Clients read markup in texts, and not in labels.
        Assert.DoesNotMatch("\"text\":\"[^\"]*\\*\\*\\[x\\]\\(", set.ToJsonString());
        (await Story.PressesAsync(Org.Chris, await TargetsAsync(Org.Chris), "target.count", ("Count", "3,75")))["value"].Says("3,75 van 7,25 uren");
    }

    [Fact]
    public async Task What_was_logged_counts_and_nothing_that_nobody_told_of_or_that_came_before()
    {
        await LogsAsync("Eerder", "2026-11-20", "9");
        await SetsAsync(Org.Anna, ("Metric", "Activities"), ("Baseline", "0"), ("Number", "12"), ("Deadline", "2027-09-01"));
        await SetsAsync(Org.Anna, ("Metric", "Participants"), ("Baseline", "0"), ("Number", "100"), ("Deadline", "2027-09-01"));
        await LogsAsync("Vandaag", "2026-11-23", "14");
        await Story.SettleAsync();

        var status = await StatusAsync();
        Assert.Contains("1 van 12 activiteiten", status, StringComparison.Ordinal);
        Assert.Contains("14 van 100 deelnemers", status, StringComparison.Ordinal);
        var list = await TargetsAsync(Org.Anna);
        Assert.False(SimActivities.HasButton(list.Card!, "target.count"));

        await Story.PressesOnAsync(Org.Anna, list, await ChangesLastAsync(), "activity.remove");
        await Story.SettleAsync();
        Assert.Contains("0 van 12 activiteiten", await StatusAsync(), StringComparison.Ordinal);
        await LogsAsync("Niet verteld", "2026-11-23", "");
        await Story.SettleAsync();
        Assert.Contains("0 van 12 activiteiten", await StatusAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("target.open")]
    [InlineData("target.save")]
    public async Task Neither_a_member_nor_a_guest_nor_somebody_of_another_tenant_sets_a_target(string verb)
    {
        var list = await TargetsAsync(Org.Anna);
        var form = (await Story.PressesAsync(Org.Anna, list, "target.open"))["value"]!.AsObject();
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        foreach (var who in new[] { Org.Chris, Org.Guest, Org.Stranger })
            await Story.DeliverAsync(Story.Sim.Activities.Press(verb == "target.open" ? list.Card! : form, Org.Channel, thread: null, list.Id, who, verb,
                Forty.ToDictionary(input => input.Input, input => input.Value)));
        await Story.SettleAsync();

        Assert.Equal(before, Story.Host.Fingerprint());
        Assert.Contains("leid", (await Story.PressesAsync(Org.Chris, list, "target.open"))["value"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_counts_nothing()
    {
        await SetsAsync(Org.Anna, Forty);
        var list = await TargetsAsync(Org.Anna);
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        foreach (var who in new[] { Org.Guest, Org.Stranger })
            await Story.DeliverAsync(Story.Sim.Activities.Press(list, who, "target.count", new Dictionary<string, string> { ["Count"] = "39" }));

        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task Two_leads_at_once_set_two_targets_and_change_one_once()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        var (one, other) = (await TargetsAsync(Org.Anna), await TargetsAsync(Org.Bram));
        var (hers, his) = (await Story.PressesAsync(Org.Anna, one, "target.open"), await Story.PressesAsync(Org.Bram, other, "target.open"));

        await Task.WhenAll(
            Story.PressesOnAsync(Org.Anna, one, hers, "target.save", Forty),
            Story.PressesOnAsync(Org.Bram, other, his, "target.save", [.. Forty.Skip(1), ("Metric", "Partners")]));
        Assert.Equal(2, (await Story.CommunityAsync()).Targets.Open.Count);

        var list = await TargetsAsync(Org.Anna);
        var (edit, same) = (await Story.PressesAsync(Org.Anna, list, "target.open"), await Story.PressesAsync(Org.Bram, list, "target.open"));
        var answers = await Task.WhenAll(
            Story.PressesOnAsync(Org.Anna, list, edit, "target.save", ("Number", "50")),
            Story.PressesOnAsync(Org.Bram, list, same, "target.save", ("Number", "60")));

        Assert.Single(answers, answer => answer.ToJsonString().Contains("intussen gewijzigd", StringComparison.Ordinal));
        Assert.Equal(2, (await Story.CommunityAsync()).Targets.Open[0].Revision);
    }

    [Fact]
    public async Task One_form_that_arrives_twice_sets_one_target()
    {
        var list = await TargetsAsync(Org.Anna);
        var form = await Story.PressesAsync(Org.Anna, list, "target.open");

        for (var time = 0; time < 2; time++) await Story.PressesOnAsync(Org.Anna, list, form, "target.save", Forty);

        Assert.Single((await Story.CommunityAsync()).Targets.Open);
    }

    [Fact]
    public async Task Registered_ahead_it_stays_in_preparation_until_there_is_a_target_or_a_reason()
    {
        await Story.RegistersAsync(Org.Bram, Org.Private, "Kleine kring", start: "2026-12-01");
        await UntilAsync("2026-12-15T10:00:00Z");
        var status = await Story.AsksAsync(Org.Bram, Org.Private, "status");
        status.Card.Says("Voorbereiding: wacht op een doel");

        var list = await Story.AsksAsync(Org.Bram, Org.Private, "doel");
        var form = await Story.PressesAsync(Org.Bram, list, "Zonder doel beginnen");
        (await Story.PressesOnAsync(Org.Bram, list, form, "Opslaan"))["value"].Says("⚠ Schrijf in één zin waarom.");
        await Story.PressesOnAsync(Org.Bram, list, form, "Opslaan", ("Reason", "Eerst een jaar luisteren"));

        status = await Story.AsksAsync(Org.Bram, Org.Private, "status");
        status.Card.Says("Startfase, maand 1 van 12");
        status.Card.Says("geen: Eerst een jaar luisteren");
    }

    [Fact]
    public async Task Behind_its_pace_is_said_once_a_week_after_the_start_phase_and_not_in_it()
    {
        foreach (var (person, role) in new[] { (Org.Anna, Role.Bouwer), (Org.Bram, Role.Verbinder), (Org.Chris, Role.Aanjager) })
        {
            await Story.HoldsAsync(person, role);
            await Story.ContributesAsync(person);
        }
        await SetsAsync(Org.Anna, [.. Forty.Take(3), ("Deadline", "2026-12-31")]);
        await UntilAsync("2026-12-14T08:45:00Z");
        await Story.PressesAsync(Org.Anna, await TargetsAsync(Org.Anna), "target.count", ("Count", "9"));
        await UntilAsync("2026-12-21T08:45:00Z");
        Assert.DoesNotContain(Story.Sim.Posts(Org.Channel), post => post.Json.Contains("Een doel loopt achter", StringComparison.Ordinal));

        await MovesStartAsync(new(2025, 9, 1));
        await UntilAsync("2026-12-28T08:45:00Z");

        var nudge = Story.Sim.Posts(Org.Channel).Last(post => post.Card?.Buttons().Contains("Inspireert") == true);
        nudge.Card.Says("Een doel loopt achter op het tempo.");
        (await Story.PressesAsync(Org.Bram, nudge, "Doelen bekijken"))["value"].Says("9 van 40 leden");
    }

    [Fact]
    public async Task The_status_with_targets_costs_two_storage_operations()
    {
        for (var target = 0; target < 5; target++) await SetsAsync(Org.Anna, [.. Forty.Skip(1), ("Metric", "Own"), ("Name", $"soort {target}")]);
        await StatusAsync();
        await Story.SettleAsync();
        _operations = 0;

        var status = await StatusAsync();

        Assert.Contains("En nog 2: zie Doelen, onder Meer.", status, StringComparison.Ordinal);
        Assert.InRange(_operations, 1, 2);
    }

    private async Task<JsonNode> SetsAsync(SimPerson who, params (string Input, string Value)[] inputs)
    {
        var list = await TargetsAsync(who);
        return await Story.PressesOnAsync(who, list, await Story.PressesAsync(who, list, "Doel toevoegen"), "Opslaan", inputs);
    }

    private async Task<SimPost> TargetsAsync(SimPerson who) => await Story.AsksAsync(who, Org.Channel, "doel");

    private async Task<string> StatusAsync() => (await Story.AsksAsync(Org.Anna, Org.Channel, "status")).Card!.Words();

    private async Task LogsAsync(string title, string day, string heads)
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, $"activiteit {title}");
        await Story.PressesAsync(Org.Anna, form, "activity.save", ("Title", title), ("Day", day), ("Heads", heads));
    }

    private async Task<JsonNode> ChangesLastAsync()
    {
        var list = await Story.AsksAsync(Org.Anna, Org.Channel, "activiteit");
        return await Story.PressesAsync(Org.Anna, list, "Wijzigen");
    }

    private async Task MovesStartAsync(DateOnly start)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        await scope.ServiceProvider.GetRequiredService<CommunityStore>()
            .ChangeAsync(Org.Tenant.Id, Org.Channel.Id, it => it with { StartDate = start }, Ct);
    }
}
