using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>From three open roles to three people who said yes, and back.</summary>
public sealed class RolesStory() : StoryTests("2026-11-23T09:00:00Z")
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task Somebody_is_asked_says_yes_and_stands_on_the_status()
    {
        Assert.Equal(4, (await StatusAsync()).Split("nog niemand").Length - 1);

        var card = await AssignAsync("Kies een verbinder", Org.Bram);
        card.Says("Ik heb een bericht gestuurd");
        Assert.DoesNotContain("Bram", card.Words() + await StatusAsync(), StringComparison.Ordinal);
        Assert.Contains("wacht op antwoord", await StatusAsync(), StringComparison.Ordinal);

        var question = Assert.Single(await Story.PersonalPostsAsync(Org.Bram));
        question.Card.Says("Wil je verbinder worden van Lezers van de Polder?");
        question.Card.Says("Anna Voorbeeld vraagt je");

        await Story.RestartAsync();
        var answer = await Story.PressesAsync(Org.Bram, question, "role.accept");
        answer["value"].Says("Je bent nu verbinder van Lezers van de Polder.");
        Assert.Contains("Ongedaan maken", answer["value"]!.Buttons());
        Assert.Contains("Ingevuld\nBram Testman\nsinds 23 november 2026", await StatusAsync(), StringComparison.Ordinal);
        Assert.Single(await ToldAsync(Org.Anna, "Bram Testman zei ja"));
    }

    [Fact]
    public async Task Yes_can_be_taken_back_and_given_again()
    {
        var question = await AskedAsync(Org.Bram);
        await Story.PressesAsync(Org.Bram, question, "role.accept");

        var undone = await Story.PressesAsync(Org.Bram, Now(question), "role.undo");

        Assert.Contains("Ja, ik doe het", undone["value"]!.Buttons());
        Assert.DoesNotContain("Bram", await StatusAsync(), StringComparison.Ordinal);
        await Story.PressesAsync(Org.Bram, Now(question), "role.accept");
        Assert.Contains("Ingevuld\nBram Testman", await StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rather_not_is_told_to_who_asked_and_to_nobody_else_and_can_be_taken_back()
    {
        var question = await AskedAsync(Org.Bram);

        var answer = await Story.PressesAsync(Org.Bram, question, "role.decline");

        answer["value"].Says("dank je voor je antwoord");
        Assert.Contains("Bram Testman wordt liever geen verbinder", Assert.Single(await Story.PersonalPostsAsync(Org.Anna)).Card!.Words(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("Bram", await StatusAsync(), StringComparison.Ordinal);
        Assert.Empty(await Story.PersonalPostsAsync(Org.Chris));

        var undone = await Story.PressesAsync(Org.Bram, Now(question), "role.undo");
        Assert.Contains("Ja, ik doe het", undone["value"]!.Buttons());
    }

    [Fact]
    public async Task A_no_stands_in_the_history_of_who_asked_and_who_was_asked_and_of_no_other_lead()
    {
        await HoldsAsync(Org.Chris, "bouwer");
        await Story.PressesAsync(Org.Bram, await AskedAsync(Org.Bram), "role.decline");

        Assert.Contains("Bram Testman", await HistoryAsync(Org.Anna), StringComparison.Ordinal);
        Assert.Contains("Bram Testman", await HistoryAsync(Org.Bram), StringComparison.Ordinal);
        Assert.DoesNotContain("nam de rol verbinder niet", await HistoryAsync(Org.Chris), StringComparison.Ordinal);

        var question = (await Story.PersonalPostsAsync(Org.Bram))[0];
        await Story.PressesAsync(Org.Bram, Now(question), "role.undo");
        await Story.SettleAsync();
        Assert.Contains("nam het nee terug", await HistoryAsync(Org.Anna), StringComparison.Ordinal);
        Assert.DoesNotContain("Bram Testman maakte de laatste", await HistoryAsync(Org.Chris), StringComparison.Ordinal);
        Assert.DoesNotContain("nee terug", await HistoryAsync(Org.Chris), StringComparison.Ordinal);
        Assert.Single(await ToldAsync(Org.Anna, "komt terug op het nee"));
        Assert.Empty(await ToldAsync(Org.Chris, "komt terug op het nee"));

        async Task<string> HistoryAsync(SimPerson who) => (await Story.PressesAsync(who, await AskAsync(who, "status"), "audit.show"))["value"]!.Words();
    }

    [Fact]
    public async Task Undo_pressed_twice_says_that_it_was_done_already()
    {
        await HoldsAsync(Org.Bram);
        var released = await AskAsync(Org.Anna, "loslaten verbinder");
        await Story.PressesAsync(Org.Anna, released, "role.release.sure");
        released = Now(released);
        var again = Story.Sim.Activities.Press(released, Org.Anna, "role.undo");

        await Story.PressesAsync(Org.Anna, released, "role.undo");

        (await Story.DeliverAsync(again)).Json!["value"].Says("Dit is al gebeurd");
    }

    [Fact]
    public async Task A_chat_that_cannot_be_opened_for_a_while_is_tried_again_and_the_channel_hears_nothing()
    {
        using (Story.Sim.Faults.Always(Fault.Error(400, "BadArgument"), new FaultScope(SimOperation.CreateConversation, Story.Sim.Org.ChatWith(Org.Bram).Id)))
        {
            await AssignAsync("Kies een verbinder", Org.Bram);
            await Story.SettleAsync();
        }
        Assert.Empty(Story.Sim.Posts(Story.Sim.Org.ChatWith(Org.Bram)));

        await Story.LaterAsync(TimeSpan.FromMinutes(61));

        Assert.Contains("role.accept", Assert.Single(Story.Sim.Posts(Story.Sim.Org.ChatWith(Org.Bram))).Json, StringComparison.Ordinal);
        Assert.DoesNotContain(Story.Sim.Posts(Org.Channel), post => post.Json.Contains("role.question", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chat_that_was_deleted_is_opened_anew()
    {
        await HoldsAsync(Org.Bram);
        var old = Story.Sim.Org.ChatWith(Org.Bram);
        old.IsDeleted = true;

        await AssignAsync("Kies een aanjager", Org.Bram);
        await Story.SettleAsync();

        Assert.NotEqual(old.Id, Story.Sim.Org.ChatWith(Org.Bram).Id);
        Assert.Contains("role.accept", Assert.Single(Story.Sim.Posts(Story.Sim.Org.ChatWith(Org.Bram))).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Talk_first_is_passed_on_once_and_the_question_stays_open()
    {
        var question = await AskedAsync(Org.Bram);

        var answer = await Story.PressesAsync(Org.Bram, question, "role.talk");
        await Story.PressesAsync(Org.Bram, question, "role.talk");

        answer["value"].Says("eerst wilt overleggen");
        Assert.Single(await Story.PersonalPostsAsync(Org.Anna)).Card.Says("Bram Testman wil eerst overleggen");
        await Story.PressesAsync(Org.Bram, Now(question), "role.accept");
        Assert.Contains("Ingevuld\nBram Testman", await StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_can_answer()
    {
        var question = await AskedAsync(Org.Bram);
        var before = Story.Host.Fingerprint();

        foreach (var verb in new[] { "role.accept", "role.decline", "role.talk" })
        {
            var answer = await Story.PressesAsync(Org.Chris, question, verb);
            Assert.Contains("voor iemand anders", answer["value"]!.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task After_a_week_there_is_one_reminder_and_after_two_the_question_lapses()
    {
        var question = await AskedAsync(Org.Bram);

        await Story.LaterAsync(TimeSpan.FromDays(7.1));
        var reminder = (await Story.PersonalPostsAsync(Org.Bram))[1];
        reminder.Card.Says("nog niet beantwoord");
        await Story.LaterAsync(TimeSpan.FromDays(3));
        Assert.Equal(2, (await Story.PersonalPostsAsync(Org.Bram)).Count);

        await Story.LaterAsync(TimeSpan.FromDays(4));
        Assert.Equal(4, (await StatusAsync()).Split("nog niemand").Length - 1);
        Assert.Single(await Story.PersonalPostsAsync(Org.Anna)).Card.Says("binnen twee weken niet laten weten");
        foreach (var old in new[] { question, reminder })
            (await Story.PressesAsync(Org.Bram, old, "role.accept"))["value"].Says("niet meer open");
    }

    [Fact]
    public async Task A_question_can_be_withdrawn_and_says_so_to_who_presses_it()
    {
        var question = await AskedAsync(Org.Bram);
        var roles = await AskAsync(Org.Anna, "rollen");

        var withdrawn = await Story.PressesAsync(Org.Anna, roles, "Vraag intrekken");

        withdrawn["value"].Says("is ingetrokken");
        (await Story.PressesAsync(Org.Bram, question, "role.accept"))["value"].Says("ingetrokken");
        Assert.Equal(4, (await StatusAsync()).Split("nog niemand").Length - 1);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_asked_in_the_channel_and_still_answers_alone()
    {
        Org.Bram.HasBlockedBot = true;
        await AssignAsync("Kies een verbinder", Org.Bram);
        await Story.SettleAsync();

        var knock = Story.Sim.Posts(Org.Channel).Single(post => post.Json.Contains("role.question", StringComparison.Ordinal));
        const string Knock = "ℹ <at>Bram Testman</at>, ik heb iets dat alleen voor jou is, maar ik kan je niet bereiken in je eigen chat.\nLezen";
        Assert.Contains(Knock, knock.Card!.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("erbinder", knock.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", knock.Json, StringComparison.Ordinal);
        Assert.Contains("niets voor je klaar", (await Story.PressesAsync(Org.Chris, knock, "role.question"))["value"]!.ToString(), StringComparison.Ordinal);

        var question = (await Story.PressesAsync(Org.Bram, knock, "role.question"))["value"]!.AsObject();
        Assert.Single(knock.Versions);
        await SubmitAsync(Org.Bram, knock, question, "role.accept");
        Assert.Contains("Ingevuld\nBram Testman", await StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_released_the_backup_is_asked_and_everyone_concerned_hears_it_once()
    {
        await HoldsAsync(Org.Bram);
        await HoldsAsync(Org.Dina, "aanjager");
        await BackupAsync(Org.Chris);

        var released = await AskAsync(Org.Anna, "loslaten verbinder");
        released.Card.Says("Anna Voorbeeld heeft je rol vrijgegeven: je bent geen verbinder meer");
        Assert.Empty(await ToldAsync(Org.Bram, "geen verbinder meer"));
        (await Story.PressesAsync(Org.Anna, released, "role.release.sure"))["value"].Says("weer vrij");
        await Story.SettleAsync();
        released = Now(released);

        Assert.Single(await ToldAsync(Org.Bram, "geen verbinder meer"));
        Assert.Single(await ToldAsync(Org.Dina, "Ik vraag de vervanger of die de rol wil overnemen"));
        Assert.Single(await ToldAsync(Org.Chris, "die is nu leeg"));
        Assert.Empty(await ToldAsync(Org.Anna, "is leeg"));
        Assert.DoesNotContain(Story.Sim.Posts(Org.Channel), post => post.Json.Contains("is leeg", StringComparison.Ordinal));
        Assert.Contains("leeg sinds 23 november 2026", await StatusAsync(), StringComparison.Ordinal);

        var undone = await Story.PressesAsync(Org.Anna, released, "role.undo");
        undone["value"].Says("ongedaan gemaakt");
        Assert.Contains("Ingevuld\nBram Testman", await StatusAsync(), StringComparison.Ordinal);
        Assert.Single(await ToldAsync(Org.Bram, "Je bent weer verbinder"));
    }

    [Fact]
    public async Task A_backup_says_yes_and_stands_on_the_status()
    {
        await HoldsAsync(Org.Bram);

        await BackupAsync(Org.Chris);

        Assert.Contains("vervanger: Chris Proefpersoon", await StatusAsync(), StringComparison.Ordinal);
        Assert.Single(await ToldAsync(Org.Anna, "Chris Proefpersoon is nu vervangend verbinder"));
    }

    [Fact]
    public async Task Away_and_an_end_date_are_shown_and_can_be_undone_in_one()
    {
        await HoldsAsync(Org.Bram);
        var roles = await AskAsync(Org.Anna, "rollen");
        var form = await FormAsync(Org.Anna, roles, "Wijzig verbinder");

        await SubmitAsync(Org.Anna, roles, form, "role.save", ("Until", "2026-12-05"), ("Away", "true"));

        Assert.Contains("Vraagt aandacht\nBram Testman", await StatusAsync(), StringComparison.Ordinal);
        Assert.Contains("een tijd afwezig · tot en met 5 december 2026", await StatusAsync(), StringComparison.Ordinal);
        await Story.PressesAsync(Org.Anna, Now(roles), "role.undo");
        Assert.Contains("Ingevuld\nBram Testman", await StatusAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("december", await StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_roles_are_fine_and_a_third_must_be_meant()
    {
        foreach (var role in new[] { "bouwer", "verbinder" }) await AssignAsync($"Kies een {role}", Org.Anna);
        Assert.Equal(2, (await StatusAsync()).Split("Ingevuld\nAnna Voorbeeld").Length - 1);

        var roles = await AskAsync(Org.Anna, "rollen");
        var form = await FormAsync(Org.Anna, roles, "Kies een aanjager");
        form.Says("Anna Voorbeeld, nu bouwer, verbinder");
        var refused = await SubmitAsync(Org.Anna, roles, form, "role.assign", ("Person", Org.Anna.AadObjectId));
        refused.Says("derde rol");
        await SubmitAsync(Org.Anna, roles, refused, "role.assign", ("Person", Org.Anna.AadObjectId), ("ThirdRole", "true"));
        Assert.Equal(3, (await StatusAsync()).Split("Ingevuld\nAnna Voorbeeld").Length - 1);
    }

    [Fact]
    public async Task Who_registered_hands_over_the_lead_but_never_as_the_last()
    {
        await HoldsAsync(Org.Bram);
        var roles = await AskAsync(Org.Anna, "rollen");

        var stopped = await Story.PressesAsync(Org.Anna, roles, "role.stop");

        stopped["value"].Says("leidt deze community niet meer");
        Assert.Contains("leidt", (await AskAsync(Org.Anna, "loslaten verbinder")).Text, StringComparison.Ordinal);
        var kept = await AskAsync(Org.Bram, "loslaten verbinder");
        kept.Card.Says("Dan leidt niemand deze community meer");
        Assert.Contains("Ingevuld\nBram Testman", await StatusAsync(), StringComparison.Ordinal);
    }

    private async Task<string> StatusAsync() => (await AskAsync(Org.Dina, "status")).Card!.Words();

    /// <summary>Asks once what was done before has been told to those concerned.</summary>
    private async Task<SimPost> AskAsync(SimPerson who, string text)
    {
        await Story.SettleAsync();
        return await Story.AsksAsync(who, Org.Channel, text);
    }

    /// <summary>A card as it stands now, after it was replaced.</summary>

    /// <summary>Anna opens the roles, chooses somebody on the form and sends it in; returns the card that everybody then sees.</summary>
    private async Task<JsonObject> AssignAsync(string button, SimPerson who)
    {
        var roles = await AskAsync(Org.Anna, "rollen");
        var form = await FormAsync(Org.Anna, roles, button);
        await SubmitAsync(Org.Anna, roles, form, "role.assign", ("Person", who.AadObjectId));
        return Now(roles).Card!;
    }

    /// <summary>What somebody was told personally that has these words.</summary>
    private async Task<IEnumerable<SimPost>> ToldAsync(SimPerson who, string words) =>
        (await Story.PersonalPostsAsync(who)).Where(post => post.Card!.Words().Contains(words, StringComparison.Ordinal));

    private async Task<SimPost> AskedAsync(SimPerson who, string role = "verbinder")
    {
        await AssignAsync($"Kies een {role}", who);
        return (await Story.PersonalPostsAsync(who))[^1];
    }

    private async Task HoldsAsync(SimPerson who, string role = "verbinder") => await Story.PressesAsync(who, await AskedAsync(who, role), "role.accept");

    private async Task BackupAsync(SimPerson who)
    {
        var roles = await AskAsync(Org.Anna, "rollen");
        var form = await FormAsync(Org.Anna, roles, "Wijzig verbinder");
        await SubmitAsync(Org.Anna, roles, form, "role.save", ("Backup", who.AadObjectId));
        await Story.PressesAsync(who, (await Story.PersonalPostsAsync(who))[^1], "role.backup.accept");
        await Story.SettleAsync();
    }

    /// <summary>The card that only the presser sees.</summary>
    private async Task<JsonObject> FormAsync(SimPerson who, SimPost card, string button) => (await Story.PressesAsync(who, card, button))["value"]!.AsObject();

    private async Task<JsonObject> SubmitAsync(SimPerson who, SimPost card, JsonObject form, string verb, params (string, string)[] inputs)
    {
        var press = Story.Sim.Activities.Press(form, card.Conversation, Thread(card), card.Id, who, verb, inputs
            .ToDictionary(input => input.Item1, input => input.Item2));
        return (await Story.DeliverAsync(press)).Json!["value"]!.AsObject();
    }

    private static string Thread(SimPost post) => post.ConversationId.Split(";messageid=") is [_, var root] ? root : post.Id;
}
