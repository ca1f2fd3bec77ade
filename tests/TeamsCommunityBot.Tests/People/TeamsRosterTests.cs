using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.People;

public sealed class TeamsRosterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_is_known_by_name_in_any_thread()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        var anna = driver.Teams.Sample.Anna;
        Assert.Equal(new RosterAnswer.Member(IsGuest: false, PersonOf(anna), SignInName: anna.UserPrincipalName), await FindAsync(driver, anna, driver.Thread));

        Assert.EndsWith($"/{Uri.EscapeDataString(driver.Teams.Sample.Anna.Address)}", driver.Teams.Requests.Last().Target, StringComparison.Ordinal);
        Assert.Equal(driver.Teams.Sample.Channel.Id, driver.Teams.Requests.Last().ConversationId);
    }

    [Fact]
    public async Task A_guest_and_somebody_of_another_tenant_are_guests()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var sample = driver.Teams.Sample;

        Assert.Equal(new RosterAnswer.Member(IsGuest: true, PersonOf(sample.Guest), SignInName: sample.Guest.UserPrincipalName),
            await FindAsync(driver, sample.Guest, driver.Thread));
        Assert.Equal(
            new RosterAnswer.Member(IsGuest: true, PersonOf(sample.Stranger), HasAccountHere: false, sample.Stranger.UserPrincipalName),
            await FindAsync(driver, sample.Stranger, driver.At(sample.Shared.Id)));
    }

    [Theory]
    [InlineData("""{"id":"29:x","name":"N","userRole":"Guest"}""", true)]
    [InlineData("""{"id":"29:x","name":"N","userRole":"anonymous"}""", true)]
    [InlineData("""{"id":"29:x","name":"N","userPrincipalName":"a_b.example#ext#@voorbeeld.example"}""", true)]
    [InlineData("""{"id":"29:x","name":"N","tenantId":"00000000-0000-4000-8000-00000000000f"}""", true)]
    [InlineData("""{"id":"29:x","name":"N","userRole":"user"}""", false)]
    [InlineData("""{"id":"29:x","name":"N","userRole":"owner"}""", false)]
    [InlineData("""{"id":"29:x","name":"N"}""", false)]
    public async Task Any_sign_of_a_guest_counts(string member, bool isGuest)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Body(200, member), new FaultScope(SimOperation.Member));

        var anna = driver.Teams.Sample.Anna;
        var found = Assert.IsType<RosterAnswer.Member>(await FindAsync(driver, anna, driver.Thread));
        Assert.Equal((isGuest, new(anna.AadObjectId, "29:x", "N")), (found.IsGuest, found.Who));
    }

    [Fact]
    public async Task The_roster_is_that_of_the_channel_and_not_of_the_team()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var sample = driver.Teams.Sample;

        Assert.IsType<RosterAnswer.Member>(await FindAsync(driver, sample.Bram, driver.At(sample.Private.Id)));
        Assert.IsType<RosterAnswer.NotMember>(await FindAsync(driver, sample.Chris, driver.At(sample.Private.Id)));
    }

    [Fact]
    public async Task An_address_that_is_another_persons_is_no_membership()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var (anna, bram) = (driver.Teams.Sample.Anna, driver.Teams.Sample.Bram);

        var answer = await driver.Get<IRoster>().FindAsync(
            driver.Teams.Sample.Tenant.Id, driver.Thread, new Person(bram.AadObjectId, anna.Address, bram.Name), fresh: true, Ct);

        Assert.IsType<RosterAnswer.NotMember>(answer);
    }

    [Fact]
    public async Task An_answer_serves_five_minutes_unless_a_fresh_one_is_asked_for()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var (sample, thread) = (driver.Teams.Sample, driver.Thread);
        await FindAsync(driver, sample.Bram, thread);
        driver.Time.Advance(TimeSpan.FromMinutes(4.9));
        sample.Team.Roster.Remove(sample.Bram);

        Assert.IsType<RosterAnswer.Member>(await FindAsync(driver, sample.Bram, thread));
        Assert.Equal(1, driver.Count(SimOperation.Member));

        Assert.IsType<RosterAnswer.NotMember>(await FindAsync(driver, sample.Bram, thread, fresh: true));
        // The fresh answer is believed for a minute, unless somebody comes back: Teams tells it, and they are asked for anew.
        Assert.IsType<RosterAnswer.NotMember>(await FindAsync(driver, sample.Bram, thread));
        Assert.Equal(2, driver.Count(SimOperation.Member));
        sample.Team.Roster.Add(sample.Bram);
        driver.Get<IRoster>().Forget(PersonOf(sample.Bram));
        Assert.IsType<RosterAnswer.Member>(await FindAsync(driver, sample.Bram, thread));
    }

    [Fact]
    public async Task That_somebody_is_not_there_is_believed_for_a_minute_also_where_no_event_tells_of_them()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var (sample, place) = (driver.Teams.Sample, driver.At(driver.Teams.Sample.Private.Id));
        Assert.IsType<RosterAnswer.NotMember>(await FindAsync(driver, sample.Chris, place));
        sample.Private.Roster.Add(sample.Chris);
        Assert.IsType<RosterAnswer.NotMember>(await FindAsync(driver, sample.Chris, place));

        driver.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<RosterAnswer.Member>(await FindAsync(driver, sample.Chris, place));
    }

    [Fact]
    public async Task After_five_minutes_or_when_told_to_forget_Teams_is_asked_again()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var sample = driver.Teams.Sample;
        await FindAsync(driver, sample.Bram, driver.Thread);
        driver.Time.Advance(TimeSpan.FromMinutes(5));
        await FindAsync(driver, sample.Bram, driver.Thread);
        Assert.Equal(2, driver.Count(SimOperation.Member));

        driver.Get<IRoster>().Forget(PersonOf(sample.Bram));
        await FindAsync(driver, sample.Bram, driver.Thread);
        Assert.Equal(3, driver.Count(SimOperation.Member));
    }

    [Theory]
    [InlineData(401, "BotNotRegistered")]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(429, "Throttled")]
    [InlineData(500, "ServiceError")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task When_Teams_does_not_say_nothing_is_concluded(int status, string code)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(status, code), new FaultScope(SimOperation.Member));

        Assert.IsType<RosterAnswer.Unknown>(await FindAsync(driver, driver.Teams.Sample.Anna, driver.Thread));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_no_answer()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(1, Fault.Body(200, "[]"), new FaultScope(SimOperation.Member));
        driver.Teams.Faults.Next(1, Fault.Body(200, ""), new FaultScope(SimOperation.Member));
        driver.Teams.Faults.Next(1, Fault.ResetAfter(), new FaultScope(SimOperation.Member));

        for (var i = 0; i < 3; i++)
            Assert.IsType<RosterAnswer.Unknown>(await FindAsync(driver, driver.Teams.Sample.Anna, driver.Thread, fresh: true));
    }

    [Fact]
    public async Task A_channel_has_its_name_and_General_its_teams()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var (names, team, channel) = (driver.Get<ITeamFacts>(), driver.Teams.Sample.Team, driver.Teams.Sample.Channel);

        Assert.Equal("AI in de praktijk", await names.FindAsync(driver.Teams.Sample.Tenant.Id, driver.Thread, team.Id, channel.Id, Ct));
        Assert.Equal("Voorbeeldteam", await names.FindAsync(driver.Teams.Sample.Tenant.Id, driver.Thread, team.Id, team.Id, Ct));
        Assert.Null(await names.FindAsync(driver.Teams.Sample.Tenant.Id, driver.Thread, "19:nowhere@thread.tacv2", channel.Id, Ct));
    }

    [Fact]
    public void What_is_remembered_stays_within_its_bound()
    {
        var time = new SteppingTime();
        var remembered = new Remembered<int, string>(TimeSpan.FromMinutes(5), most: 100, time);
        for (var i = 0; i < 90; i++) remembered.Set(i, "old");
        time.Advance(TimeSpan.FromMinutes(5));
        for (var i = 1_000; i < 1_090; i++) remembered.Set(i, "new");

        Assert.True(remembered.TryGet(1_000, out var value));
        Assert.Equal("new", value);
        Assert.False(remembered.TryGet(0, out _));
        for (var i = 2_000; i < 12_000; i++) remembered.Set(i, "flood");
        Assert.InRange(Enumerable.Range(0, 12_000).Count(i => remembered.TryGet(i, out _)), 1, 100);
    }

    private static ValueTask<RosterAnswer> FindAsync(OutboundDriver driver, SimPerson person, Address where, bool fresh = false) =>
        driver.Get<IRoster>().FindAsync(driver.Teams.Sample.Tenant.Id, where, PersonOf(person), fresh, Ct);

    private static Person PersonOf(SimPerson person) => new(person.AadObjectId, person.Address, person.Name);
}
