using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class GraphTests
{
    private const string Scope = "https://graph.microsoft.com/.default";

    [Fact]
    public async Task Members_of_a_team_come_in_pages_with_their_role()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim, Scope).SignInAsync();

        var members = await AllAsync(client, $"v1.0/teams/{sim.Sample.Team.AadGroupId}/members?$top=2", pages: 3);

        Assert.Equal(sim.Sample.Team.Roster.People.Select(person => person.AadObjectId), members.Select(member => member["userId"]!.ToString()));
        Assert.Equal(["owner"], members[0]["roles"]!.AsArray().Select(role => role!.ToString()));
        Assert.Equal(["guest"], members[^1]["roles"]!.AsArray().Select(role => role!.ToString()));
    }

    [Fact]
    public async Task A_shared_channel_tells_of_people_from_elsewhere()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim, Scope).SignInAsync();
        var path = $"v1.0/teams/{sim.Sample.Team.AadGroupId}/channels/{Uri.EscapeDataString(sim.Sample.Shared.Id)}/allMembers";

        var members = await AllAsync(client, path, pages: 1);

        Assert.Equal(sim.Sample.Stranger.Tenant.Id, members[1]["tenantId"]!.ToString());
    }

    [Fact]
    public async Task A_user_shows_what_is_selected()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim, Scope).SignInAsync();
        sim.Sample.Anna.IsEnabled = false;

        var anna = (await client.GetAsync($"v1.0/users/{sim.Sample.Anna.AadObjectId}?$select=displayName,accountEnabled")).Json!.AsObject();
        var nobody = await client.GetAsync($"v1.0/users/{Guid.Empty}");
        var abroad = await client.GetAsync($"v1.0/users/{sim.Sample.Stranger.AadObjectId}");

        Assert.Equal(["id", "displayName", "accountEnabled"], anna.Select(property => property.Key));
        Assert.False((bool)anna["accountEnabled"]!);
        Assert.Equal((404, "Request_ResourceNotFound", 404), (nobody.Status, nobody.Code, abroad.Status));
    }

    [Fact]
    public async Task A_delta_tells_everybody_first_then_what_changed_and_then_starts_over()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim, Scope).SignInAsync();
        sim.Graph.PageSize = 2;

        var (everybody, link) = await DeltaAsync(client, "v1.0/users/delta?$select=displayName,accountEnabled");
        sim.Sample.Bram.IsEnabled = false;
        sim.Sample.Chris.IsDeleted = true;
        var (changed, next) = await DeltaAsync(client, link);
        var (nothing, _) = await DeltaAsync(client, next);
        sim.Graph.ForgetDeltas();
        var gone = await client.GetAsync(next);

        Assert.Equal(5, everybody.Count);
        Assert.Equal([sim.Sample.Bram.AadObjectId, sim.Sample.Chris.AadObjectId], changed.Select(user => user["id"]!.ToString()));
        Assert.False((bool)changed[0]["accountEnabled"]!);
        Assert.NotNull(changed[1]["@removed"]);
        Assert.Empty(nothing);
        Assert.Equal((410, "syncStateNotFound"), (gone.Status, gone.Code));
    }

    [Fact]
    public async Task Consent_token_and_throttling_are_held()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim, Scope).SignInAsync();
        using var connector = await new SimClient(sim).SignInAsync();
        var path = $"v1.0/users/{sim.Sample.Anna.AadObjectId}";

        sim.Faults.Next(1, Fault.Error(429, "TooManyRequests", "5"), new FaultScope(SimOperation.GraphUser));
        var throttled = await client.GetAsync(path);
        var good = await client.GetAsync(path);
        var wrongToken = await connector.GetAsync(path);
        sim.Graph.Permissions.Remove("User.Read.All");
        var refused = await client.GetAsync(path);

        Assert.Equal((429, 5, 200, 401), (throttled.Status, throttled.RetryAfter, good.Status, wrongToken.Status));
        Assert.Equal((403, "Authorization_RequestDenied"), (refused.Status, refused.Code));
    }

    private static async Task<List<JsonObject>> AllAsync(SimClient client, string path, int pages)
    {
        var all = new List<JsonObject>();
        var seen = 0;
        for (string? next = path; next is not null; seen++)
        {
            var page = (await client.GetAsync(next)).Json!;
            all.AddRange(page["value"]!.AsArray().Select(item => item!.AsObject()));
            next = page["@odata.nextLink"]?.ToString();
        }
        Assert.Equal(pages, seen);
        return all;
    }

    private static async Task<(List<JsonObject> Users, string DeltaLink)> DeltaAsync(SimClient client, string link)
    {
        var users = new List<JsonObject>();
        while (true)
        {
            var page = (await client.GetAsync(link)).Json!;
            users.AddRange(page["value"]!.AsArray().Select(user => user!.AsObject()));
            if (page["@odata.deltaLink"] is { } delta)
                return (users, delta.ToString());
            link = page["@odata.nextLink"]!.ToString();
        }
    }
}
