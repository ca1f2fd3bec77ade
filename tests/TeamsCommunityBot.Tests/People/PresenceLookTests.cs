using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.People;

/// <summary>Whether somebody is gone: only what is certain counts as gone.</summary>
public sealed class PresenceLookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "nothing", nameof(Sighting.Here))]
    [InlineData(2, "nothing", nameof(Sighting.Here))]
    [InlineData(0, "left", nameof(VacancyReason.LeftTeam))]
    [InlineData(1, "left", nameof(VacancyReason.LeftTeam))]
    [InlineData(2, "left", nameof(VacancyReason.LeftTeam))]
    [InlineData(0, "disabled", nameof(Sighting.Here))]
    [InlineData(1, "disabled", nameof(Sighting.Here))]
    [InlineData(2, "disabled", nameof(VacancyReason.AccountDisabled))]
    [InlineData(2, "deleted", nameof(VacancyReason.AccountDeleted))]
    [InlineData(2, "deleted and out of the roster", nameof(VacancyReason.AccountDeleted))]
    [InlineData(0, "guest", nameof(VacancyReason.BecameGuest))]
    [InlineData(2, "guest", nameof(VacancyReason.BecameGuest))]
    public async Task What_happened_is_told_as_far_as_the_level_knows(int level, string what, string expected)
    {
        await using var driver = await PeopleDriver.StartAsync(level, Ct);
        var bram = driver.Teams.Sample.Bram;
        if (what.Contains("deleted", StringComparison.Ordinal)) bram.IsDeleted = true;
        if (what is "left" or "deleted and out of the roster") driver.Teams.Sample.Team.Roster.Remove(bram);
        if (what == "disabled") bram.IsEnabled = false;
        if (what == "guest") bram.IsGuest = true;

        Assert.Equal(expected, Name(await LookAsync(driver, driver.Teams.Sample.Channel, bram)));
    }

    [Theory]
    [InlineData(0, nameof(VacancyReason.BecameGuest))]
    [InlineData(2, nameof(Sighting.Here))]
    public async Task An_external_member_is_no_guest_where_the_account_can_be_asked(int level, string expected)
    {
        await using var driver = await PeopleDriver.StartAsync(level, Ct);
        driver.Teams.Sample.Bram.IsExternalMember = true;

        Assert.Equal(expected, Name(await LookAsync(driver, driver.Teams.Sample.Channel, driver.Teams.Sample.Bram)));
    }

    [Theory]
    [InlineData(SimOperation.Member, 500, "ServiceError", nameof(Sighting.Unknown))]
    [InlineData(SimOperation.Member, 429, "Throttled", nameof(Sighting.Unknown))]
    [InlineData(SimOperation.Member, 404, "ConversationNotFound", nameof(Sighting.Unknown))]
    [InlineData(SimOperation.Member, 403, "BotNotInConversationRoster", nameof(Sighting.Unknown))]
    [InlineData(SimOperation.GraphUser, 500, "ServiceError", nameof(Sighting.Unknown))]
    [InlineData(SimOperation.GraphUser, 404, "NotFound", nameof(Sighting.Unknown))]
    [InlineData(SimOperation.GraphUser, 403, "Authorization_RequestDenied", nameof(Sighting.Here))]
    public async Task An_outage_makes_nobody_gone(SimOperation operation, int status, string code, string expected)
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        driver.Teams.Faults.Always(Fault.Error(status, code), new FaultScope(operation));

        Assert.Equal(expected, Name(await LookAsync(driver, driver.Teams.Sample.Channel, driver.Teams.Sample.Bram)));
    }

    [Fact]
    public async Task A_missing_account_without_a_word_of_the_roster_is_a_doubt()
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        driver.Teams.Sample.Bram.IsDeleted = true;
        driver.Teams.Faults.Always(Fault.Error(503), new FaultScope(SimOperation.Member));

        Assert.Equal(nameof(Sighting.NotFound), Name(await LookAsync(driver, driver.Teams.Sample.Channel, driver.Teams.Sample.Bram)));
    }

    [Fact]
    public async Task Who_left_a_shared_channel_on_one_path_may_stay_on_another()
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        var sample = driver.Teams.Sample;

        Assert.Equal(nameof(VacancyReason.LeftTeam), Name(await LookAsync(driver, sample.Shared, sample.Bram)));
        sample.Shared.SharedWith.Add(sample.Team);
        Assert.Equal(nameof(Sighting.Here), Name(await LookAsync(driver, sample.Shared, sample.Bram)));
        Assert.Contains($"doesUserHaveAccess(userId='{sample.Bram.AadObjectId}',tenantId='{sample.Tenant.Id}')",
            Uri.UnescapeDataString(driver.Teams.Requests.Last().Target), StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(1)]
    public async Task Nobody_says_so_who_is_gone_from_a_shared_channel(int level)
    {
        await using var driver = await PeopleDriver.StartAsync(level, Ct);
        driver.Teams.Graph.Permissions.Remove("ChannelMember.Read.Group");

        Assert.Equal(nameof(Sighting.NotFound), Name(await LookAsync(driver, driver.Teams.Sample.Shared, driver.Teams.Sample.Bram)));
    }

    [Fact]
    public async Task Somebody_of_another_tenant_has_no_account_here_and_is_a_guest()
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);

        Assert.Equal(nameof(VacancyReason.BecameGuest), Name(await LookAsync(driver, driver.Teams.Sample.Shared, driver.Teams.Sample.Stranger)));
    }

    [Fact]
    public async Task Another_tenant_than_our_own_is_at_level_0()
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        var elsewhere = driver.In(driver.Teams.Sample.Channel) with { TenantId = driver.Teams.Sample.Stranger.Tenant.Id };

        Assert.Equal((2, 0), (driver.Presence().LevelFor(driver.Teams.Sample.Tenant.Id), driver.Presence().LevelFor(elsewhere.TenantId)));
        await driver.Presence().ListAsync([elsewhere], Ct);
        Assert.Equal(0, driver.Count(SimOperation.GraphBatch));
    }

    private static async Task<Sighting> LookAsync(OutboundDriver driver, SimChannel channel, SimPerson person) =>
        await driver.Presence().LookAsync(driver.In(channel), person.Person(), Ct);

    private static string Name(Sighting sighting) => sighting is Sighting.Gone gone ? gone.Reason.ToString() : sighting.GetType().Name;
}
