using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>
/// Of every form: what is wrong is said right below its field, what was typed stays in all of them, and nothing is stored. The client checks little of it, and
/// not every client checks.
/// </summary>
public sealed class FormsStory() : StoryTests("2026-11-23T10:00:00Z")
{
    private const string Mark = "⚠ ";

    protected override async ValueTask BeginAsync()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Anna)]);
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task Hours_with_a_comma_are_hours_and_come_back_with_one()
    {
        await Story.HoldsAsync(Org.Anna, Role.Bouwer);
        var me = await Story.AsksAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), "ik");
        var form = await Story.PressesAsync(Org.Anna, me, "contribution.edit");

        var wrong = await Story.PressesOnAsync(Org.Anna, me, form, "contribution.save", ("Hours", "1,3"));
        Wrong(wrong, "Hours", "halve uren mag ook", "1,3");
        var saved = await Story.PressesOnAsync(Org.Anna, me, wrong, "contribution.save", ("Hours", "1,5"));

        saved["value"].Says("1,5 uur");
        var again = await Story.PressesOnAsync(Org.Anna, me, saved, "contribution.edit");
        Assert.Equal("1,5", Field(again, "Hours")!["value"]!.ToString());
    }

    [Fact]
    public async Task Lines_stay_where_they_were_typed()
    {
        await Story.HoldsAsync(Org.Anna, Role.Bouwer);
        var me = await Story.AsksAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), "ik");
        var form = await Story.PressesAsync(Org.Anna, me, "contribution.edit");

        var wrong = await Story.PressesOnAsync(Org.Anna, me, form, "contribution.save", ("Commitment", "Koffie\n\nThee"), ("Hours", "veel"),
            ("Until", "2020-01-01"));

        Wrong(wrong, "Commitment", "Schrijf minstens 3 dingen op", "Koffie\nThee");
        Wrong(wrong, "Hours", "Vul het aantal uren", "veel");
        Wrong(wrong, "Until", "Kies een laatste dag", "2020-01-01");
    }

    [Fact]
    public async Task Registering_keeps_a_day_that_cannot_be_and_a_name_beside_it()
    {
        var form = await Story.AsksAsync(Org.Bram, Org.Private, "aanmelden");

        var wrong = await Story.PressesAsync(Org.Bram, form, "community.register", ("Name", "Lezers"), ("Theme", "Boeken"), ("StartDate", "1970-01-01"),
            ("Language", "nl"));

        Wrong(wrong, "StartDate", "Kies een datum tussen", "1970-01-01");
        Assert.Equal("Lezers", Field(wrong, "Name")!["value"]!.ToString());
        Assert.Equal("Boeken", Field(wrong, "Theme")!["value"]!.ToString());
    }

    [Theory]
    [InlineData("3", true)]
    [InlineData("3,0", true)]
    [InlineData("2,5", false)]
    [InlineData("drie", false)]
    public async Task The_number_of_colleagues_is_whole(string typed, bool isFine)
    {
        var status = await Story.AsksAsync(Org.Anna, Org.Channel, "status");
        var form = await Story.PressesAsync(Org.Anna, status, "community.edit");

        var answer = await Story.PressesOnAsync(Org.Anna, status, form, "community.save", ("StaffCap", typed));

        if (isFine) Assert.Null(Field(answer, "StaffCap"));
        else Wrong(answer, "StaffCap", "Vul een aantal collega's in", typed);
    }

    [Theory]
    [InlineData("http://bibliotheek.example")]
    [InlineData("bibliotheek.example/doelen")]
    public async Task A_link_is_checked_in_words(string link)
    {
        var why = await Story.AsksAsync(Org.Anna, Org.Channel, "waarom");
        var form = await Story.PressesAsync(Org.Anna, why, "why.edit");
        Assert.Equal("https://…", Field(form, "Link")!["placeholder"]!.ToString());

        Wrong(await Story.PressesOnAsync(Org.Anna, why, form, "why.save", ("Why", "Voor de buurt."), ("Link", link)), "Link", "begint met https://", link);

        var shared = await Story.AsksAsync(Org.Anna, Org.Channel, "deel");
        Assert.Equal("https://…", Input(shared.Card, "Link")!["placeholder"]!.ToString());
        var wrong = await Story.PressesAsync(Org.Anna, shared, "example.propose", ("Title", "Koffie"), ("Text", "Wij dronken koffie."), ("Link", link));
        Wrong(wrong, "Link", "begint met https://", link);
        Assert.Equal("Wij dronken koffie.", Field(wrong, "Text")!["value"]!.ToString());
    }

    [Fact]
    public async Task The_time_zone_is_chosen_by_its_cities_from_a_list_that_is_searched()
    {
        var rhythm = await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        var form = await Story.PressesAsync(Org.Anna, rhythm, "nudge.edit");
        var zone = Field(form, "Zone")!;

        Assert.Equal(("Input.ChoiceSet", "filtered", "Europe/Amsterdam"), (zone["type"]!.ToString(), zone["style"]!.ToString(), zone["value"]!.ToString()));
        Assert.Equal("Amsterdam, Brussel, Parijs, Berlijn", zone["choices"]![0]!["title"]!.ToString());
        Assert.All(zone["choices"]!.AsArray(), choice => Assert.True(LocalTime.IsZone(choice!["value"]!.ToString())));

        var saved = await Story.PressesOnAsync(Org.Anna, rhythm, form, "nudge.save", ("Zone", "America/Paramaribo"));
        Assert.Null(Field(saved, "Zone"));
        var again = await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht"), "nudge.edit");
        Assert.Equal("America/Paramaribo", Field(again, "Zone")!["value"]!.ToString());
    }

    [Fact]
    public async Task Pause_and_quiet_days_keep_the_days()
    {
        var pause = await Story.AsksAsync(Org.Anna, Org.Channel, "pauze");
        Wrong(await Story.PressesAsync(Org.Anna, pause, "Tot deze dag", ("Until", "2026-11-01")), "Until", "Kies een dag tussen", "2026-11-01");

        var quiet = await Story.AsksAsync(Org.Anna, Org.Channel, "stil");
        var wrong = await Story.PressesAsync(Org.Anna, quiet, "quiet.add", ("From", "2026-12-24"), ("To", "2026-12-20"));
        Wrong(wrong, "To", "Kies twee dagen", "2026-12-20");
        Assert.Equal("2026-12-24", Field(wrong, "From")!["value"]!.ToString());
        Wrong(await Story.PressesAsync(Org.Anna, quiet, "quiet.add", ("To", "2026-12-20")), "From", "Kies twee dagen", "");
    }

    [Fact]
    public async Task A_call_says_at_its_field_what_is_missing()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        var text = string.Concat(Enumerable.Repeat("koffie ", 60)).Trim();

        Wrong(await Story.PressesAsync(Org.Anna, form, "call.post", ("Roles", ""), ("Text", "")), "Text", "Kies een rol", "");
        Wrong(await Story.PressesAsync(Org.Anna, form, "call.post", ("Roles", ""), ("Text", text)), "Text", "hoogstens 300 tekens", text);
    }

    [Fact]
    public async Task Roles_say_at_the_field_what_cannot_be()
    {
        var roles = await Story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var form = await Story.PressesAsync(Org.Anna, roles, "Kies een verbinder");
        Wrong(await SubmitAsync(roles, form, "role.assign", ("Person", ""), ("Until", "2027-01-01")), "Person", "Kies een collega", null);
        var past = await SubmitAsync(roles, form, "role.assign", ("Person", Org.Bram.AadObjectId), ("Until", "2020-01-01"));
        Wrong(past, "Until", "Kies vandaag of een latere dag", "2020-01-01");
        Assert.Equal(Org.Bram.AadObjectId, Field(past, "Person")!["value"]!.ToString());
        Wrong(await SubmitAsync(roles, form, "role.assign", ("Person", Org.Bram.AadObjectId), ("Backup", Org.Bram.AadObjectId)), "Backup", "iemand anders",
            Org.Bram.AadObjectId);

        await Story.HoldsAsync(Org.Chris, Role.Bouwer);
        roles = await Story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var manage = await Story.PressesAsync(Org.Anna, roles, "Wijzig bouwer");
        var kept = await SubmitAsync(roles, manage, "role.save", ("Until", "2020-01-01"), ("Away", "true"));
        Wrong(kept, "Until", "Kies vandaag of een latere dag", "2020-01-01");
        Assert.Equal("true", Field(kept, "Away")!["value"]!.ToString());
        Wrong(await SubmitAsync(roles, manage, "role.save", ("Backup", Org.Chris.AadObjectId)), "Backup", "iemand anders", Org.Chris.AadObjectId);
    }

    [Fact]
    public async Task Whom_to_name_as_administrator_is_asked_at_the_field()
    {
        var list = await Story.AsksAsync(Org.Anna, Org.Channel, "beheerders");
        var form = await Story.PressesAsync(Org.Anna, list, "admins.edit");

        Wrong(await SubmitAsync(list, form, "admins.name", ("Person", "")), "Person", "", null);
    }

    [Fact]
    public async Task How_many_came_is_asked_again_with_what_was_typed()
    {
        var list = await Story.AsksAsync(Org.Chris, Org.Channel, "activiteit");
        var form = await Story.PressesAsync(Org.Chris, list, "activity.open");
        var wrong = await Story.PressesOnAsync(Org.Chris, list, form, "activity.save", ("Title", "Voorlezen"), ("Day", "2026-11-20"), ("Time", "half drie"),
            ("Place", "Leeszaal"), ("Heads", "twaalf"));

        Wrong(wrong, "Heads", "Vul een heel getal in", "twaalf");
        Wrong(wrong, "Time", "zoals 14.30", null);
        Assert.Equal("Leeszaal", Field(wrong, "Place")!["value"]!.ToString());
        Assert.Equal("Voorlezen", Field(wrong, "Title")!["value"]!.ToString());
    }

    [Fact]
    public async Task In_English_too()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private, "Readers", "en");
        var list = await Story.AsksAsync(Org.Anna, Org.Private, "activity", "en-US");
        var form = await Story.PressesAsync(Org.Anna, list, "activity.open");

        var wrong = await Story.PressesOnAsync(Org.Anna, list, form, "activity.save", ("Title", ""), ("Day", "2026-12-20"), ("Heads", "1.5"));

        wrong["value"].Says("⚠ Not saved yet. Look at the field with ⚠.");
        Wrong(wrong, "Title", "Say in a few words what it is.", "");
        Wrong(wrong, "Heads", "Fill in a whole number", "1.5");
    }

    private async Task<JsonNode> SubmitAsync(SimPost place, JsonNode form, string verb, params (string, string)[] inputs) =>
        await Story.PressesOnAsync(Org.Anna, place, form, verb, inputs);

    /// <summary>Right below the field stands what is wrong with it, and in the field what was typed.</summary>
    /// <param name="typed">Null where the client itself lets nothing of the kind be typed.</param>
    private static void Wrong(JsonNode answer, string field, string problem, string? typed)
    {
        var body = answer["value"]!["body"]!.AsArray();
        var place = body.ToList().FindIndex(element => element!["id"]?.ToString() == field);
        Assert.True(place >= 0, $"There is no field {field} in {answer.ToJsonString()}");
        var said = body[place + 1]!["text"]?.ToString() ?? "";
        Assert.StartsWith(Mark, said, StringComparison.Ordinal);
        Assert.Contains(problem, said, StringComparison.Ordinal);
        if (typed is not null) Assert.Equal(typed, body[place]!["value"]?.ToString() ?? "");
    }

    private static JsonNode? Field(JsonNode answer, string id) => Input(answer["value"] as JsonObject, id);

    private static JsonNode? Input(JsonObject? card, string id) => card?["body"]?.AsArray().FirstOrDefault(element => element!["id"]?.ToString() == id);
}
