using System.Globalization;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Cards;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Features.Purposes;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Activities;

/// <summary>Activities are planned or noted on a form, corrected by whose they are, and counted the day after by who planned them.</summary>
public sealed class ActivityStory() : StoryTests("2026-11-23T10:00:00Z")
{
    private const string Question = "Ik vraag dit één keer.";

    /// <summary>A Monday, late in the morning in Amsterdam.</summary>

    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task The_day_after_who_planned_it_is_asked_once_and_the_answer_is_shown()
    {
        var planned = await LogsAsync(Org.Chris, "Voorlezen in het dorpshuis", "2026-11-26");
        Assert.Contains("Voorlezen in het dorpshuis staat gepland.", planned, StringComparison.Ordinal);
        Assert.Contains("Voorlezen in het dorpshuis\n26 november 2026", planned, StringComparison.Ordinal);

        await Story.UntilAsync("2026-11-27T08:29:50Z");
        Assert.Empty(await AskedAsync(Org.Chris));
        await Story.UntilAsync("2026-11-27T08:31:00Z");
        var question = Assert.Single(await AskedAsync(Org.Chris));
        question.Card.Says("Hoe was het: Voorlezen in het dorpshuis?");
        question.Card.Says(Question);
        Assert.DoesNotContain(Story.Sim.Posts(), post => post.Conversation == Org.Channel && post.Json.Contains(Question, StringComparison.Ordinal));

        Assert.Contains("Vul een heel getal in", (await Story.PressesAsync(Org.Chris, question, "Opslaan", ("Heads", "een paar")))["value"]!.Words(),
            StringComparison.Ordinal);
        var answer = await Story.PressesAsync(Org.Chris, question, "Opslaan", ("Heads", "14"));

        answer["value"].Says("Genoteerd: 14 mensen bij Voorlezen in het dorpshuis.");
        Assert.Contains("26 november 2026 · 14 mensen", await ListAsync(), StringComparison.Ordinal);
        await Story.RestartAsync();
        await Story.UntilAsync("2026-12-20T08:31:00Z");
        Assert.Single(await AskedAsync(Org.Chris));
    }

    [Fact]
    public async Task It_did_not_take_place_is_an_answer_too_and_can_be_taken_back()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-23");
        await Story.UntilAsync("2026-11-24T08:31:00Z");
        var question = Assert.Single(await AskedAsync(Org.Chris));

        await Story.PressesAsync(Org.Chris, question, "Het ging niet door");
        Assert.Contains("ging niet door", await ListAsync(), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Chris, Story.Now(question), "Ongedaan maken");
        Assert.Contains("nog niet geteld", await ListAsync(), StringComparison.Ordinal);
        await Story.PressesAsync(Org.Chris, Story.Now(question), "Opslaan", ("Heads", "3"));
        Assert.Contains("3 mensen", await ListAsync(), StringComparison.Ordinal);
        await Story.UntilAsync("2026-11-26T08:31:00Z");
        Assert.Single(await AskedAsync(Org.Chris));
    }

    [Fact]
    public async Task What_was_noted_afterwards_or_counted_already_or_removed_is_not_asked_about()
    {
        await LogsAsync(Org.Chris, "Vorige week", "2026-11-19");
        await LogsAsync(Org.Chris, "Vandaag", "2026-11-23", "9");
        await LogsAsync(Org.Chris, "Morgen", "2026-11-24");
        await OpensAsync(Org.Chris, "Morgen", "Verwijderen");

        await Story.UntilAsync("2026-12-12T08:31:00Z");

        Assert.Empty(await AskedAsync(Org.Chris));
        Assert.Empty(await AskedAsync(Org.Anna));
    }

    [Fact]
    public async Task Moved_to_another_day_it_is_asked_about_after_that_day()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-25");
        Assert.Contains("Voorlezen is gewijzigd.", await OpensAsync(Org.Chris, "Voorlezen", "Opslaan", ("Day", "2026-11-30")), StringComparison.Ordinal);

        await Story.UntilAsync("2026-12-01T08:20:00Z");
        Assert.Empty(await AskedAsync(Org.Chris));
        await Story.UntilAsync("2026-12-01T08:31:00Z");

        Assert.Single(await AskedAsync(Org.Chris));
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("left")]
    public async Task Who_cannot_be_asked_is_not_waited_for_then_who_leads_is_asked(string what)
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-26");
        if (what == "blocked") Org.Chris.HasBlockedBot = true;
        else Org.Team.Roster.Remove(Org.Chris);

        await Story.UntilAsync("2026-11-27T08:31:00Z");

        var question = Assert.Single(await Story.HeardAsync(Org.Bram, Question));
        question.Card.Says("degene die het plande, kon ik niet bereiken");
        Assert.Empty(await AskedAsync(Org.Anna));
        await Story.PressesAsync(Org.Bram, question, "Opslaan", ("Heads", "1"));
        Assert.Contains("26 november 2026 · één persoon", await ListAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_and_quiet_days_are_kept_and_another_hour_too()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-26");
        await Story.PausesAsync(new(2026, 11, 29));
        await Story.IsQuietAsync(new(2026, 11, 29), new(2026, 11, 30));

        await Story.UntilAsync("2026-12-01T08:20:00Z");
        Assert.Empty(await AskedAsync(Org.Chris));
        await Story.UntilAsync("2026-12-01T08:31:00Z");

        Assert.Single(await AskedAsync(Org.Chris));
    }

    [Fact]
    public async Task Who_made_it_or_leads_corrects_and_removes_and_only_who_did_it_takes_it_back()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-20", "12");
        Assert.Contains("12 mensen", await ListAsync(), StringComparison.Ordinal);
        Assert.Contains("degene die het plande of noteerde", (await PressesListAsync(Org.Bram, "Wijzigen"))["value"]!.ToString(), StringComparison.Ordinal);

        Assert.Contains("20 november 2026 · 13 mensen", await OpensAsync(Org.Chris, "Voorlezen", "Opslaan", ("Heads", "13")), StringComparison.Ordinal);
        var list = await Story.AsksAsync(Org.Anna, Org.Channel, "activiteit");
        var removed = await Story.PressesOnAsync(Org.Anna, list, await Story.PressesAsync(Org.Anna, list, "Wijzigen"), "Verwijderen");
        removed["value"].Says("Er is nog niets genoteerd.");

        Assert.Contains("Alleen degene die het deed", (await Story.PressesOnAsync(Org.Chris, list, removed, "Ongedaan maken"))["value"]!.ToString(),
            StringComparison.Ordinal);
        (await Story.PressesOnAsync(Org.Anna, list, removed, "Ongedaan maken"))["value"].Says("13 mensen");
        Assert.Equal("Dit is al gebeurd.", (await Story.PressesOnAsync(Org.Anna, list, removed, "Ongedaan maken"))["value"]!.ToString());
        Assert.Contains("13 mensen", await ListAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_day_what_was_removed_is_gone_for_good()
    {
        var empty = RowsOfActivities();
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-20", "12");
        await OpensAsync(Org.Chris, "Voorlezen", "Verwijderen");
        await Story.LaterAsync(TimeSpan.FromHours(23));
        Assert.Equal(empty + 1, RowsOfActivities());

        await Story.LaterAsync(TimeSpan.FromHours(2));

        Assert.Equal(empty, RowsOfActivities());
    }

    [Theory]
    [InlineData("", "2026-11-20", "", "Zeg in een paar woorden")]
    [InlineData("x*81", "2026-11-20", "", "hoogstens 80 tekens")]
    [InlineData("Iets", "morgen", "", "Kies een dag van")]
    [InlineData("Iets", "2019-01-01", "", "Kies een dag van")]
    [InlineData("Iets", "2026-11-20", "2,5", "Vul een heel getal in")]
    [InlineData("Iets", "2026-11-20", "-3", "Vul een heel getal in")]
    [InlineData("Iets", "2026-11-20", "10000", "Vul een heel getal in")]
    [InlineData("Iets", "2026-12-20", "10", "weten we pas na afloop")]
    public async Task What_cannot_be_taken_is_said_and_nothing_is_stored(string title, string day, string heads, string problem)
    {
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        var answer = await LogsAsync(Org.Chris, title.Split('*') is [var sign, var count]
            ? string.Concat(Enumerable.Repeat(sign, int.Parse(count, CultureInfo.InvariantCulture))) : title, day, heads);

        Assert.Contains(problem, answer, StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task With_a_title_after_the_command_the_form_is_there_at_once_and_a_guest_only_looks_on()
    {
        var form = await Story.AsksAsync(Org.Chris, Org.Channel, "activiteit Koffie met de tablet");
        form.Card.Says("Koffie met de tablet");
        Assert.Contains("Alleen collega's", (await Story.PressesAsync(Org.Guest, form, "Opslaan"))["value"]!.ToString(), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Chris, form, "Opslaan");

        (await Story.AsksAsync(Org.Guest, Org.Channel, "activiteit")).Card.Says("Koffie met de tablet");
    }

    [Fact]
    public async Task The_next_one_comes_first_and_of_many_those_that_fit()
    {
        for (var day = 1; day <= 9; day++) await LogsAsync(Org.Chris, $"Straks {day}", $"2026-12-{day:D2}");
        for (var day = 1; day <= 9; day++) await LogsAsync(Org.Chris, $"Toen {day}", $"2026-10-{day:D2}", "5");

        var words = await ListAsync();

        Assert.Equal(["Straks 1", "Straks 2", "Straks 3", "Toen 9", "Toen 8", "Toen 7", "Toen 6", "Toen 5"], words.Split('\n')
            .Where(line => line.StartsWith("Straks ", StringComparison.Ordinal) || line.StartsWith("Toen ", StringComparison.Ordinal)));
        Assert.Contains("En nog 6 gepland.", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_has_a_time_and_a_place_and_the_next_one_of_the_day_stands_first()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-26", time: "19:30", place: "De leeszaal");
        var words = await LogsAsync(Org.Chris, "Koffie", "2026-11-26", time: "09:00");

        Assert.Contains("26 november 2026 om 19.30 uur · De leeszaal", words, StringComparison.Ordinal);
        Assert.True(words.IndexOf("Koffie", StringComparison.Ordinal) < words.IndexOf("Voorlezen\n", StringComparison.Ordinal));
        Assert.Contains("26 november 2026 om 20.00 uur · De leeszaal",
            await OpensAsync(Org.Anna, "Voorlezen", "Opslaan", ("Time", "20:00"), ("Title", "Voorlezen"),
            ("Place", "De leeszaal")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_is_counted_once_without_a_name_and_can_take_it_back()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-26");
        var list = await Story.AsksAsync(Org.Bram, Org.Channel, "activiteit");
        Assert.DoesNotContain("komt", list.Card!.Words(), StringComparison.Ordinal);

        (await Story.PressesAsync(Org.Bram, list, "Ik kom"))["value"].Says("1 collega komt");
        Assert.Equal("Je stond er al bij: je komt.", (await Story.PressesAsync(Org.Bram, list, "Ik kom"))["value"]!.ToString());
        (await Story.PressesAsync(Org.Anna, list, "Ik kom"))["value"].Says("2 collega's komen");
        Story.Now(list).Card.Says("2 collega's komen");
        Assert.DoesNotContain("Bram", Story.Now(list).Card!.Words(), StringComparison.Ordinal);

        (await Story.PressesAsync(Org.Bram, list, "Toch niet"))["value"].Says("1 collega komt");
        Assert.Contains("nog niet gezegd", (await Story.PressesAsync(Org.Bram, list, "Toch niet"))["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Alleen collega's", (await Story.PressesAsync(Org.Guest, list, "Ik kom"))["value"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Story.Sim.Posts(), post => post.Json.Contains(Org.Bram.AadObjectId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_comes_survives_a_correction_and_an_undo_of_it_and_a_press_on_the_card_before()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-26");
        var list = await Story.AsksAsync(Org.Chris, Org.Channel, "activiteit");
        await Story.PressesAsync(Org.Bram, list, "Ik kom");
        var changed = await Story.PressesOnAsync(Org.Chris, list, await Story.PressesAsync(Org.Chris, list, "Wijzigen"), "Opslaan", ("Title", "Samen lezen"));
        changed["value"].Says("1 collega komt");

        (await Story.PressesAsync(Org.Anna, list, "Ik kom"))["value"].Says("2 collega's komen");
        (await Story.PressesOnAsync(Org.Chris, list, changed, "Ongedaan maken"))["value"].Says("2 collega's komen");
    }

    [Fact]
    public async Task The_day_after_who_said_so_is_forgotten_and_erased_at_once_who_asks()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-26");
        var list = await Story.AsksAsync(Org.Bram, Org.Channel, "activiteit");
        await Story.PressesAsync(Org.Bram, list, "Ik kom");
        await Story.PressesAsync(Org.Dina, list, "Ik kom");
        Assert.NotEmpty(Comes(Org.Bram));

        var chat = Story.Sim.Org.ChatWith(Org.Dina);
        await Story.PressesAsync(Org.Dina, await Story.AsksAsync(Org.Dina, chat, "vergeet mij"), "person.forget");
        await Story.LaterAsync(TimeSpan.FromMinutes(10));
        Assert.Empty(Comes(Org.Dina));
        Assert.Contains("1 collega komt", await ListAsync(), StringComparison.Ordinal);

        await Story.UntilAsync("2026-11-27T08:31:00Z");
        Assert.Empty(Comes(Org.Bram));

        IEnumerable<string> Comes(SimPerson who) =>
            Story.Host.RowsWith(who.AadObjectId).Where(row => row.Contains("activity|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_one_stands_on_the_status_with_how_many_come()
    {
        await SaysNextAsync(null);
        await LogsAsync(Org.Chris, "Voorlezen", "2026-12-06", time: "14:30");
        await SaysNextAsync("Voorlezen · zondag 6 december om 14.30 uur");
        await LogsAsync(Org.Bram, "Koffie", "2026-11-26");
        await SaysNextAsync("Koffie · donderdag 26 november");

        var list = await Story.AsksAsync(Org.Anna, Org.Channel, "activiteit");
        await Story.PressesAsync(Org.Anna, list, "Ik kom");
        await SaysNextAsync("Koffie · donderdag 26 november · 1 collega komt");
        await Story.PressesAsync(Org.Dina, list, "Ik kom");
        await SaysNextAsync("Koffie · donderdag 26 november · 2 collega's komen");

        // The day after it is the other one's turn, though nobody said anything of the first.
        await Story.UntilAsync("2026-11-27T00:30:00Z");
        await SaysNextAsync("Voorlezen · zondag 6 december om 14.30 uur");
        var removed = await Story.PressesOnAsync(Org.Chris, list, await PressesListAsync(Org.Chris, "Wijzigen"), "Verwijderen");
        await SaysNextAsync(null);
        await Story.PressesOnAsync(Org.Chris, list, removed, "Ongedaan maken");
        await SaysNextAsync("Voorlezen · zondag 6 december om 14.30 uur");
    }

    [Fact]
    public async Task One_that_was_moved_stands_on_the_status_once_and_who_looks_at_the_list_puts_an_older_status_right()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-26");
        await OpensAsync(Org.Chris, "Voorlezen", "Opslaan", ("Day", "2026-11-28"));
        await SaysNextAsync("Voorlezen · zaterdag 28 november");

        // As a version left it that kept nothing of what is planned.
        await Story.ForgetsPlannedAsync();
        await SaysNextAsync(null);
        await ListAsync();
        await SaysNextAsync("Voorlezen · zaterdag 28 november");
    }

    [Fact]
    public async Task What_is_over_counts_nobody_any_more()
    {
        await LogsAsync(Org.Chris, "Voorlezen", "2026-11-23");
        var list = await Story.AsksAsync(Org.Bram, Org.Channel, "activiteit");
        await Story.LaterAsync(TimeSpan.FromHours(24));

        Assert.Contains("is geweest", (await Story.PressesAsync(Org.Bram, list, "Ik kom"))["value"]!.ToString(), StringComparison.Ordinal);
    }

    private async Task SaysNextAsync(string? next)
    {
        var facts = CardRules.Parts((await Story.AsksAsync(Org.Bram, Org.Channel, "status")).Card).Where(part => (string?)part["type"] == "FactSet")
            .SelectMany(part => part["facts"]!.AsArray());
        Assert.Equal(next, facts.SingleOrDefault(fact => (string?)fact!["title"] == "Volgende activiteit")?["value"]?.ToString());
    }

    private async Task<string> LogsAsync(SimPerson who, string title, string day, string heads = "", string time = "", string place = "")
    {
        var list = await Story.AsksAsync(who, Org.Channel, "activiteit");
        var form = await Story.PressesAsync(who, list, "Activiteit plannen of noteren");
        return (await Story.PressesOnAsync(who, list, form, "Opslaan", ("Title", title), ("Day", day), ("Heads", heads), ("Time", time),
            ("Place", place)))["value"]!.Words();
    }

    /// <summary>Opens the form of the only activity, and presses a button on it.</summary>
    private async Task<string> OpensAsync(SimPerson who, string title, string button, params (string Input, string Value)[] inputs)
    {
        var list = await Story.AsksAsync(who, Org.Channel, "activiteit");
        list.Card.Says(title);
        return (await Story.PressesOnAsync(who, list, await Story.PressesAsync(who, list, "Wijzigen"), button, inputs))["value"]!.Words();
    }

    private async Task<JsonNode> PressesListAsync(SimPerson who, string button) =>
        await Story.PressesAsync(who, await Story.AsksAsync(who, Org.Channel, "activiteit"), button);

    private async Task<string> ListAsync() => (await Story.AsksAsync(Org.Bram, Org.Channel, "activiteit")).Card!.Words();

    /// <summary>What somebody was asked, whatever their answer put in its place.</summary>
    private async Task<IReadOnlyList<SimPost>> AskedAsync(SimPerson who) => await Story.PersonalPostsAsync(who);

    private int RowsOfActivities()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Story.Host.DataFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM entity WHERE row LIKE 'activity|%'";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
