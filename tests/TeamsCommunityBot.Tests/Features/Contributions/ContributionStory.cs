using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Cards;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Contributions;

/// <summary>What somebody contributes: asked, described, confirmed, asked again; theirs alone.</summary>
public sealed class ContributionStory() : StoryTests("2026-11-23T08:00:00Z")
{
    private SimConversation Chat => Story.Sim.Org.ChatWith(Org.Bram);

    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task Who_takes_a_role_is_asked_a_little_later_in_their_own_chat_and_confirms_it_there()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        Assert.DoesNotContain(await Story.PersonalPostsAsync(Org.Bram), IsQuestion);
        await Story.LaterAsync(TimeSpan.FromMinutes(11));
        var question = Assert.Single(await Story.PersonalPostsAsync(Org.Bram), IsQuestion);

        var form = await Story.PressesAsync(Org.Bram, question, "Mijn bijdrage beschrijven");
        // The form is never empty: it begins with what a verbinder does.
        form["value"].Says("Elke maand spreek ik twee mensen of partners buiten onze organisatie.");
        var whole = await Story.PressesOnAsync(Org.Bram, question, form, "Meer invullen", RoleSteps.Does("Ik bel elke week een partner"), ("Hours", "2,5"));
        whole["value"].Says("Anna Voorbeeld");
        var answer = await Story.PressesOnAsync(Org.Bram, question, whole, "Dit klopt, ik bevestig het",
            ("Until", "2027-06-30"), ("AskWho", Org.Anna.AadObjectId));

        var words = answer["value"]!.Words();
        foreach (var expected in new[] { "opgeslagen en bevestigd", "Je bent verbinder, sinds 23 november 2026.", "• Ik bel elke week een partner",
            "2,5 uur per week", "30 juni 2027", "Anna Voorbeeld", "Bevestigd op 23 november 2026" })
            Assert.Contains(expected, words, StringComparison.Ordinal);
        await Story.RestartAsync();
        (await Story.AsksAsync(Org.Bram, Chat, "ik")).Card.Says("Ik bel elke week een partner");
    }

    [Fact]
    public async Task The_form_asks_three_things_and_the_rest_behind_a_button_that_keeps_what_was_typed()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        var me = await Story.AsksAsync(Org.Bram, Chat, "ik");
        var form = await Story.PressesAsync(Org.Bram, me, "contribution.edit");
        Assert.Equal(["Commitment", "Hours", "Until"], Inputs(form));

        var whole = await Story.PressesOnAsync(Org.Bram, me, form, "Meer invullen", ("Commitment", "- Koffie\n• Thee"), ("Hours", "veel"),
            ("Until", "2027-06-30"));

        Assert.Equal(["Commitment", "Hours", "Until", "AskWho"], Inputs(whole));
        Assert.Equal(["Koffie\nThee", "veel", "2027-06-30"], Fields(whole).Take(3).Select(field => field["value"]!.ToString()));
        Assert.DoesNotContain("⚠", whole["value"]!.Words(), StringComparison.Ordinal);
        var wrong = await Story.PressesOnAsync(Org.Bram, me, whole, "contribution.save", ("AskWho", Org.Anna.AadObjectId));
        Assert.Equal(Org.Anna.AadObjectId, Fields(wrong).Last()["value"]!.ToString());
        (await Story.PressesOnAsync(Org.Bram, me, wrong, "contribution.save", RoleSteps.Does("Koffie"), ("Hours", "2")))["value"].Says("Anna Voorbeeld");
    }

    [Fact]
    public async Task Whom_somebody_named_stays_named_where_only_the_three_were_asked_and_goes_where_nobody_was_chosen()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        var me = await Story.AsksAsync(Org.Bram, Chat, "ik");
        var whole = await Story.PressesOnAsync(Org.Bram, me, await Story.PressesAsync(Org.Bram, me, "contribution.edit"), "contribution.more", ("Hours", "2"));
        await Story.PressesOnAsync(Org.Bram, me, whole, "contribution.save", ("AskWho", Org.Anna.AadObjectId));

        (await Story.ContributesAsync(Org.Bram, ("Hours", "3")))["value"].Says("Anna Voorbeeld");

        me = await Story.AsksAsync(Org.Bram, Chat, "ik");
        whole = await Story.PressesOnAsync(Org.Bram, me, await Story.PressesAsync(Org.Bram, me, "contribution.edit"), "contribution.more");
        Assert.Equal(Org.Anna.AadObjectId, Fields(whole).Last()["value"]!.ToString());
        var saved = await Story.PressesOnAsync(Org.Bram, me, whole, "contribution.save", ("AskWho", ""));
        Assert.DoesNotContain("Anna Voorbeeld", saved["value"]!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_undoes_it_at_once_is_not_asked()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.ChangesAsync(null, community => community.Undo(Role.Verbinder, 1, RoleSteps.Of(Org.Bram), Clock.GetUtcNow()));

        await Story.LaterAsync(TimeSpan.FromMinutes(30));

        Assert.DoesNotContain(await Story.PersonalPostsAsync(Org.Bram), IsQuestion);
    }

    [Fact]
    public async Task After_half_a_year_it_is_asked_again_and_one_press_confirms_it()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await Story.ContributesAsync(Org.Bram);
        await Story.LaterAsync(TimeSpan.FromDays(180));
        Assert.DoesNotContain(await Story.PersonalPostsAsync(Org.Bram), post => post.Card!.Words().Contains("Klopt dit nog?", StringComparison.Ordinal));

        await Story.LaterAsync(TimeSpan.FromDays(3));
        var question = Assert.Single(await Story.PersonalPostsAsync(Org.Bram), post => post.Card!.Words()
            .Contains("Klopt dit nog?", StringComparison.Ordinal));
        question.Card.Says("uur per week");
        var press = Story.Sim.Activities.Press(question, Org.Bram, "Ja, dit klopt nog");
        var again = Story.Sim.Activities.Press(question, Org.Bram, "Ja, dit klopt nog");
        var answer = (await Story.Sim.DeliverAsync(Story.Host.Endpoint, press, TestContext.Current.CancellationToken)).Json!;

        answer["value"].Says("Bevestigd op 25 mei 2027");
        // The same button again confirms nothing anew: the card is older than what it did.
        var refused = (await Story.Sim.DeliverAsync(Story.Host.Endpoint, again, TestContext.Current.CancellationToken)).Json!;
        refused["value"].Says("intussen veranderd");
    }

    [Fact]
    public async Task Once_its_last_day_is_past_it_is_asked_whether_they_go_on()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await Story.ContributesAsync(Org.Bram, ("Hours", "0"), ("Until", "2026-12-31"));
        await Story.LaterAsync(TimeSpan.FromMinutes(11));

        await Story.LaterAsync(TimeSpan.FromDays(41));

        var question = Assert.Single(await Story.PersonalPostsAsync(Org.Bram), post => post.Card!.Words().Contains("is voorbij", StringComparison.Ordinal));
        question.Card.Says("nu even geen tijd");
        (await Story.PressesAsync(Org.Bram, question, "contribution.confirm"))["value"].Says("geen einddatum");
    }

    [Fact]
    public async Task Another_role_puts_the_old_words_away_and_asks_anew()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await Story.ContributesAsync(Org.Bram, RoleSteps.Does("Ik zet de koffie"), ("Hours", "1"));

        await Story.HoldsAsync(Org.Bram, Role.Aanjager);
        await Story.LaterAsync(TimeSpan.FromMinutes(11));

        var words = (await Story.AsksAsync(Org.Bram, Chat, "ik")).Card!.Words();
        Assert.DoesNotContain("Ik zet de koffie", words, StringComparison.Ordinal);
        Assert.Contains("nog niet beschreven", words, StringComparison.Ordinal);
        Assert.Equal("Ik zet de koffie", Assert.Single(await ContributionSteps.OfAsync(Story, Org.Bram)).Commitments[0]);
    }

    [Fact]
    public async Task Every_version_that_said_something_else_is_kept_newest_first()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        foreach (var line in new[] { "een", "twee", "twee", "drie" })
        {
            await Story.LaterAsync(TimeSpan.FromMinutes(1));
            await Story.ContributesAsync(Org.Bram, RoleSteps.Does(line), ("Hours", "1"));
        }

        Assert.Equal(["twee", "een"], (await ContributionSteps.OfAsync(Story, Org.Bram)).Select(said => said.Commitments[0]));
    }

    [Fact]
    public async Task Somebody_without_a_role_may_stop_and_is_not_asked_again()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await Story.ChangesAsync(null, community => community.Release(Role.Bouwer, RoleSteps.Of(Org.Bram), Clock.GetUtcNow()));
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.ContributesAsync(Org.Bram);
        await Story.ChangesAsync(null, community => community.Release(Role.Verbinder, RoleSteps.Of(Org.Bram), Clock.GetUtcNow()));
        var me = await Story.AsksAsync(Org.Bram, Chat, "ik");

        var answer = await Story.PressesAsync(Org.Bram, me, "Ik stop hiermee");

        answer["value"].Says("gearchiveerd");
        var before = (await Story.PersonalPostsAsync(Org.Bram)).Count(AsksForIt);
        await Story.LaterAsync(TimeSpan.FromDays(400));
        Assert.Equal(before, (await Story.PersonalPostsAsync(Org.Bram)).Count(AsksForIt));
    }

    [Theory]
    [InlineData("Commitment", "Een\n \nTwee", "Schrijf minstens 3 dingen op")]
    [InlineData("Commitment", "1\n2\n3\n4\n5\n6", "hoogstens 5 dingen")]
    [InlineData("Hours", "41", "van 0 tot en met 40")]
    [InlineData("Hours", "2.25", "halve uren")]
    [InlineData("Hours", "veel", "halve uren")]
    [InlineData("Until", "2026-11-22", "laatste dag")]
    [InlineData("AskWho", "00000000-0000-0000-0000-000000000000", "uit de lijst")]
    public async Task What_is_wrong_is_said_and_nothing_is_stored(string input, string value, string problem)
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        var me = await Story.AsksAsync(Org.Bram, Chat, "ik");
        var form = await Story.PressesAsync(Org.Bram, me, "contribution.edit");
        form = await Story.PressesOnAsync(Org.Bram, me, form, "contribution.more");
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();
        var inputs = new Dictionary<string, string> { ["Hours"] = "4", [input] = value };

        var answer = await Story.PressesOnAsync(Org.Bram, me, form, "contribution.save", [.. inputs.Select(pair => (pair.Key, pair.Value))]);

        answer["value"].Says(problem);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    private static bool AsksForIt(SimPost post) => IsQuestion(post) || post.Card?.Words().Contains("Klopt dit nog?", StringComparison.Ordinal) == true;

    private static bool IsQuestion(SimPost post) => post.Card?.Words().Contains("Wat is jouw bijdrage?", StringComparison.Ordinal) == true;

    private static IEnumerable<JsonObject> Fields(JsonNode answer) =>
        CardRules.Parts(answer["value"]!["body"]).Where(part => part["type"]?.ToString().StartsWith("Input.", StringComparison.Ordinal) == true);

    private static IEnumerable<string> Inputs(JsonNode answer) => Fields(answer).Select(field => field["id"]!.ToString());
}
