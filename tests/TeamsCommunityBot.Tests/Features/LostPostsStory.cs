using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>
/// What Teams refuses for good is not lost, and what was said about it is put right: a knock in the channel that says neither what it is nor from whom,
/// and where that is refused too, a word to whoever asked.
/// </summary>
public sealed class LostPostsStory() : StoryTests("2026-11-23T09:00:00Z")
{
    protected override async ValueTask BeginAsync() => await Story.RegistersAsync(Org.Anna, Org.Channel);

    [Fact]
    public async Task The_answer_to_whoever_asked_waits_behind_a_knock_and_is_read_by_them_alone()
    {
        Org.Anna.HasBlockedBot = true;
        await AsksAsync(Org.Bram);
        await Story.ChangesAsync(null, community => community.Decline(Role.Verbinder, 1, RoleSteps.Of(Org.Bram), Clock.GetUtcNow()));
        await Story.SettleAsync();

        var knock = KnockFor(Org.Anna);
        Assert.DoesNotContain("Bram", knock.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("erbinder", knock.Json, StringComparison.Ordinal);

        (await Story.PressesAsync(Org.Anna, knock, "audit.show"))["value"].Says("Bram Testman nam de rol verbinder niet op zich");
        (await Story.PressesAsync(Org.Chris, knock, "audit.show"))["value"].SaysNothingOf("Bram");
    }

    [Fact]
    public async Task The_question_to_be_backup_waits_behind_a_knock()
    {
        Org.Chris.HasBlockedBot = true;
        await AsksBackupAsync();

        var knock = KnockFor(Org.Chris);

        Assert.DoesNotContain("Anna", knock.Json, StringComparison.Ordinal);
        (await Story.PressesAsync(Org.Chris, knock, "role.question"))["value"].Says("Wil je vervang");
        Assert.Contains("niets voor je klaar", (await Story.PressesAsync(Org.Dina, knock, "role.question"))["value"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("role")]
    [InlineData("backup")]
    [InlineData("sponsor")]
    public async Task Where_the_channel_is_closed_too_whoever_asked_hears_that_the_question_reached_nobody(string what)
    {
        Org.Chris.HasBlockedBot = true;
        using var closed = Story.Sim.Faults.Always(Fault.Error(403, "NotEnoughPermissions"), new FaultScope(SimOperation.CreateConversation, Org.Channel.Id));
        if (what == "role") await AsksAsync(Org.Chris);
        else if (what == "backup") await AsksBackupAsync();
        else await AsksSponsorAsync(Org.Chris);

        Assert.Single(await Story.PersonalPostsAsync(Org.Anna), post =>
            post.Card!.Words().Contains("Ik kon Chris Proefpersoon niet bereiken", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("sponsor")]
    public async Task In_an_archived_team_where_nothing_is_posted_whoever_asked_hears_it_as_well(string what)
    {
        Org.Chris.HasBlockedBot = true;
        // Before the question: afterwards it may be on its way already.
        await Story.SendAsync(Story.Sim.Activities.TeamEvent("teamArchived", Org.Team, Org.Anna));
        if (what == "role") await AsksAsync(Org.Chris, settle: false);
        else await AsksSponsorAsync(Org.Chris, settle: false);
        await Story.SettleAsync();

        Assert.Single(await Story.PersonalPostsAsync(Org.Anna), post =>
            post.Card!.Words().Contains("Ik kon Chris Proefpersoon niet bereiken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_backup_whom_the_bot_itself_asked_in_vain_the_leads_hear()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.ChangesAsync(null, community => community.NameBackup(Role.Verbinder, RoleSteps.Of(Org.Chris), RoleSteps.Of(Org.Chris), Clock.GetUtcNow()));
        Org.Chris.HasBlockedBot = true;
        using var closed = Story.Sim.Faults.Always(Fault.Error(403, "NotEnoughPermissions"), new FaultScope(SimOperation.CreateConversation, Org.Channel.Id));

        await Story.PressesAsync(Org.Bram, await Story.AsksAsync(Org.Bram, Org.Channel, "loslaten verbinder"), "role.release.sure");

        Assert.Single(await Story.PersonalPostsAsync(Org.Anna), post =>
            post.Card!.Words().Contains("Ik kon Chris Proefpersoon niet bereiken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_became_of_the_question_to_a_sponsor_waits_behind_a_knock_too()
    {
        await AsksSponsorAsync(Org.Dina);
        Org.Anna.HasBlockedBot = true;
        await Story.PressesAsync(Org.Dina, Assert.Single(await Story.PersonalPostsAsync(Org.Dina),
            post => post.Json.Contains("why.sponsor.decline", StringComparison.Ordinal)), "why.sponsor.decline");
        await Story.SettleAsync();

        var knock = KnockFor(Org.Anna);

        Assert.DoesNotContain("Dina", knock.Json, StringComparison.Ordinal);
        (await Story.PressesAsync(Org.Anna, knock, "why.question"))["value"].Says("Dina Monster is liever geen sponsor van Lezers van de Polder");
        Assert.Contains("niets voor je klaar", (await Story.PressesAsync(Org.Bram, knock, "why.question"))["value"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_made_somebody_an_observer_hears_that_they_do_not_know_it()
    {
        Org.Dina.HasBlockedBot = true;
        var list = await Story.AsksAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), "bijdragen");
        var shown = await Story.PressesAsync(Org.Anna, list, "staff.show");

        var said = await Story.PressesOnAsync(Org.Anna, list, shown, "staff.observe", ("Person", Org.Dina.AadObjectId));

        said["value"].Says("Dina Monster is nu meekijker");
        Assert.Single(await Story.PersonalPostsAsync(Org.Anna), post =>
            post.Card!.Words().Contains("Ik kon Dina Monster niet bereiken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_status_that_Teams_refuses_is_not_said_to_be_shared_and_whoever_shared_it_hears_so()
    {
        var own = Assert.Single(await Story.AsksPrivatelyAsync(Org.Bram, Org.Channel, "status"));
        using (Story.Sim.Faults.Always(Fault.Error(403, "NotEnoughPermissions"), new FaultScope(SimOperation.CreateConversation, Org.Channel.Id)))
        {
            var answer = await Story.PressesAsync(Org.Bram, own, "status.share");
            Assert.Equal("Het komt zo in het kanaal te staan.", answer["value"]!.ToString());
            Assert.Contains("heeft niet aangenomen wat je in het kanaal", (await Story.PersonalPostsAsync(Org.Bram))[^1].Card!.Words(),
                StringComparison.Ordinal);
        }
        var before = Story.Sim.Posts().Count;
        await Story.PressesAsync(Org.Bram, own, "status.share");
        await Story.SettleAsync();
        Assert.Single(Story.Sim.Posts().Skip(before), post => post.Conversation == Org.Channel);
    }

    private SimPost KnockFor(SimPerson who) => Assert.Single(Story.Sim.Posts(), post =>
        post.Conversation == Org.Channel && post.Card?.Words()
            .Contains($"<at>{who.Name}</at>, ik heb iets dat alleen voor jou is", StringComparison.Ordinal) == true);

    private async Task AsksAsync(SimPerson who, bool settle = true)
    {
        await Story.ChangesAsync(null, community =>
            community.Invite(Role.Verbinder, RoleSteps.Of(who), RoleSteps.Of(Org.Anna), until: null, thirdRole: false, Clock.GetUtcNow()));
        if (settle) await Story.SettleAsync();
    }

    private async Task AsksBackupAsync()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.ChangesAsync(null, community => community.NameBackup(Role.Verbinder, RoleSteps.Of(Org.Chris), RoleSteps.Of(Org.Anna), Clock.GetUtcNow()));
        await Story.SettleAsync();
    }

    private async Task AsksSponsorAsync(SimPerson who, bool settle = true)
    {
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "waarom");
        await Story.PressesOnAsync(Org.Anna, card, await Story.PressesAsync(Org.Anna, card, "why.edit"), "why.save",
            ("Why", "Zodat iedereen leest"), ("Sponsor", who.AadObjectId));
        if (settle) await Story.SettleAsync();
    }
}
