using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class RosterTests
{
    [Theory]
    [InlineData(null, new[] { 200, 200, 50 })]
    [InlineData(500, new[] { 450 })]
    [InlineData(9_999, new[] { 450 })]
    [InlineData(1, new[] { 50, 50, 50, 50, 50, 50, 50, 50, 50 })]
    [InlineData(150, new[] { 150, 150, 150 })]
    public async Task Pages_cover_everybody_once(int? pageSize, int[] pages)
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var team = sim.Sample.Team;
        for (var i = team.Roster.Count; i < 450; i++)
            team.Roster.Add(sim.Org.AddPerson(sim.Sample.Tenant, $"Deelnemer Nummer{i}"));

        var sizes = new List<int>();
        var ids = new List<string>();
        string? token = null;
        do
        {
            var query = $"?pageSize={pageSize}" + (token is null ? "" : $"&continuationToken={Uri.EscapeDataString(token)}");
            var page = (await client.GetAsync(SimClient.Conversation(team.Id) + "/pagedmembers" + query)).Json!;
            sizes.Add(page["members"]!.AsArray().Count);
            ids.AddRange(page["members"]!.AsArray().Select(member => member!["id"]!.ToString()));
            token = page["continuationToken"]?.ToString();
        }
        while (token is not null);

        Assert.Equal(pages, sizes);
        Assert.Equal(team.Roster.People.Select(person => person.Address), ids);
    }

    [Fact]
    public async Task A_continuation_token_of_ones_own_is_refused()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();

        var answer = await client.GetAsync(SimClient.Conversation(sim.Sample.Team.Id) + "/pagedmembers?continuationToken=made-up");

        Assert.Equal((400, "BadArgument"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task One_member_is_found_by_address_and_by_object_id()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var members = SimClient.Conversation(sim.Sample.Channel.Thread("1700000000000")) + "/members/";
        var guest = sim.Sample.Guest;

        foreach (var id in new[] { guest.Address, guest.AadObjectId })
        {
            var member = (await client.GetAsync(members + Uri.EscapeDataString(id))).Json!;
            Assert.Equal((guest.Address, guest.AadObjectId, guest.Name, "guest"),
                (member["id"]!.ToString(), member["aadObjectId"]!.ToString(), member["name"]!.ToString(), member["userRole"]!.ToString()));
        }
        Assert.Equal(404, (await client.GetAsync(members + Uri.EscapeDataString(sim.Sample.Stranger.Address))).Status);
    }

    [Fact]
    public async Task A_private_and_a_shared_channel_have_a_roster_of_their_own()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();

        var inTeam = (await client.GetAsync(SimClient.Conversation(sim.Sample.Channel.Id) + "/members")).Json!.AsArray();
        var inPrivate = (await client.GetAsync(SimClient.Conversation(sim.Sample.Private.Id) + "/members")).Json!.AsArray();
        var inShared = (await client.GetAsync(SimClient.Conversation(sim.Sample.Shared.Id) + "/members")).Json!.AsArray();

        Assert.Equal((5, 2, 2), (inTeam.Count, inPrivate.Count, inShared.Count));
        Assert.Equal(sim.Sample.Stranger.Tenant.Id, inShared[1]!["tenantId"]!.ToString());
    }

    [Fact]
    public async Task A_team_tells_of_itself_and_of_its_channels()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var (team, path) = (sim.Sample.Team, "teams/v3/teams/" + Uri.EscapeDataString(sim.Sample.Team.Id));
        sim.Sample.Private.IsInstalled = false;

        var about = (await client.GetAsync(path)).Json!;
        var channels = (await client.GetAsync(path + "/conversations")).Json!["conversations"]!.AsArray();

        Assert.Equal((team.Name, team.AadGroupId, 5, 4),
            (about["name"]!.ToString(), about["aadGroupId"]!.ToString(), (int)about["memberCount"]!, (int)about["channelCount"]!));
        Assert.Equal([null, sim.Sample.Channel.Name, sim.Sample.Shared.Name], channels.Select(channel => channel!["name"]?.ToString()));
        Assert.Equal(404, (await client.GetAsync("teams/v3/teams/" + team.AadGroupId)).Status);
    }
}
