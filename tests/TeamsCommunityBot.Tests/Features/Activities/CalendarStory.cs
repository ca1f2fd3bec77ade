using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Cards;
using TeamsCommunityBot.Tests.Features.Purposes;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Activities;

/// <summary>A planned activity as a file for one's calendar, at an address of the bot's own that nobody can guess.</summary>
public sealed class CalendarStory : IAsyncLifetime
{
    private const string Title = "Koffie, thee; en \"verhalen\" uit de straat van vroeger, verteld door de buren van toen – één middag vol ☕";

    private readonly HttpClient _http = new();
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync()
    {
        _story = await Story.StartAsync(new Dictionary<string, string?> { ["Pages:Address"] = "https://bot.example" },
            new FakeTimeProvider(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero)));
        await _story.RegistersAsync(Org.Anna, Org.Channel);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _story.DisposeAsync();
    }

    [Fact]
    public async Task The_file_parses_and_says_what_when_where_and_of_which_community()
    {
        var file = await FileAsync(await PlansAsync(Title[..60], "2027-03-28", "14:30", "De leeszaal, Dorpsstraat 1"));

        var entry = Assert.Single(Calendar.Load(file)!.Events);
        Assert.Equal(Title[..60], entry.Summary);
        Assert.Equal("De leeszaal, Dorpsstraat 1", entry.Location);
        Assert.Equal("Activiteit van Lezers van de Polder", entry.Description);
        // Summer time began that morning: half past two in Amsterdam is half past twelve in UTC.
        Assert.Equal(new DateTime(2027, 3, 28, 12, 30, 0, DateTimeKind.Utc), entry.Start!.AsUtc);
        Assert.Equal(TimeSpan.FromHours(1), entry.EffectiveDuration.ToTimeSpanUnspecified());
        Assert.DoesNotContain("Chris", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_written_as_RFC_5545_has_it_lines_of_75_octets_and_escaped_text()
    {
        var file = await FileAsync(await PlansAsync(Title[..78], "2026-11-26", "", "Zaal A; links, naast de trap"));

        Assert.DoesNotContain('\n', file.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var unfolded = file.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("\r\nSUMMARY:Koffie\\, thee\\; en \"verhalen\"", unfolded, StringComparison.Ordinal);
        Assert.Contains("\r\nLOCATION:Zaal A\\; links\\, naast de trap\r\n", unfolded, StringComparison.Ordinal);
        // Without a time it is a whole day.
        Assert.Contains("\r\nDTSTART;VALUE=DATE:20261126\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("\r\nMETHOD:PUBLISH\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("\r\nVERSION:2.0\r\n", unfolded, StringComparison.Ordinal);
        Assert.Matches(@"\r\nDTSTAMP:\d{8}T\d{6}Z\r\n", unfolded);
    }

    [Fact]
    public async Task A_correction_is_the_same_entry_and_newer()
    {
        var list = await PlansAsync("Voorlezen", "2026-11-26", "14:30", "");
        var before = EntryIn(await FileAsync(list));

        var changed = await _story.PressesOnAsync(Org.Chris, list.Place, await _story.PressesAsync(Org.Chris, _story.Now(list.Place), "Wijzigen"), "Opslaan",
            ("Day", "2026-11-27"), ("Time", "15:00"));
        var after = EntryIn(await FileAsync(list with { Card = changed["value"]!.AsObject() }));

        Assert.Equal(before.Uid, after.Uid);
        Assert.True(after.Sequence > before.Sequence);
        Assert.Equal(27, after.Start!.Day);
        Assert.Equal(before.Uid, EntryIn(await FileAsync(list)).Uid);
    }

    [Fact]
    public async Task Removed_over_or_guessed_there_is_no_file()
    {
        var list = await PlansAsync("Voorlezen", "2026-11-26", "14:30", "");
        var path = PathOf(list);
        using (var guess = await GetAsync($"/calendar/{new string('A', 22)}.ics")) Assert.Equal(HttpStatusCode.NotFound, guess.StatusCode);
        using (var nonsense = await GetAsync("/calendar/..%2f..%2fcommunity.ics")) Assert.Equal(HttpStatusCode.NotFound, nonsense.StatusCode);

        var removed = await _story.PressesOnAsync(Org.Chris, list.Place, await _story.PressesAsync(Org.Chris, _story.Now(list.Place), "Wijzigen"),
            "Verwijderen");
        using (var gone = await GetAsync(path, "nl-NL"))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
            Assert.Equal("Deze activiteit is er niet (meer).", await gone.Content.ReadAsStringAsync(Ct));
        }
        await _story.PressesOnAsync(Org.Chris, list.Place, removed, "Ongedaan maken");
        using (var back = await GetAsync(path)) Assert.Equal(HttpStatusCode.OK, back.StatusCode);

        await _story.UntilAsync("2026-11-27T08:31:00Z");
        using (var over = await GetAsync(path, "en-GB")) Assert.Equal("There is no such activity (any more).", await over.Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain(_story.Host.RowsWith(path.Split('/', '.')[2]), row => row.StartsWith("calendar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_is_another_one_for_each_and_nothing_of_the_organisation_is_in_it()
    {
        var (one, other) = (PathOf(await PlansAsync("Een", "2026-11-26", "", "")), PathOf(await PlansAsync("Nul", "2026-11-25", "", "")));

        Assert.NotEqual(one, other);
        Assert.Matches("^/calendar/[A-Za-z0-9_-]{22}\\.ics$", one);
    }

    [Fact]
    public async Task Nobody_asks_the_store_more_than_so_often()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async n =>
        {
            using var answer = await GetAsync($"/calendar/{n:D22}.ics");
            return answer.StatusCode;
        }));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task Where_nobody_said_where_the_bot_is_reached_no_file_is_offered()
    {
        await using var plain = await Story.StartAsync(clock: new FakeTimeProvider(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero)));
        await plain.RegistersAsync(plain.Org.Anna, plain.Org.Channel);
        var list = await plain.AsksAsync(plain.Org.Chris, plain.Org.Channel, "activiteit");
        var form = await plain.PressesAsync(plain.Org.Chris, list, "activity.open");

        var planned = await plain.PressesOnAsync(plain.Org.Chris, list, form, "Opslaan", ("Title", "Voorlezen"), ("Day", "2026-11-26"));

        Assert.DoesNotContain("agenda", planned["value"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static CalendarEvent EntryIn(string file) => Assert.Single(Calendar.Load(file)!.Events);

    private async Task<Planned> PlansAsync(string title, string day, string time, string place)
    {
        var list = await _story.AsksAsync(Org.Chris, Org.Channel, "activiteit");
        var form = await _story.PressesAsync(Org.Chris, list, "Activiteit plannen of noteren");
        var answer = await _story.PressesOnAsync(Org.Chris, list, form, "Opslaan", ("Title", title), ("Day", day), ("Time", time), ("Place", place));
        return new(list, answer["value"]!.AsObject());
    }

    private static string PathOf(Planned planned) =>
        new Uri(Buttons(planned.Card).First(action => action["type"]!.ToString() == "Action.OpenUrl")["url"]!.ToString()).AbsolutePath;

    private static IEnumerable<JsonNode> Buttons(JsonObject card) =>
        CardRules.Parts(card["body"]).Where(part => part["type"]?.ToString() == "ActionSet").SelectMany(set => set["actions"]!.AsArray()).OfType<JsonNode>();

    private async Task<string> FileAsync(Planned planned)
    {
        using var answer = await GetAsync(PathOf(planned));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string language = "nl")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_story.Host.BaseAddress, path));
        request.Headers.Add("Accept-Language", language);
        return await _http.SendAsync(request, Ct);
    }

    private sealed record Planned(SimPost Place, JsonObject Card);
}
