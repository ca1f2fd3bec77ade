using TeamsCommunityBot.People;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.People;

/// <summary>Rosters: by Graph in batches where the level allows, by the connector where it does not or Graph does not answer.</summary>
public sealed class PresenceListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public async Task Each_level_tells_who_is_there(int level)
    {
        await using var driver = await PeopleDriver.StartAsync(level, Ct);

        var listing = await OneAsync(driver, driver.Teams.Sample.Channel);

        Assert.Null(listing.Trouble);
        Assert.True(listing.List!.IsComplete);
        Assert.Equal(driver.Teams.Sample.Team.Roster.People.Select(person => person.AadObjectId), Ids(listing));
        Assert.Equal([driver.Teams.Sample.Guest.AadObjectId], listing.List.Members.Where(member => member.IsGuest).Select(member => member.Person.Id));
        Assert.Equal(level == 0 ? 0 : 1, driver.Count(SimOperation.GraphBatch));
        Assert.Equal(level == 0 ? 1 : 0, driver.Count(SimOperation.PagedMembers));
    }

    [Fact]
    public async Task Forty_five_channels_of_one_team_are_one_question_and_forty_five_teams_three()
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        var (org, sample) = (driver.Teams.Org, driver.Teams.Sample);
        var channels = Enumerable.Range(0, 45).Select(i => org.AddChannel(sample.Team, $"Kanaal {i}")).ToList();
        var teams = Enumerable.Range(0, 45).Select(i => org.AddTeam(sample.Tenant, $"Team {i}")).ToList();
        foreach (var team in teams) team.Roster.Add(sample.Bram);

        Assert.All(await driver.Presence().ListAsync([.. channels.Select(driver.In)], Ct), listing => Assert.Equal(5, listing.List!.Members.Count));
        Assert.Equal((1, 1), (driver.Count(SimOperation.GraphBatch), driver.Count(SimOperation.GraphTeamMembers)));

        Assert.All(await driver.Presence().ListAsync([.. teams.Select(team => driver.In(team.General))], Ct), listing => Assert.Single(listing.List!.Members));
        Assert.Equal((1 + 3, 1 + 45), (driver.Count(SimOperation.GraphBatch), driver.Count(SimOperation.GraphTeamMembers)));
    }

    [Fact]
    public async Task Long_lists_come_whole_page_by_page()
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        var sample = driver.Teams.Sample;
        for (var i = 0; i < 450; i++) sample.Team.Roster.Add(driver.Teams.Org.AddPerson(sample.Tenant, $"Persoon {i}"));

        var listing = await OneAsync(driver, sample.Channel);

        Assert.True(listing.List!.IsComplete);
        Assert.Equal(455, listing.List.Members.Count);
        Assert.Equal(5, driver.Count(SimOperation.GraphTeamMembers));
    }

    [Fact]
    public async Task Somebody_on_two_paths_counts_once_and_people_of_another_tenant_as_guests()
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        var sample = driver.Teams.Sample;
        sample.Shared.SharedWith.Add(sample.Team);

        var listing = await OneAsync(driver, sample.Shared);

        Assert.Equal([sample.Anna.AadObjectId, sample.Stranger.AadObjectId, sample.Bram.AadObjectId, sample.Chris.AadObjectId, sample.Dina.AadObjectId,
            sample.Guest.AadObjectId], Ids(listing));
        Assert.Equal([sample.Stranger.AadObjectId, sample.Guest.AadObjectId], listing.List!.Members.Where(member => member.IsGuest)
            .Select(member => member.Person.Id));
        Assert.True(listing.List.Members[0].IsOwner);
    }

    [Fact]
    public async Task Without_consent_the_connector_tells_and_the_trouble_is_said()
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        driver.Teams.Graph.Permissions.Clear();

        var listing = await OneAsync(driver, driver.Teams.Sample.Channel);

        Assert.Equal(PeopleTrouble.NoConsent, listing.Trouble);
        Assert.Equal(5, listing.List!.Members.Count);
    }

    [Fact]
    public async Task Who_is_throttled_hears_how_long_and_asks_nobody_until_then()
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        driver.Teams.Faults.Next(1, Fault.Error(429, "TooManyRequests", "30"), new FaultScope(SimOperation.GraphTeamMembers));

        var first = await OneAsync(driver, driver.Teams.Sample.Channel);
        var second = await OneAsync(driver, driver.Teams.Sample.Channel);
        driver.Time.Advance(TimeSpan.FromSeconds(30));
        var third = await OneAsync(driver, driver.Teams.Sample.Channel);

        Assert.Equal((null, PeopleTrouble.Throttled, TimeSpan.FromSeconds(30)), (first.List, first.Trouble, first.RetryAfter));
        Assert.Equal(PeopleTrouble.Throttled, second.Trouble);
        Assert.Equal((null, 5), (third.Trouble, third.List!.Members.Count));
        Assert.Equal((2, 0), (driver.Count(SimOperation.GraphBatch), driver.Count(SimOperation.PagedMembers)));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("reset")]
    [InlineData("redirect")]
    [InlineData("huge")]
    [InlineData("no JSON")]
    [InlineData("wrong types")]
    [InlineData("empty")]
    [InlineData("array")]
    public async Task When_Graph_talks_nonsense_the_connector_tells(string kind)
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        driver.Teams.Faults.Always(Nonsense(kind, driver.Teams.BaseUrl), new FaultScope(SimOperation.GraphBatch));

        var listing = await OneAsync(driver, driver.Teams.Sample.Channel);

        Assert.Equal(PeopleTrouble.Unavailable, listing.Trouble);
        Assert.Equal(5, listing.List!.Members.Count);
        Assert.Equal(1, driver.Count(SimOperation.GraphBatch));
    }

    private static Fault Nonsense(string kind, Uri sim) => kind switch
    {
        "500" => Fault.Error(500),
        "reset" => Fault.ResetAfter(),
        "redirect" => Fault.Redirect(new Uri(sim, "v1.0/elsewhere")),
        "huge" => Fault.HugeBody(9 << 20),
        "no JSON" => Fault.Body(200, "<html>"),
        "wrong types" => Fault.Body(200, """{"responses":"none"}"""),
        "empty" => Fault.Body(200, ""),
        _ => Fault.Body(200, "[]"),
    };

    [Theory]
    [InlineData("""{"value":[{"@odata.type":"#microsoft.graph.aadUserConversationMember","userId":7,"displayName":["x"],"roles":"owner"}]}""")]
    [InlineData("""{"value":[{"@odata.type":"#microsoft.graph.somethingNew","userId":"11111111-1111-4111-8111-111111111111"}]}""")]
    [InlineData("""{"value":[null, 5, "x"]}""")]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{}""")]
    public async Task A_list_with_members_that_cannot_be_read_is_not_whole(string page)
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        driver.Teams.Faults.Always(Fault.Body(200, page), new FaultScope(SimOperation.GraphTeamMembers));

        var listing = await OneAsync(driver, driver.Teams.Sample.Channel);

        Assert.True(listing.Trouble == PeopleTrouble.Unavailable || listing.List is { IsComplete: false, Members: [] });
    }

    [Fact]
    public async Task A_link_to_another_host_is_not_followed_and_the_token_stays_here()
    {
        await using var elsewhere = await SimTeams.StartAsync(ct: Ct);
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        (driver.Teams.Graph.PageSize, driver.Teams.Graph.LinksLeadTo) = (2, elsewhere.BaseUrl);

        var listing = await OneAsync(driver, driver.Teams.Sample.Channel);

        Assert.False(listing.List!.IsComplete);
        Assert.Equal(2, listing.List.Members.Count);
        Assert.Equal(0, elsewhere.Requests.Count(_ => true));
    }

    [Fact]
    public async Task Pages_that_go_in_circles_are_cut_off()
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        var place = $"{driver.Teams.BaseUrl}v1.0/teams/{driver.Teams.Sample.Team.AadGroupId}/members";
        string Page(int next) => $$"""{"value":[],"@odata.nextLink":"{{place}}?$skiptoken={{next}}"}""";
        using (driver.Teams.Faults.Always(Fault.Body(200, Page(1)), new FaultScope(SimOperation.GraphTeamMembers)))
        {
            Assert.False((await OneAsync(driver, driver.Teams.Sample.Channel)).List!.IsComplete);
            Assert.Equal(2, driver.Count(SimOperation.GraphTeamMembers));
        }
        driver.Teams.Faults.Share(0.5, seed: 7, Fault.Body(200, Page(1)), new FaultScope(SimOperation.GraphTeamMembers));
        driver.Teams.Faults.Always(Fault.Body(200, Page(2)), new FaultScope(SimOperation.GraphTeamMembers));

        Assert.False((await OneAsync(driver, driver.Teams.Sample.Channel)).List!.IsComplete);
        Assert.InRange(driver.Count(SimOperation.GraphTeamMembers), 3, 1_002);
    }

    [Fact]
    public async Task A_name_is_only_ever_text()
    {
        await using var driver = await PeopleDriver.StartAsync(1, Ct);
        driver.Teams.Sample.Bram.Name = "<at>everyone</at> owner";

        var listing = await OneAsync(driver, driver.Teams.Sample.Channel);

        Assert.Contains(listing.List!.Members, member => member is { Person.Name: "<at>everyone</at> owner", IsOwner: false });
    }

    private static async Task<Listing> OneAsync(OutboundDriver driver, SimChannel channel) =>
        Assert.Single(await driver.Presence().ListAsync([driver.In(channel)], Ct));

    private static IEnumerable<string> Ids(Listing listing) => listing.List!.Members.Select(member => member.Person.Id);
}
