using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Features.Presence;
using TeamsCommunityBot.Features.StaffCap;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Others write between what was read and what is written: nothing of theirs is written over, and nothing is taken for done that was not.</summary>
public sealed class LostWritesStory() : StoryTests("2026-11-23T09:00:00Z")
{
    private MeetingTable _table = null!;

    private SimChat Chat => Story.Sim.Org.ChatWith(Org.Bram);

    protected override void Add(IServiceCollection services) =>
        services.AddSingleton<ITable>(provider => _table = new MeetingTable(new SqliteTable(provider.GetRequiredService<SqliteFile>())));

    protected override async ValueTask BeginAsync() => await Story.RegistersAsync(Org.Anna, Org.Channel);

    [Fact]
    public async Task That_the_app_came_back_is_heard_however_often_others_write_meanwhile()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Anna)]);
        await Story.LaterAsync(TimeSpan.FromHours(1));
        await Story.SendAsync([.. Story.Sim.Activities.Uninstalled(Org.Channel, Org.Anna)]);
        await Story.LaterAsync(TimeSpan.FromHours(1));
        _table.Meet(key => key.Row == "install", MeetingTable.TouchAsync, times: 6);

        Assert.Single(await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Anna)]));

        Assert.Contains(Story.Host.Rows(), row => row.Row == "install" && row.Body.Contains("\"Value\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_round_found_keeps_what_was_told_meanwhile()
    {
        var told = new DateOnly(2026, 11, 24);
        _table.Meet(
            key => key.Row == "presence|facts",
            async (table, key) => await table.InsertAsync(
                key, JsonSerializer.Serialize(PresenceFacts.None with { Noticed = told }, PresenceJson.Default.PresenceFacts), Ct));

        await Story.LaterAsync(TimeSpan.FromHours(24));
        await Story.LaterAsync(TimeSpan.FromMinutes(20));

        await using var scope = Story.Host.Services.CreateAsyncScope();
        var facts = await scope.ServiceProvider.GetRequiredService<PresenceStore>().FactsAsync(Org.Tenant.Id, Ct);
        Assert.NotNull(facts.MembersAsOf);
        Assert.Equal(told, facts.Noticed);
    }

    [Fact]
    public async Task A_lead_who_says_that_it_is_fine_while_the_bot_looks_is_heard()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.LaterAsync(TimeSpan.FromMinutes(11));
        _table.Meet(
            key => key.Row == "staff",
            async (table, key) => await table.InsertAsync(key, JsonSerializer.Serialize(new(1, FineWith: 3), StaffJson.Default.StaffCheck), Ct));

        await Story.LaterAsync(TimeSpan.FromDays(28) + TimeSpan.FromHours(2));

        Assert.DoesNotContain(await Story.PersonalPostsAsync(Org.Bram), post => post.Card!.Words().Contains("zonder rol", StringComparison.Ordinal));
        Assert.Contains(Story.Host.Rows(), row => row.Row == "staff" && row.Body.Contains("\"FineWith\":3", StringComparison.Ordinal)
            && !row.Body.Contains("\"For\":null", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_takes_part_again_is_no_observer_although_others_write_meanwhile()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.LaterAsync(TimeSpan.FromMinutes(11));
        await Story.LaterAsync(TimeSpan.FromDays(28) + TimeSpan.FromHours(2));
        var card = (await Story.PersonalPostsAsync(Org.Bram)).Last(post => post.Card!.Words().Contains("zonder rol", StringComparison.Ordinal));
        await Story.PressesAsync(Org.Bram, card, "Meekijker maken", ("Person", Org.Dina.AadObjectId));
        var told = (await Story.PersonalPostsAsync(Org.Dina)).Single(post => post.Card!.Words().Contains("Je kijkt mee", StringComparison.Ordinal));
        _table.Meet(key => key.Row.StartsWith("observer|", StringComparison.Ordinal), MeetingTable.TouchAsync);

        await Story.PressesAsync(Org.Dina, told, "Ik doe graag mee");

        Assert.Empty(Story.Host.RowsWith("\tobserver|"));
    }

    [Fact]
    public async Task Two_questions_of_one_person_at_once_are_both_answered_and_leave_nothing_behind()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private, "Kleine kring");
        await Story.SettleAsync();
        var before = (await Story.PersonalPostsAsync(Org.Anna)).Count;
        var asked = new[]
        {
            Story.Sim.Activities.Message(Org.Channel, Org.Anna, "bijdragen"),
            Story.Sim.Activities.Message(Org.Private, Org.Anna, "bijdragen"),
        };

        await Task.WhenAll(asked.Select(message => Story.DeliverAsync(message)));

        var answers = (await Story.PersonalPostsAsync(Org.Anna)).Skip(before).Select(post => post.Card!.Words()).ToList();
        Assert.Equal(2, answers.Count);
        Assert.Contains(answers, answer => answer.Contains("Kleine kring", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Contains("Lezers van de Polder", StringComparison.Ordinal));
        Assert.Empty(Story.Host.RowsWith("\tquestion"));
    }

    [Fact]
    public async Task A_hand_that_is_taken_down_is_down_although_others_write_meanwhile()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        await Story.PressesAsync(Org.Anna, form, "Oproep plaatsen", ("Roles", "Bouwer"));
        await Story.SettleAsync();
        var call = Story.Sim.Posts()[^1];
        await Story.PressesAsync(Org.Bram, call, "call.raise");
        await Story.LaterAsync(TimeSpan.FromSeconds(20));
        _table.Meet(key => key.Row.StartsWith("call.hand|", StringComparison.Ordinal), MeetingTable.TouchAsync);

        var answer = await Story.PressesAsync(Org.Bram, call, "call.raise");

        Assert.Contains("weer omlaag", answer["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"Down\":\"2", Assert.Single(Story.Host.RowsWith("\tcall.hand|")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_are_erased_at_once_are_both_gone_from_what_happened()
    {
        await Story.ChangesAsync(null, community => community.Invite(
            Role.Bouwer, RoleSteps.Of(Org.Bram), RoleSteps.Of(Org.Chris), until: null, thirdRole: false, Clock.GetUtcNow()));
        await Story.SettleAsync();
        var entry = Assert.Single(Story.Host.Rows(), row => row.Row.StartsWith("audit|", StringComparison.Ordinal));
        _table.Meet(
            key => key.Row == entry.Row,
            async (table, key) => await table.BatchAsync(
                [new Change.Upsert(key, entry.Body.Replace(Org.Chris.AadObjectId, "erased", StringComparison.Ordinal))], Ct));

        await ForgetAsync(Org.Bram);

        var row = Assert.Single(Story.Host.Rows(), row => row.Row == entry.Row);
        Assert.DoesNotContain(Org.Chris.AadObjectId, row.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Org.Bram.AadObjectId, row.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_of_turns_go_although_another_process_takes_some_of_them_away_at_that_moment()
    {
        await Story.SaysAsync(Org.Bram, Chat, "help");
        await Story.SettleAsync();
        var partition = TurnClaim.PartitionOf(Org.Tenant.Id, Chat.Id);
        _table.Meet(key => key.Partition == partition && key.Row.StartsWith("turn|", StringComparison.Ordinal), MeetingTable.TouchAsync, times: 2);

        Clock.Advance(TimeSpan.FromHours(49));

        await GoneAsync($"{partition}\tturn|");
    }

    [Fact]
    public async Task Who_confirms_while_the_bot_looks_whether_it_still_holds_has_confirmed_it()
    {
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await ContributeAsync(Org.Bram);
        await Story.LaterAsync(TimeSpan.FromMinutes(11));
        await Story.HoldsAsync(Org.Bram, Role.Aanjager);
        await Story.SettleAsync();
        var before = (await Story.PersonalPostsAsync(Org.Bram)).Count;
        _table.Meet(key => key.Row.StartsWith("contribution|", StringComparison.Ordinal), async (_, _) => await ContributeAsync(Org.Bram));

        await Story.LaterAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(before, (await Story.PersonalPostsAsync(Org.Bram)).Count);
        Assert.Contains(Story.Host.RowsWith("\tcontribution|"), row => row.Contains("\"Revision\":2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_lapses_although_others_are_in_the_way_for_long()
    {
        var roles = await Story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var form = await Story.PressesAsync(Org.Anna, roles, "Kies een verbinder");
        await Story.PressesOnAsync(Org.Anna, roles, form, "role.assign", ("Person", Org.Bram.AadObjectId));
        await Story.SettleAsync();
        for (var day = 0; day < 13; day++) await Story.LaterAsync(TimeSpan.FromDays(1));
        _table.Meet(key => key.Row == "community", MeetingTable.TouchAsync, times: 60);

        await Story.LaterAsync(TimeSpan.FromHours(25));
        await Story.LaterAsync(TimeSpan.FromMinutes(5));

        Assert.Null((await CommunityAsync()).Roles.Verbinder.Invitation);
    }

    private async Task ForgetAsync(SimPerson who)
    {
        var ask = await Story.AsksAsync(who, Story.Sim.Org.ChatWith(who), "vergeet mij");
        await Story.PressesAsync(who, ask, "person.forget");
        await Story.LaterAsync(TimeSpan.FromMinutes(1));
    }

    private async Task ContributeAsync(SimPerson who)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        var (contributions, community) = (scope.ServiceProvider.GetRequiredService<ContributionStore>(), await CommunityAsync());
        var before = await contributions.FindAsync(Org.Tenant.Id, Org.Channel.Id, who.AadObjectId, Ct);
        var contribution = new Contribution
        {
            Who = RoleSteps.Of(who),
            Roles = community.HeldBy(who.AadObjectId),
            Commitments = ["Een", "Twee", "Drie"],
            Hours = 4,
            ConfirmedAt = Clock.GetUtcNow(),
            Revision = (before?.Contribution.Revision ?? 0) + 1,
        };
        Assert.True(await contributions.SaveAsync(community, before, contribution, Ct));
    }

    private async Task<Community> CommunityAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(Org.Tenant.Id, Org.Channel.Id, Ct))!.Community;
    }

    /// <summary>The sweep runs by the clock, beside the story.</summary>
    private async Task GoneAsync(string text)
    {
        for (var waited = 0; waited < 50 && Story.Host.RowsWith(text).Count > 0; waited++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        Assert.Empty(Story.Host.RowsWith(text));
    }
}
