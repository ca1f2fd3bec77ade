using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Purposes;

/// <summary>Who leads writes why the community exists and asks somebody in management to carry it, who says yes or no in person.</summary>
public sealed class PurposeStory() : StoryTests("2026-11-23T09:00:00Z")
{
    private const string Why = "Zodat iedereen in de polder kan lezen";

    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task Somebody_is_asked_in_person_says_yes_and_everyone_reads_who_carries_the_why()
    {
        Assert.Contains("nog niet opgeschreven", await StatusAsync(), StringComparison.Ordinal);

        var saved = await WritesAsync(Org.Dina.AadObjectId);

        Assert.Contains("Er is iemand gevraagd", saved, StringComparison.Ordinal);
        Assert.DoesNotContain("Dina", saved, StringComparison.Ordinal);
        var asked = Assert.Single(await Story.HeardAsync(Org.Dina, "Wil jij sponsor worden van Lezers van de Polder?"));
        asked.Card.Says("Anna Voorbeeld vraagt je als sponsor");
        asked.Card.Says(Why);

        var before = asked.AsAnswer();
        var yes = await Story.PressesAsync(Org.Dina, asked, "Ja, ik doe het");
        await Story.PressesOnAsync(Org.Dina, asked, before, "Ja, ik doe het");

        yes["value"].Says("Jij bent nu sponsor");
        Assert.Contains("Dina Monster, sinds 23 november 2026", await WhyAsync(Org.Guest), StringComparison.Ordinal);
        Assert.Single(await Story.HeardAsync(Org.Anna, "Dina Monster is nu sponsor"));
        var status = await StatusAsync();
        Assert.Contains(Why, status, StringComparison.Ordinal);
        Assert.DoesNotContain("Typ \"waarom\"", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rather_not_is_heard_by_who_asked_and_by_nobody_else()
    {
        await WritesAsync(Org.Dina.AadObjectId);

        await Story.PressesAsync(Org.Dina, Assert.Single(await Story.HeardAsync(Org.Dina, "Wil jij sponsor")), "Liever niet");

        Assert.Single(await Story.HeardAsync(Org.Anna, "Dina Monster is liever geen sponsor van Lezers van de Polder"));
        Assert.Empty(await Story.HeardAsync(Org.Bram, "Dina"));
        var why = await WhyAsync(Org.Bram);
        Assert.Contains("nog niemand", why, StringComparison.Ordinal);
        Assert.DoesNotContain("Dina", why, StringComparison.Ordinal);
        Assert.Contains("Sponsor\nnog niemand", await StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_blocked_the_bot_is_asked_in_the_channel_where_only_they_can_answer_and_a_no_stays_unseen()
    {
        Org.Dina.HasBlockedBot = true;
        await WritesAsync(Org.Dina.AadObjectId);
        await Story.SettleAsync();
        var knock = Assert.Single(Story.Sim.Posts(), post => post.Card?.Words().Contains("alleen voor jou is", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("Anna", knock.Json, StringComparison.Ordinal);
        var before = Story.Host.Fingerprint();

        Assert.Contains("niets voor je klaar", (await Story.PressesAsync(Org.Bram, knock, "why.question"))["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());

        var asked = (await Story.PressesAsync(Org.Dina, knock, "why.question"))["value"]!.AsObject();
        var no = Story.Sim.Activities.Press(asked, Org.Channel, thread: null, knock.Id, Org.Dina, "why.sponsor.decline");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await Story.DeliverAsync(no)).Status);
        Assert.Single(knock.Versions);
        Assert.Null((await Story.CommunityAsync()).Purpose.Sponsor);
    }

    [Fact]
    public async Task Who_names_themself_has_said_yes_and_a_role_besides_is_told()
    {
        await Story.HoldsAsync(Org.Anna, Role.Bouwer);

        var saved = await WritesAsync(Org.Anna.AadObjectId);

        Assert.Contains("Anna Voorbeeld, sinds 23 november 2026", saved, StringComparison.Ordinal);
        Assert.Contains("heeft hier ook een rol: bouwer", saved, StringComparison.Ordinal);
        Assert.Empty(await Story.HeardAsync(Org.Anna, "sponsor"));
    }

    [Fact]
    public async Task A_sponsor_whom_another_took_over_from_hears_it_and_their_old_card_does_nothing()
    {
        await WritesAsync(Org.Dina.AadObjectId);
        var asked = Assert.Single(await Story.HeardAsync(Org.Dina, "Wil jij sponsor"));
        await Story.PressesAsync(Org.Dina, asked, "Ja, ik doe het");

        await WritesAsync(Org.Chris.AadObjectId);

        Assert.Single(await Story.HeardAsync(Org.Dina, "Jij bent het niet meer"));
        Assert.Single(await Story.HeardAsync(Org.Chris, "Wil jij sponsor"));
        Assert.Contains("staat niet meer open", (await Story.PressesAsync(Org.Dina, asked, "why.sponsor.decline"))["value"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(Org.Chris.AadObjectId, (await Story.CommunityAsync()).Purpose.Sponsor?.Who.Id);
    }

    [Fact]
    public async Task The_same_sponsor_again_is_not_asked_again()
    {
        await WritesAsync(Org.Dina.AadObjectId);
        await Story.SettleAsync();

        await WritesAsync(Org.Dina.AadObjectId);

        Assert.Single(await Story.HeardAsync(Org.Dina, "Wil jij sponsor"));
    }

    [Theory]
    [InlineData("", "", "", "Schrijf in één zin")]
    [InlineData("x*201", "", "", "hoogstens 200 tekens")]
    [InlineData("👩‍👩‍👧‍👦*201", "", "", "hoogstens 200 tekens")]
    [InlineData("Kort", "x*121", "", "hoogstens 120 tekens")]
    [InlineData("Kort", "", "javascript:alert(1)", "begint met https://")]
    [InlineData("Kort", "", "http://voorbeeld.example", "begint met https://")]
    public async Task What_cannot_be_taken_is_said_and_nothing_is_stored(string why, string goal, string link, string problem)
    {
        var (place, form) = await FormAsync();
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        var answer = await Story.PressesOnAsync(Org.Anna, place, form, "Opslaan", ("Why", Many(why)), ("Goal", Many(goal)), ("Link", link));

        answer["value"].Says(problem);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task A_guest_and_somebody_who_is_not_there_are_asked_nothing()
    {
        foreach (var id in new[] { Org.Guest.AadObjectId, Org.Stranger.AadObjectId })
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            var (place, form) = await FormAsync();
            await Story.SettleAsync();
            var before = Story.Host.Fingerprint();

            await Story.PressesOnAsync(Org.Anna, place, form, "Opslaan", ("Why", Why), ("Sponsor", id));
            await Story.SettleAsync();

            Assert.Equal(before, Story.Host.Fingerprint());
        }
    }

    [Fact]
    public async Task A_form_from_before_somebody_elses_change_changes_nothing()
    {
        var (place, form) = await FormAsync();
        await WritesAsync("nobody");

        var answer = await Story.PressesOnAsync(Org.Anna, place, form, "Opslaan", ("Why", "Iets anders"));

        answer["value"].Says("intussen gewijzigd");
        Assert.Contains(Why, await WhyAsync(Org.Anna), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_year_it_is_asked_whether_it_still_holds_and_one_press_says_so()
    {
        await WritesAsync(Org.Dina.AadObjectId);
        await Story.LaterAsync(TimeSpan.FromDays(366));
        Assert.Contains("ouder dan een jaar", await StatusAsync(), StringComparison.Ordinal);
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "waarom?");

        var answer = await Story.PressesAsync(Org.Anna, card, "Dit klopt nog");

        answer["value"].Says("Opnieuw bekeken op");
        Assert.DoesNotContain("ouder dan een jaar", await StatusAsync(), StringComparison.Ordinal);
    }

    private async Task<string> WritesAsync(string sponsor)
    {
        var (place, form) = await FormAsync();
        return (await Story.PressesOnAsync(Org.Anna, place, form, "Opslaan", ("Why", Why), ("Goal", "Digitale inclusie"),
            ("Link", "https://voorbeeld.example/beleid"), ("Sponsor", sponsor)))["value"]!.Words();
    }

    private async Task<(SimPost Place, System.Text.Json.Nodes.JsonNode Form)> FormAsync()
    {
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "waarom");
        return (card, await Story.PressesAsync(Org.Anna, card, "why.edit"));
    }

    private async Task<string> WhyAsync(SimPerson who) => (await Story.AsksAsync(who, Org.Channel, "waarom")).Card!.Words();

    private async Task<string> StatusAsync() => (await Story.AsksAsync(Org.Anna, Org.Channel, "status")).Card!.Words();

    private static string Many(string text) =>
        text.Split('*') is [var sign, var count]
        ? string.Concat(Enumerable.Repeat(sign, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))) : text;
}
