using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Schedule;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Presence;

/// <summary>Graph and Teams refuse, stall and go away: what is known stays, its age is said, and no command fails.</summary>
public sealed class PresenceTroubleStory
{
    [Fact]
    public async Task A_round_goes_on_after_the_wait_that_Graph_asked_for()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        night.Org.Bram.IsEnabled = false;
        night.Story.Sim.Faults.Next(1, Fault.Error(429, "TooManyRequests", "1800"), new FaultScope(SimOperation.GraphTeamMembers));
        night.Story.Sim.Faults.Next(1, Fault.Error(429, "TooManyRequests", "1800"), new FaultScope(SimOperation.GraphUsersDelta));
        var toThree = new DateTimeOffset(2026, 11, 24, 2, 20, 0, TimeSpan.Zero) - night.Now;

        await night.Story.LaterAsync(toThree);
        Assert.Equal((1, 0), (night.Asked(SimOperation.GraphBatch), night.Asked(SimOperation.GraphUsersDelta)));
        await night.Story.LaterAsync(TimeSpan.FromMinutes(31));
        Assert.Equal((2, 1), (night.Asked(SimOperation.GraphBatch), night.Asked(SimOperation.GraphUsersDelta)));
        Assert.Null((await night.SlotAsync(Role.Bouwer)).Vacancy);
        await night.Story.LaterAsync(TimeSpan.FromMinutes(31));

        Assert.Equal(VacancyReason.AccountDisabled, (await night.SlotAsync(Role.Bouwer)).Vacancy?.Reason);
        Assert.Equal((null, null), ((await night.FactsAsync()).Members.Trouble, (await night.FactsAsync()).Accounts.Trouble));
    }

    [Fact]
    public async Task Without_consent_Teams_is_asked_and_the_administrator_hears_it_once_a_day()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        await night.Story.SendAsync([.. night.Story.Sim.Activities.Installed(night.Org.Channel, night.Org.Dina)]);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        await night.TakesAsync(night.Org.Chris, Role.Aanjager);
        night.Story.Sim.Graph.Permissions.Clear();
        night.Org.Team.Roster.Remove(night.Org.Bram);
        night.Org.Chris.IsEnabled = false;
        var before = (await night.Story.PersonalPostsAsync(night.Org.Dina)).Count;

        await night.PassAsync();

        Assert.Equal(VacancyReason.LeftTeam, (await night.SlotAsync(Role.Bouwer)).Vacancy?.Reason);
        Assert.Null((await night.SlotAsync(Role.Aanjager)).Vacancy);
        Assert.Equal((PeopleTrouble.NoConsent, PeopleTrouble.NoConsent),
            ((await night.FactsAsync()).Members.Trouble, (await night.FactsAsync()).Accounts.Trouble));
        var told = Assert.Single((await night.Story.PersonalPostsAsync(night.Org.Dina)).Skip(before));
        told.Card.Says("User.Read.All");
        Assert.Contains("User.Read.All", await night.DoctorAsync(), StringComparison.Ordinal);

        await night.PassAsync();
        Assert.Equal(before + 2, (await night.Story.PersonalPostsAsync(night.Org.Dina)).Count);

        foreach (var permission in new[] { "TeamMember.Read.Group", "ChannelMember.Read.Group", "User.Read.All" })
            night.Story.Sim.Graph.Permissions.Add(permission);
        Assert.DoesNotContain("User.Read.All", await night.DoctorAsync(), StringComparison.Ordinal);
        await night.PassAsync();
        Assert.Equal(before + 2, (await night.Story.PersonalPostsAsync(night.Org.Dina)).Count);
        Assert.Equal(VacancyReason.AccountDisabled, (await night.SlotAsync(Role.Aanjager)).Vacancy?.Reason);
    }

    [Fact]
    public async Task In_an_outage_nobody_is_gone_the_facts_get_old_and_commands_work()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        await night.Story.SendAsync([.. night.Story.Sim.Activities.Installed(night.Org.Channel, night.Org.Dina)]);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        await night.PassAsync();
        var known = (await night.FactsAsync()).Members.AsOf;
        var before = (await night.Story.PersonalPostsAsync(night.Org.Dina)).Count;

        var outages = new[] { SimOperation.GraphBatch, SimOperation.GraphUsersDelta, SimOperation.GraphUser, SimOperation.PagedMembers }
            .Select(operation => night.Story.Sim.Faults.Always(Fault.Error(500), new FaultScope(operation))).ToList();
        await night.PassSlowlyAsync();
        Assert.Equal(before, (await night.Story.PersonalPostsAsync(night.Org.Dina)).Count);
        await night.PassSlowlyAsync();
        await night.PassSlowlyAsync();

        Assert.Null((await night.SlotAsync(Role.Bouwer)).Vacancy);
        var facts = await night.FactsAsync();
        Assert.Equal((known, PeopleTrouble.Unavailable, PeopleTrouble.Unavailable), (facts.Members.AsOf, facts.Members.Trouble, facts.Accounts.Trouble));
        Assert.Contains("Op 24 november 2026 kon ik voor het laatst controleren", await night.DoctorAsync(), StringComparison.Ordinal);
        Assert.Contains("Lezers van de Polder", (await night.Story.AsksAsync(night.Org.Chris, night.Org.Channel, "status")).Card!.Words(),
            StringComparison.Ordinal);
        Assert.NotEqual(before, (await night.Story.PersonalPostsAsync(night.Org.Dina)).Count);

        outages.ForEach(outage => outage.Dispose());
        await night.PassAsync();
        Assert.Null((await night.FactsAsync()).Members.Trouble);
    }

    [Fact]
    public async Task An_old_delta_link_starts_over_and_finds_who_is_gone()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        await night.PassAsync();
        night.Org.Bram.IsEnabled = false;
        night.Story.Sim.Graph.ForgetDeltas();

        await night.PassAsync();

        Assert.Equal(VacancyReason.AccountDisabled, (await night.SlotAsync(Role.Bouwer)).Vacancy?.Reason);
        Assert.Single(night.Story.Sim.Requests, request => request.Status == 410);
    }

    [Fact]
    public async Task An_account_that_cannot_be_looked_up_now_is_looked_up_later()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        night.Org.Bram.IsEnabled = false;
        night.Story.Sim.Faults.Next(1, Fault.Error(500), new FaultScope(SimOperation.GraphUser));

        await night.PassSlowlyAsync();

        Assert.Equal(VacancyReason.AccountDisabled, (await night.SlotAsync(Role.Bouwer)).Vacancy?.Reason);
    }

    [Fact]
    public async Task From_level_2_back_to_0_nothing_is_lost()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        await night.TakesAsync(night.Org.Chris, Role.Aanjager);
        await night.PassAsync();
        night.Org.Chris.IsEnabled = false;
        await night.PassAsync();
        var before = await night.CommunityAsync();

        night.Story.Sim.Graph.Permissions.Clear();
        await night.Story.RestartAsync(PresenceScene.SettingsFor(0));
        var asked = night.Asked(SimOperation.GraphBatch);
        await night.PassAsync();

        Assert.Equal(before.Roles, (await night.CommunityAsync()).Roles);
        Assert.Equal(VacancyReason.AccountDisabled, (await night.SlotAsync(Role.Aanjager)).Vacancy?.Reason);
        Assert.Equal(asked, night.Asked(SimOperation.GraphBatch));
        var doctor = await night.DoctorAsync();
        Assert.Contains("niveau 0", doctor, StringComparison.Ordinal);
        Assert.Contains("Op 25 november 2026 heb ik voor het laatst gecontroleerd", doctor, StringComparison.Ordinal);
        night.Org.Team.Roster.Remove(night.Org.Bram);
        await night.PassAsync();
        Assert.Equal(VacancyReason.LeftTeam, (await night.SlotAsync(Role.Bouwer)).Vacancy?.Reason);
    }

    [Fact]
    public async Task A_crash_in_the_night_ends_neither_the_round_nor_the_nights()
    {
        await using var night = await PresenceScene.StartAsync(level: 1);
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        night.Story.Sim.Faults.Next(1, Fault.Error(429, "TooManyRequests", "3600"), new FaultScope(SimOperation.GraphTeamMembers));
        night.Org.Team.Roster.Remove(night.Org.Bram);
        await night.Story.LaterAsync(TimeSpan.FromHours(17));
        Assert.Null((await night.SlotAsync(Role.Bouwer)).Vacancy);

        await night.Story.RestartAsync(PresenceScene.SettingsFor(1));
        for (var i = 0; i < 8; i++) await night.Story.LaterAsync(TimeSpan.FromMinutes(15));
        Assert.NotNull((await night.SlotAsync(Role.Bouwer)).Vacancy);
        var first = (await night.FactsAsync()).Members.AsOf;
        await night.PassAsync();
        Assert.True((await night.FactsAsync()).Members.AsOf > first);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public async Task The_doctor_says_what_the_level_gives_and_how_old_the_facts_are(int level)
    {
        await using var night = await PresenceScene.StartAsync(level);

        Assert.Contains($"niveau {level}", await night.DoctorAsync(), StringComparison.Ordinal);
        Assert.Contains("dat heb ik nog niet gedaan", await night.DoctorAsync(), StringComparison.Ordinal);
        await night.PassAsync();
        Assert.Contains("voor het laatst op 24 november 2026", await night.DoctorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_tells_nobody_anything_does_not_stop_the_round()
    {
        await using var night = await PresenceScene.StartAsync(level: 0);
        await night.Story.RegistersAsync(night.Org.Anna, night.Org.Private, "Besloten");
        await night.Story.RegistersAsync(night.Org.Anna, night.Org.Shared, "Gedeeld");
        await night.TakesAsync(night.Org.Bram, Role.Bouwer);
        night.Org.Team.Roster.Remove(night.Org.Bram);
        night.Story.Sim.Faults.Always(Fault.Error(403, "BotNotInConversationRoster"), new FaultScope(SimOperation.PagedMembers, night.Org.Private.Id));

        await night.PassAsync();

        Assert.Equal(VacancyReason.LeftTeam, (await night.SlotAsync(Role.Bouwer)).Vacancy?.Reason);
        Assert.Equal(1, (await night.FactsAsync()).Members.Unseen);
        Assert.Contains("wie er is: 1.", await night.DoctorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_a_channel_cannot_be_read_back_is_told_once_when_it_mattered_and_the_doctor_knows_it()
    {
        var script = new SampleScript();
        await using var story = await Story.StartAsync(PresenceScene.SettingsFor(1), new FakeTimeProvider(PresenceScene.Begin), script.AddTo);
        await story.SendAsync([.. story.Sim.Activities.Installed(story.Org.Channel, story.Org.Dina)]);
        await story.RegistersAsync(story.Org.Anna, story.Org.Channel);
        Assert.Contains("Ik mag teruglezen", await DoctorAsync(), StringComparison.Ordinal);
        story.Sim.Graph.Permissions.Remove("ChannelMessage.Read.Group");
        Assert.Contains("ChannelMessage.Read.Group", await DoctorAsync(), StringComparison.Ordinal);
        Assert.Empty(await ToldAsync());

        script.Plan = item => new(JobPlan.Of(new Post(item.Subject,
            new Destination.ToChannel(SampleScript.At(story.Sim, story.Org.Channel), TeamId: story.Org.Team.Id), SampleScript.Card("Dag."), "Dag.")));
        await BreakAsync("first");
        await BreakAsync("second");
        Assert.Single(await ToldAsync());
        await story.LaterAsync(TimeSpan.FromHours(24));
        await story.LaterAsync(TimeSpan.FromHours(1));
        Assert.Single(await ToldAsync());

        async Task BreakAsync(string subject)
        {
            story.Sim.Faults.Next(1, Fault.ResetAfter(), new FaultScope(SimOperation.CreateConversation));
            await using (var turn = story.Host.Services.CreateAsyncScope())
                await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(story.Org.Tenant.Id, SampleJob.Kind, subject,
                    story.Sim.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
            await story.LaterAsync(TimeSpan.FromMinutes(5));
        }

        async Task<string> DoctorAsync() => (await story.AsksAsync(story.Org.Anna, story.Org.Channel, "dokter")).Card!.Words();

        async Task<IReadOnlyList<SimPost>> ToldAsync() =>
            [.. (await story.PersonalPostsAsync(story.Org.Dina))
                .Where(post => post.Card?.Words().Contains("ChannelMessage.Read.Group", StringComparison.Ordinal) == true)];
    }
}
