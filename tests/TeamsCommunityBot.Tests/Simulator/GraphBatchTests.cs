using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

/// <summary>Batches, access to shared channels and links that lead astray, as Graph does or never should.</summary>
public sealed class GraphBatchTests
{
    private const string Scope = "https://graph.microsoft.com/.default";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_request_of_a_batch_has_its_own_answer_fault_and_record()
    {
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        using var client = await new SimClient(sim, Scope).SignInAsync();
        sim.Faults.Next(1, Fault.Error(429, "TooManyRequests", "9"), new FaultScope(SimOperation.GraphUser));

        var answers = (await PostAsync(client, $"/users/{sim.Sample.Anna.AadObjectId}", $"/users/{sim.Sample.Bram.AadObjectId}?$select=displayName",
            $"/users/{Guid.Empty}", "/nothing"))["responses"]!
            .AsArray().ToDictionary(part => part!["id"]!.ToString(), part => part!);

        Assert.Equal([429, 200, 404, 404], answers.OrderBy(answer => answer.Key).Select(answer => (int)answer.Value["status"]!));
        Assert.Equal("9", answers["1"]["headers"]!["Retry-After"]!.ToString());
        Assert.Equal(["id", "displayName"], answers["2"]["body"]!.AsObject().Select(property => property.Key));
        Assert.Equal((1, 3), (sim.Requests.Count(request => request.Operation == SimOperation.GraphBatch),
            sim.Requests.Count(request => request is { IsBatched: true, Operation: SimOperation.GraphUser })));
    }

    [Fact]
    public async Task A_batch_has_at_most_twenty_requests()
    {
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        using var client = await new SimClient(sim, Scope).SignInAsync();

        Assert.Equal("BadRequest", (await PostAsync(client, [.. Enumerable.Repeat("/users/x", 21)]))["error"]!["code"]!.ToString());
    }

    [Fact]
    public async Task Who_reaches_a_shared_channel_through_a_team_has_access_and_stands_in_the_list_once_more()
    {
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        using var client = await new SimClient(sim, Scope).SignInAsync();
        var channel = $"v1.0/teams/{sim.Sample.Team.AadGroupId}/channels/{Uri.EscapeDataString(sim.Sample.Shared.Id)}";
        async Task<bool> ReachesAsync(string arguments) => (bool)(await client.GetAsync($"{channel}/doesUserHaveAccess({arguments})")).Json!["value"]!;
        var bram = $"userId='{sim.Sample.Bram.AadObjectId}'";

        Assert.False(await ReachesAsync(bram));
        sim.Sample.Shared.SharedWith.Add(sim.Sample.Team);

        Assert.True(await ReachesAsync(bram));
        Assert.True(await ReachesAsync($"userId='@userId')?userId={sim.Sample.Bram.AadObjectId}&x=("));
        var members = (await client.GetAsync($"{channel}/allMembers")).Json!["value"]!.AsArray();
        Assert.Equal(2, members.Count(member => member!["userId"]!.ToString() == sim.Sample.Anna.AadObjectId));
        Assert.Equal(5, members.Count(member => member!["@microsoft.graph.originalSourceMembershipUrl"] is not null));
    }

    [Fact]
    public async Task Links_lead_where_a_test_says()
    {
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        using var client = await new SimClient(sim, Scope).SignInAsync();
        (sim.Graph.PageSize, sim.Graph.LinksLeadTo) = (1, new Uri("https://graph.example/"));

        var page = (await client.GetAsync($"v1.0/teams/{sim.Sample.Team.AadGroupId}/members")).Json!;

        Assert.StartsWith($"https://graph.example/v1.0/teams/{sim.Sample.Team.AadGroupId}/members?", page["@odata.nextLink"]!.ToString(),
            StringComparison.Ordinal);
    }

    private static async Task<JsonNode> PostAsync(SimClient client, params string[] urls)
    {
        var requests = urls.Select((url, place) => (JsonNode)new JsonObject { ["id"] = $"{place + 1}", ["method"] = "GET", ["url"] = url });
        return (await client.SendAsync(HttpMethod.Post, "v1.0/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) })).Json!;
    }
}
