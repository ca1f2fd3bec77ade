using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.People;

public sealed class OwnersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(0, false), InlineData(1, true), InlineData(2, true)]
    public async Task Graph_tells_who_owns_a_team(int level, bool knows)
    {
        await using var driver = await StartAsync(level);
        var (owners, sample) = (driver.Get<IOwners>(), driver.Teams.Sample);

        Assert.Equal(knows, await owners.IsOwnerAsync(driver.In(sample.Channel), sample.Anna.AadObjectId, Ct));
        Assert.False(await owners.IsOwnerAsync(driver.In(sample.Channel), sample.Bram.AadObjectId, Ct));
        Assert.False(await owners.IsOwnerAsync(driver.In(sample.Channel), "", Ct));
        Assert.Equal(knows ? 1 : 0, driver.Count(SimOperation.GraphTeamMembers));
    }

    [Fact]
    public async Task A_channel_with_members_of_its_own_has_owners_of_its_own()
    {
        await using var driver = await StartAsync(1);
        var sample = driver.Teams.Sample;
        sample.Team.Roster.Add(sample.Dina, owner: true);

        Assert.True(await driver.Get<IOwners>().IsOwnerAsync(driver.In(sample.Private), sample.Anna.AadObjectId, Ct));
        Assert.False(await driver.Get<IOwners>().IsOwnerAsync(driver.In(sample.Private), sample.Dina.AadObjectId, Ct));
    }

    [Fact]
    public async Task Nobody_owns_a_team_by_being_called_Owner_or_while_Graph_is_silent()
    {
        await using var driver = await StartAsync(1);
        var (owners, sample) = (driver.Get<IOwners>(), driver.Teams.Sample);
        sample.Bram.Name = "Owner";
        Assert.False(await owners.IsOwnerAsync(driver.In(sample.Channel), sample.Bram.AadObjectId, Ct));
    }

    [Fact]
    public async Task While_Graph_is_silent_nobody_owns_a_team_and_nobody_waits_for_ever()
    {
        await using var driver = await StartAsync(1);
        driver.Teams.Faults.Next(1, Fault.Hang(), new FaultScope(SimOperation.GraphTeamMembers));
        driver.Teams.Faults.Next(1, Fault.Error(403), new FaultScope(SimOperation.GraphTeamMembers));
        var (owners, sample) = (driver.Get<IOwners>(), driver.Teams.Sample);

        // Graph never answers the first question, and yet this one is: the bot gave it up by itself.
        Assert.False(await owners.IsOwnerAsync(driver.In(sample.Channel), sample.Anna.AadObjectId, Ct));
        Assert.False(await owners.IsOwnerAsync(driver.In(sample.Channel), sample.Anna.AadObjectId, Ct));
        Assert.True(await owners.IsOwnerAsync(driver.In(sample.Channel), sample.Anna.AadObjectId, Ct));
    }

    /// <summary>On the real clock: an owner is not waited for long.</summary>
    private static Task<OutboundDriver> StartAsync(int level) => OutboundDriver.StartAsync(
        settings: settings => settings["Graph:Level"] = level.ToString(CultureInfo.InvariantCulture),
        services: services => services.AddSingleton(TimeProvider.System),
        ct: Ct);
}
