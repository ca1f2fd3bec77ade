using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Presence;

/// <summary>Somebody who has a role is gone, and the bot notices.</summary>
public sealed class PresenceStory
{
    [Fact]
    public async Task A_closed_account_empties_the_role_in_the_night_and_the_backup_is_asked()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        await night.TakesAsync(night.Org.Bram, Role.Verbinder);
        await night.BacksAsync(night.Org.Chris, Role.Verbinder);
        await night.PassAsync();
        Assert.True(night.Org.Bram.AadObjectId == (await night.SlotAsync(Role.Verbinder)).Holder?.Id);

        night.Org.Bram.IsEnabled = false;
        var before = night.Now;
        await night.PassAsync();

        var slot = await night.SlotAsync(Role.Verbinder);
        Assert.Equal((null, VacancyReason.AccountDisabled), (slot.Holder, slot.Vacancy?.Reason));
        Assert.InRange(slot.Vacancy!.Since, before, night.Now);
        Assert.Equal(night.Org.Chris.AadObjectId, slot.Invitation?.Invitee.Id);
        Assert.Contains(await night.AuditAsync(), entry => entry is { Deed: RoleDeed.Vacated, ById: "" } && entry.AboutId == night.Org.Bram.AadObjectId);
    }

    [Theory]
    [InlineData(0, "left", VacancyReason.LeftTeam)]
    [InlineData(1, "left", VacancyReason.LeftTeam)]
    [InlineData(2, "left", VacancyReason.LeftTeam)]
    [InlineData(0, "guest", VacancyReason.BecameGuest)]
    [InlineData(1, "guest", VacancyReason.BecameGuest)]
    [InlineData(2, "guest", VacancyReason.BecameGuest)]
    [InlineData(2, "disabled", VacancyReason.AccountDisabled)]
    [InlineData(2, "deleted", VacancyReason.AccountDeleted)]
    [InlineData(2, "deleted and removed", VacancyReason.AccountDeleted)]
    [InlineData(0, "disabled", null)]
    [InlineData(1, "disabled", null)]
    [InlineData(0, "nothing", null)]
    [InlineData(2, "nothing", null)]
    public async Task Each_level_notices_what_it_can(int level, string what, VacancyReason? expected)
    {
        await using var night = await PresenceScene.StartAsync(level);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        await night.TakesAsync(night.Org.Chris, Role.Aanjager);
        Happens(night, night.Org.Bram, what);

        await night.PassAsync();

        var slot = await night.SlotAsync(Role.Bouwer);
        Assert.Equal((expected, expected is null), (slot.Vacancy?.Reason, slot.Holder is not null));
        Assert.NotNull((await night.SlotAsync(Role.Aanjager)).Holder);
        Assert.Null((await night.FactsAsync()).Members.Trouble);
        Assert.Equal(level == 2, (await night.FactsAsync()).Accounts.AsOf is not null);
    }

    [Fact]
    public async Task Who_was_asked_and_who_backs_a_role_and_who_registered_are_noticed_too()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        await night.InvitesAsync(night.Org.Bram, Role.Bouwer);
        await night.TakesAsync(night.Org.Dina, Role.Verbinder);
        await night.BacksAsync(night.Org.Chris, Role.Verbinder);
        await night.PassAsync();
        foreach (var person in new[] { night.Org.Anna, night.Org.Bram, night.Org.Chris }) person.IsEnabled = false;

        await night.PassAsync();

        var community = await night.CommunityAsync();
        Assert.Null(community.Roles.Bouwer.Invitation);
        Assert.Null(community.Roles.Verbinder.Backup);
        Assert.Equal([night.Org.Dina.AadObjectId], community.Leads());
    }

    [Fact]
    public async Task Somebody_in_many_communities_is_noticed_in_all_of_them()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        var others = Enumerable.Range(0, 4).Select(i => night.Story.Sim.Org.AddChannel(night.Org.Team, $"Kanaal {i}")).ToList();
        foreach (var channel in others)
        {
            await night.Story.RegistersAsync(night.Org.Anna, channel, channel.Name);
            await night.TakesAsync(night.Org.Bram, Role.Aanjager, channel);
        }
        await night.PassAsync();
        night.Org.Bram.IsEnabled = false;

        await night.PassAsync();

        foreach (var channel in others) Assert.Equal(VacancyReason.AccountDisabled, (await night.SlotAsync(Role.Aanjager, channel)).Vacancy?.Reason);
        // Of five channels of one team one list is asked for in a night, and one account.
        Assert.Equal((2, 2), (night.Asked(SimOperation.GraphBatch), night.Asked(SimOperation.GraphTeamMembers)));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public async Task Who_leaves_the_team_is_noticed_at_once(int level)
    {
        await using var night = await PresenceScene.StartAsync(level);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        await night.Story.SettleAsync();
        night.Org.Team.Roster.Remove(night.Org.Bram);

        Assert.Empty(await night.Story.SendAsync(night.Story.Sim.Activities.MembersRemoved(night.Org.Channel, night.Org.Anna, night.Org.Bram)));
        await night.Story.SettleAsync();

        Assert.Equal(VacancyReason.LeftTeam, (await night.SlotAsync(Role.Bouwer)).Vacancy?.Reason);
    }

    /// <summary>The Playground tells of everybody when its page is loaded anew, and its connector knows nobody by object id.</summary>
    [Fact]
    public async Task Who_registered_is_looked_for_by_the_address_that_was_seen_and_leads_on()
    {
        await using var day = await PresenceScene.StartAsync(level: 0);
        day.Story.Sim.Requests.Clear();

        await day.Story.SendAsync(day.Story.Sim.Activities.MembersAdded(day.Org.Team.General, day.Org.Bram, day.Org.Anna));
        await day.Story.SettleAsync();

        var asked = day.Story.Sim.Requests.Where(request => request.Operation == SimOperation.Member).Select(request => Uri.UnescapeDataString(request.Target));
        Assert.Contains(asked, target => target.EndsWith(day.Org.Anna.Address, StringComparison.Ordinal));
        Assert.DoesNotContain(asked, target => target.EndsWith(day.Org.Anna.AadObjectId, StringComparison.Ordinal));
        Assert.True((await day.CommunityAsync()).IsLedBy(day.Org.Anna.AadObjectId));
    }

    [Fact]
    public async Task An_event_that_is_not_true_any_more_changes_nothing()
    {
        await using var night = await PresenceScene.StartAsync(level: 0);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);

        await night.Story.SendAsync(night.Story.Sim.Activities.MembersRemoved(night.Org.Channel, night.Org.Anna, night.Org.Bram));
        await night.Story.SettleAsync();

        Assert.Null((await night.SlotAsync(Role.Bouwer)).Vacancy);
    }

    [Fact]
    public async Task An_event_while_Teams_does_not_answer_is_looked_up_when_it_does()
    {
        await using var night = await PresenceScene.StartAsync(level: 0);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        night.Org.Team.Roster.Remove(night.Org.Bram);
        var outage = night.Story.Sim.Faults.Always(Fault.Error(500), new FaultScope(SimOperation.Member));

        await night.Story.SendAsync(night.Story.Sim.Activities.MembersRemoved(night.Org.Channel, night.Org.Anna, night.Org.Bram));
        await night.Story.SettleAsync();
        Assert.Null((await night.SlotAsync(Role.Bouwer)).Vacancy);

        outage.Dispose();
        await night.Story.LaterAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(VacancyReason.LeftTeam, (await night.SlotAsync(Role.Bouwer)).Vacancy?.Reason);
    }

    [Fact]
    public async Task Who_left_and_came_back_gets_nothing_back_by_themselves()
    {
        await using var night = await PresenceScene.StartAsync(level: 1);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        night.Org.Team.Roster.Remove(night.Org.Bram);
        await night.PassAsync();

        night.Org.Team.Roster.Add(night.Org.Bram);
        await night.Story.SendAsync(night.Story.Sim.Activities.MembersAdded(night.Org.Channel, night.Org.Anna, night.Org.Bram));
        await night.PassAsync();

        var slot = await night.SlotAsync(Role.Bouwer);
        Assert.Equal((null, null, VacancyReason.LeftTeam), (slot.Holder, slot.Invitation, slot.Vacancy?.Reason));
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        Assert.NotNull((await night.SlotAsync(Role.Bouwer)).Holder);
    }

    [Fact]
    public async Task In_a_shared_channel_one_path_may_end_while_another_goes_on()
    {
        await using var night = await PresenceScene.StartAsync(level: 1, null);
        var (shared, sample) = (night.Org.Shared, night.Org);
        shared.Roster.Add(sample.Bram);
        shared.SharedWith.Add(sample.Team);
        await night.Story.RegistersAsync(sample.Anna, shared, "Gedeeld");
        await night.TakesAsync(sample.Bram, Role.Verbinder, shared);

        shared.Roster.Remove(sample.Bram);
        await night.Story.SendAsync(night.Story.Sim.Activities.ChannelMembersRemoved(shared, sample.Anna, sample.Bram));
        await night.PassAsync();
        Assert.Equal((true, null), ((await night.SlotAsync(Role.Verbinder, shared)).Holder is not null, (await night.SlotAsync(Role.Verbinder, shared)).Doubt));

        shared.SharedWith.Clear();
        await night.PassAsync();
        Assert.Equal(VacancyReason.LeftTeam, (await night.SlotAsync(Role.Verbinder, shared)).Vacancy?.Reason);
    }

    [Fact]
    public async Task Without_Graph_somebody_who_is_missing_in_a_shared_channel_is_a_doubt_until_they_are_seen_again()
    {
        await using var night = await PresenceScene.StartAsync(level: 0);
        night.Org.Shared.Roster.Add(night.Org.Bram);
        await night.Story.RegistersAsync(night.Org.Anna, night.Org.Shared, "Gedeeld");
        await night.TakesAsync(night.Org.Bram, Role.Verbinder, night.Org.Shared);
        night.Org.Shared.Roster.Remove(night.Org.Bram);

        await night.PassAsync();
        var doubted = await night.SlotAsync(Role.Verbinder, night.Org.Shared);
        Assert.Equal((true, RiskReason.NotFound), (doubted.Holder is not null, doubted.Doubt));

        await night.PassAsync();
        Assert.Equal(doubted.Revision, (await night.SlotAsync(Role.Verbinder, night.Org.Shared)).Revision);

        night.Org.Shared.Roster.Add(night.Org.Bram);
        await night.PassAsync();
        Assert.Null((await night.SlotAsync(Role.Verbinder, night.Org.Shared)).Doubt);
    }

    private static void Happens(PresenceScene night, SimPerson person, string what)
    {
        if (what is "left" or "deleted and removed") night.Org.Team.Roster.Remove(person);
        if (what == "guest") person.IsGuest = true;
        if (what == "disabled") person.IsEnabled = false;
        if (what.StartsWith("deleted", StringComparison.Ordinal)) person.IsDeleted = true;
    }
}
