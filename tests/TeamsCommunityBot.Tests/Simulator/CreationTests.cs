using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class CreationTests
{
    [Fact]
    public async Task A_chat_with_a_person_is_the_same_each_time_and_tells_no_activity_id()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var anna = sim.Sample.Anna;

        var first = await client.CreateAsync(Chat(anna, anna.Tenant.Id));
        var second = await client.CreateAsync(Chat(anna, anna.Tenant.Id, new JsonObject { ["type"] = "message", ["text"] = "hello" }));

        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.StartsWith("a:", first.Json!["id"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal("hello", Assert.Single(sim.Posts(sim.Org.ChatWith(anna))).Text);
    }

    [Fact]
    public async Task A_channel_thread_carries_its_first_message_in_its_id()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var channel = sim.Sample.Channel;

        var answer = await client.CreateAsync(Thread(channel.Id, new JsonObject { ["type"] = "message", ["text"] = "hello" }));
        var id = answer.Json!["activityId"]!.ToString();
        var reply = await client.PostAsync(answer.Json!["id"]!.ToString(), "more");

        Assert.Equal((201, 201, channel.Thread(id)), (answer.Status, reply.Status, answer.Json!["id"]!.ToString()));
        Assert.Equal(["hello", "more"], sim.Posts(channel.Thread(id)).Select(post => post.Text));
    }

    [Fact]
    public async Task What_Teams_cannot_make_is_bad_syntax()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var (anna, bram) = (sim.Sample.Anna, sim.Sample.Bram);
        var group = Chat(anna, anna.Tenant.Id);
        group["isGroup"] = true;
        var two = Chat(anna, anna.Tenant.Id);
        two["members"]!.AsArray().Add(new JsonObject { ["id"] = bram.Address });
        var byObjectId = Chat(anna, anna.Tenant.Id);
        byObjectId["members"]![0]!["id"] = anna.AadObjectId;

        foreach (var parameters in new[] { group, two, byObjectId, Chat(anna, null), Thread(sim.Sample.Channel.Id, null), [] })
        {
            var answer = await client.CreateAsync(parameters);
            Assert.Equal((400, "BadSyntax"), (answer.Status, answer.Code));
        }
        Assert.Empty(sim.Posts());
    }

    [Fact]
    public async Task Only_somebody_who_has_the_app_can_be_written_to()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var loner = sim.Org.AddPerson(sim.Sample.Tenant, "Lotte Alleen");

        var before = await client.CreateAsync(Chat(loner, loner.Tenant.Id));
        loner.HasAppInstalled = true;
        var after = await client.CreateAsync(Chat(loner, loner.Tenant.Id));
        var abroad = await client.CreateAsync(Chat(sim.Sample.Stranger, sim.Sample.Tenant.Id));

        Assert.Equal((403, "BotNotInConversationRoster"), (before.Status, before.Code));
        Assert.Equal((201, 403), (after.Status, abroad.Status));
    }

    private static JsonObject Chat(SimPerson person, string? tenantId, JsonObject? activity = null)
    {
        var parameters = new JsonObject { ["isGroup"] = false, ["members"] = new JsonArray(new JsonObject { ["id"] = person.Address }) };
        if (tenantId is not null)
            parameters["tenantId"] = tenantId;
        if (activity is not null)
            parameters["activity"] = activity;
        return parameters;
    }

    private static JsonObject Thread(string channelId, JsonObject? activity)
    {
        var parameters = new JsonObject { ["isGroup"] = true, ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channelId } } };
        if (activity is not null)
            parameters["activity"] = activity;
        return parameters;
    }
}
