using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Features.Purposes;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>A yes to a role is a moment: for whoever said it, for whoever asked, and for the channel if the new holder agrees.</summary>
public sealed class YesStory() : StoryTests("2026-11-23T10:00:00Z")
{
    private const string Aloud = "zei ja en is nu verbinder";

    protected override async ValueTask BeginAsync() => await Story.RegistersAsync(Org.Anna, Org.Channel);

    [Fact]
    public async Task The_card_on_which_somebody_was_asked_says_who_it_is_by_now_without_anybody_pressing()
    {
        var (asking, question) = await AskAsync(Org.Bram);
        Assert.DoesNotContain("Bram", Story.Now(asking).Card!.Words(), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Bram, question, "Ja, ik doe het");
        await Story.SettleAsync();

        Story.Now(asking).Card.Says("Bram Testman");
    }

    [Fact]
    public async Task After_a_no_and_after_two_weeks_it_does_not_go_on_saying_that_somebody_was_asked()
    {
        var (asking, question) = await AskAsync(Org.Bram);
        Assert.DoesNotContain("Kies een verbinder", Story.Now(asking).Card!.Words(), StringComparison.Ordinal);
        await Story.PressesAsync(Org.Bram, question, "Liever niet");
        await Story.SettleAsync();
        Story.Now(asking).Card.Says("Kies een verbinder");

        var (again, _) = await AskAsync(Org.Chris);
        await UntilAsync("2026-12-08T10:00:00Z");

        Story.Now(again).Card.Says("Kies een verbinder");
    }

    [Fact]
    public async Task The_channel_hears_one_line_if_the_new_holder_says_so_and_nothing_otherwise()
    {
        var (_, quiet) = await AskAsync(Org.Chris, "bouwer");
        await Story.PressesAsync(Org.Chris, quiet, "Ja, ik doe het");
        var (_, question) = await AskAsync(Org.Bram);

        var press = Story.Sim.Activities.Press(question, Org.Bram, "Ja, en vertel het in het kanaal");
        var answer = (await Story.DeliverAsync(press)).Json!;
        await Story.DeliverAsync(press);
        await Story.SettleAsync();

        answer["value"].Says("Ik vertel het in het kanaal.");
        var line = Assert.Single(InChannel("zei ja en is nu"));
        line.Card.Says($"Bram Testman {Aloud} van Lezers van de Polder. Wat fijn dat je dit doet!");
        Assert.Equal(["Naar de status"], line.Card!.Buttons());
    }

    [Fact]
    public async Task The_new_holder_reads_three_things_to_do_and_when_to_talk_to_whom()
    {
        await Story.HoldsAsync(Org.Chris, Role.Bouwer);
        var (_, question) = await AskAsync(Org.Bram);

        var answer = (await Story.PressesAsync(Org.Bram, question, "Ja, ik doe het"))["value"];

        answer.Says("Je bent nu verbinder van Lezers van de Polder.");
        answer.Says("Drie dingen voor deze week");
        Assert.Equal(3, answer!.Words().Split('\n').Count(line => line.StartsWith("• ", StringComparison.Ordinal)));
        // Asked on a Monday: three working days on, and seven.
        answer.Says("Vóór donderdag 26 november: met Anna Voorbeeld, die je vroeg.");
        answer.Says("Vóór woensdag 2 december: met Chris Proefpersoon, de bouwer.");
    }

    [Fact]
    public async Task Whoever_takes_a_role_themself_reads_it_in_their_own_chat()
    {
        await Story.SaysAsync(Org.Anna, Org.Channel, "rol aanjager ik");

        var letter = Assert.Single(await Story.PersonalPostsAsync(Org.Anna));

        letter.Card.Says("Je bent nu aanjager van Lezers van de Polder.");
        letter.Card.Says("Deel één voorbeeld in het kanaal dat jou raakte.");
        letter.Card.Says("met een collega die een andere rol zou kunnen nemen");
    }

    [Fact]
    public async Task Taking_a_yes_back_tells_who_had_heard_and_they_hear_of_that_too()
    {
        var (asking, question) = await AskAsync(Org.Bram);
        await Story.PressesAsync(Org.Bram, question, "Ja, en vertel het in het kanaal");
        await Story.SettleAsync();

        var undone = await Story.PressesAsync(Org.Bram, Story.Now(question), "Ongedaan maken");
        await Story.SettleAsync();

        undone["value"].Says("Al op de hoogte: Anna Voorbeeld. Ik laat weten dat het ongedaan is gemaakt.");
        undone["value"].Says("Het kanaal had het ook al gelezen");
        Assert.Single(InChannel("Toch niet: Bram Testman is geen verbinder van Lezers van de Polder."));
        Assert.Empty(InChannel("Wat fijn dat je dit doet!"));
        (await Story.PersonalPostsAsync(Org.Anna))[^1].Card.Says("Bram Testman heeft dat ongedaan gemaakt. De vraag over de rol van verbinder");
        Assert.DoesNotContain("Bram", Story.Now(asking).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_is_undone_in_the_channel_names_who_had_heard()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        var question = await Story.AsksAsync(Org.Anna, Org.Channel, "loslaten verbinder");
        await Story.PressesAsync(Org.Anna, question, "Ja, vrijgeven");

        (await Story.PressesAsync(Org.Anna, Story.Now(question), "Ongedaan maken"))["value"].Says("Al op de hoogte: Bram Testman.");

        Assert.Single(await Story.PersonalPostsAsync(Org.Bram), post => post.Card!.Words().Contains("Je bent weer verbinder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Releasing_takes_two_steps_and_says_what_they_will_read_also_from_an_older_card()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        var roles = await Story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var form = await Story.PressesAsync(Org.Anna, roles, "Wijzig verbinder");

        var question = await Story.PressesOnAsync(Org.Anna, roles, form, "role.release");

        question["value"].Says("Rol van verbinder vrijgeven?");
        question["value"].Says("Bram Testman leest dan dit in een chat met mij:");
        question["value"].Says("“Anna Voorbeeld heeft je rol vrijgegeven: je bent geen verbinder meer van Lezers van de Polder. Dank voor wat je");
        Story.Now(roles).Card.Says("Bram Testman");
        Assert.Single(roles.Versions);

        var done = await Story.PressesOnAsync(Org.Anna, roles, question, "Ja, vrijgeven");
        done["value"].Says("is weer vrij");
        (await Story.PersonalPostsAsync(Org.Bram))[^1].Card.Says(
            "Anna Voorbeeld heeft je rol vrijgegeven: je bent geen verbinder meer van Lezers van de Polder.");
    }

    [Fact]
    public async Task Stepping_down_shows_what_the_others_will_read_and_can_be_left()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        var question = await Story.AsksAsync(Org.Bram, Org.Channel, "loslaten verbinder");

        question.Card.Says("Stoppen als verbinder?");
        question.Card.Says("“Bram Testman heeft de rol van verbinder bij Lezers van de Polder neergelegd.”");
        (await Story.PressesAsync(Org.Bram, question, "Annuleren"))["value"].Says("Bram Testman");
    }

    [Theory]
    [InlineData("rol aanjager ik", "nl-NL")]
    [InlineData("role aanjager me", "en-US")]
    [InlineData("rol aanjager mij", "nl-NL")]
    public async Task A_role_is_ones_own_by_saying_so(string words, string locale)
    {
        await Story.SaysAsync(Org.Anna, Org.Channel, words, locale);

        (await Story.AsksAsync(Org.Dina, Org.Channel, "status")).Card.Says("Anna Voorbeeld");
    }

    [Theory]
    [InlineData("rol verbinder Bram")]
    [InlineData("rol verbinder bram testman")]
    [InlineData("rol verbinder aan Brám")]
    public async Task A_name_without_a_mention_will_do_where_one_colleague_has_it(string words)
    {
        (await Story.AsksAsync(Org.Anna, Org.Channel, words)).Card.Says("Ik heb een bericht gestuurd");

        Assert.Contains("Wil je verbinder worden", Assert.Single(await Story.PersonalPostsAsync(Org.Bram)).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_several_have_the_name_it_is_asked_whom()
    {
        var other = Story.Sim.Org.AddPerson(Org.Tenant, "Bram Dubbel");
        Org.Team.Roster.Add(other);

        var which = await Story.AsksAsync(Org.Anna, Org.Channel, "rol verbinder Bram");

        which.Card.Says("Meer collega's heten zo. Wie bedoel je?");
        which.Card.Says("Bram Dubbel");
        which.Card.Says("Bram Testman");
        Assert.DoesNotContain("Chris", which.Card!.Words(), StringComparison.Ordinal);
        await Story.PressesAsync(Org.Anna, which, "Vragen", ("Person", other.AadObjectId));
        Assert.Single(await Story.PersonalPostsAsync(other));
        Assert.Empty(await Story.PersonalPostsAsync(Org.Bram));
    }

    [Theory]
    [InlineData("rol verbinder Sinterklaas")]
    [InlineData("rol verbinder Gast")]
    public async Task Where_nobody_has_it_that_is_said_and_nobody_is_asked(string words)
    {
        Assert.StartsWith("Ik zie in dit kanaal geen collega die", (await Story.AsksAsync(Org.Anna, Org.Channel, words)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_it_in_English_in_an_English_community()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private, "Readers", "en");
        var roles = await Story.AsksAsync(Org.Anna, Org.Private, "roles", "en-US");
        var form = await Story.PressesAsync(Org.Anna, roles, "role.choose");
        await Story.PressesOnAsync(Org.Anna, roles, form, "role.assign", ("Person", Org.Bram.AadObjectId));
        var question = (await Story.PersonalPostsAsync(Org.Bram))[^1];

        var answer = (await Story.DeliverAsync(Story.Sim.Activities.Press(question, Org.Bram, "Yes, and tell the channel", locale: "en-US"))).Json!;
        await Story.SettleAsync();

        answer["value"].Says("Three things for this week");
        answer["value"].Says("By Thursday 26 November: Anna Voorbeeld, who asked you.");
        Assert.Single(Story.Sim.Posts(Org.Private), post => post.Json.Contains("Bram Testman said yes and is now", StringComparison.Ordinal));
        var undone = (await Story.DeliverAsync(Story.Sim.Activities.Press(Story.Now(question), Org.Bram, "Undo", locale: "en-US"))).Json!;
        undone["value"].Says("Already told: Anna Voorbeeld.");
    }

    private IEnumerable<SimPost> InChannel(string words) =>
        Story.Sim.Posts(Org.Channel).Where(post => post.Card?.Words().Contains(words, StringComparison.Ordinal) == true);

    /// <summary>Anna asks somebody on the card of the roles.</summary>
    private async Task<(SimPost Asking, SimPost Question)> AskAsync(SimPerson who, string role = "verbinder")
    {
        var asking = await AssignAsync(Org.Anna, who, role);
        return (asking, (await Story.PersonalPostsAsync(who))[^1]);
    }

    private async Task<SimPost> AssignAsync(SimPerson by, SimPerson who, string role)
    {
        var roles = await Story.AsksAsync(by, Org.Channel, "rollen");
        JsonNode form = await Story.PressesAsync(by, roles, $"Kies een {role}");
        await Story.PressesOnAsync(by, roles, form, "Vragen", ("Person", who.AadObjectId));
        return roles;
    }
}
