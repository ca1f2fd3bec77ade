using System.Net;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class ActivityTests
{
    [Fact]
    public async Task A_message_in_a_channel_looks_as_Teams_sends_it()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var channel = sim.Sample.Channel;

        var message = sim.Activities.Message(channel, sim.Sample.Anna, "/status <b> & é");
        var later = sim.Activities.Message(channel, sim.Sample.Anna, "more", thread: message["id"]!.ToString());

        Assert.Equal("<at>Community</at>&nbsp;/status &lt;b&gt; &amp; é\n", message["text"]!.ToString());
        Assert.Equal(channel.Thread(message["id"]!.ToString()), message["conversation"]!["id"]!.ToString());
        Assert.Equal(message["conversation"]!["id"]!.ToString(), later["conversation"]!["id"]!.ToString());
        Assert.NotEqual(message["id"]!.ToString(), later["id"]!.ToString());
        Assert.Equal((sim.Sample.Tenant.Id, sim.Sample.Team.Id, sim.ServiceUrl.AbsoluteUri),
            (message["channelData"]!["tenant"]!["id"]!.ToString(), message["channelData"]!["team"]!["id"]!.ToString(), message["serviceUrl"]!.ToString()));
        Assert.Equal("text/html", message["attachments"]![0]!["contentType"]!.ToString());
        Assert.Equal(["mention", "clientInfo"], message["entities"]!.AsArray().Select(entity => entity!["type"]!.ToString()));
        Assert.Equal(message["recipient"]!["id"]!.ToString(), message["entities"]![0]!["mentioned"]!["id"]!.ToString());
    }

    [Fact]
    public async Task In_a_personal_chat_nobody_is_mentioned()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);

        var message = sim.Activities.Message(sim.Org.ChatWith(sim.Sample.Anna), sim.Sample.Anna, "/status");

        Assert.Equal("/status", message["text"]!.ToString());
        Assert.Equal("personal", message["conversation"]!["conversationType"]!.ToString());
        Assert.Null(message["channelData"]!["team"]);
    }

    [Fact]
    public async Task A_press_sends_back_what_the_card_carries_and_what_was_filled_in()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var thread = sim.Sample.Channel.Thread("1700000000000");
        await client.PostAsync(thread, new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = Card() }),
        });
        var post = Assert.Single(sim.Posts(thread));

        var execute = sim.Activities.Press(post, sim.Sample.Bram, "Opslaan", new Dictionary<string, string> { ["theme"] = "Boten" });
        var submit = sim.Activities.Press(post, sim.Sample.Bram, "community.register", oldClient: true);
        var without = sim.Activities.Press(post, sim.Sample.Bram, "Annuleren");

        Assert.Equal(("invoke", "adaptiveCard/action"), (execute["type"]!.ToString(), execute["name"]!.ToString()));
        Assert.Equal("""{"act":{"sig":"s"},"theme":"Boten","name":"AI","open":"false"}""", execute["value"]!["action"]!["data"]!.ToJsonString());
        Assert.Equal((post.Id, thread), (execute["replyToId"]!.ToString(), execute["conversation"]!["id"]!.ToString()));
        Assert.Equal(("message", "old"), (submit["type"]!.ToString(), submit["value"]!["act"]!["sig"]!.ToString()));
        Assert.False(submit.ContainsKey("text"));
        Assert.Equal("{}", without["value"]!["action"]!["data"]!.ToJsonString());
        Assert.Throws<ArgumentException>(() => sim.Activities.Press(post, sim.Sample.Bram, "Nergens"));
        Assert.Throws<ArgumentException>(() => sim.Activities.Press(post, sim.Sample.Bram, "Meer weten"));
    }

    [Fact]
    public async Task An_installation_is_told_twice_and_names_team_and_channel()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);

        var pair = sim.Activities.Installed(sim.Sample.Channel, sim.Sample.Anna);

        Assert.Equal(["installationUpdate", "conversationUpdate"], pair.Select(activity => activity["type"]!.ToString()));
        Assert.Equal("add", pair[0]["action"]!.ToString());
        Assert.Equal(sim.Activities.BotId, pair[1]["membersAdded"]![0]!["id"]!.ToString());
        Assert.All(pair, activity =>
        {
            Assert.Equal(sim.Sample.Channel.Id, activity["conversation"]!["id"]!.ToString());
            Assert.Equal(sim.Sample.Channel.Id, activity["channelData"]!["settings"]!["selectedChannel"]!["id"]!.ToString());
            Assert.Equal(sim.Sample.Team.AadGroupId, activity["channelData"]!["team"]!["aadGroupId"]!.ToString());
        });
    }

    [Fact]
    public async Task Events_of_a_channel_come_from_General()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var (sample, activities) = (sim.Sample, sim.Activities);

        var renamed = activities.ChannelEvent("channelRenamed", sample.Channel, sample.Anna);
        var joined = activities.ChannelMembersAdded(sample.Private, sample.Anna, sample.Chris);
        var shared = activities.ChannelShared(sample.Shared, sample.Anna, sample.Team);

        Assert.All([renamed, joined, shared], activity => Assert.Equal(sample.Team.Id, activity["conversation"]!["id"]!.ToString()));
        Assert.Equal(("channelRenamed", sample.Channel.Name),
            (renamed["channelData"]!["eventType"]!.ToString(), renamed["channelData"]!["channel"]!["name"]!.ToString()));
        Assert.Equal(("private", sample.Chris.AadObjectId), (joined["channelData"]!["channel"]!["type"]!.ToString(),
            joined["membersAdded"]![0]!["aadObjectId"]!.ToString()));
        Assert.Equal(sample.Team.Id, shared["channelData"]!["sharedWithTeams"]![0]!["id"]!.ToString());
    }

    [Fact]
    public async Task A_delivery_shows_what_the_bot_answered()
    {
        await using var sim = await SimTeams.StartAsync(new SimOptions { RequireBearer = false }, TestContext.Current.CancellationToken);
        await using var other = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var endpoint = new Uri(sim.BaseUrl, SimClient.Activities(sim.Sample.Channel.Id));
        var activity = sim.Activities.Message(sim.Sample.Channel, sim.Sample.Anna, "hé");

        var withDefault = await sim.DeliverAsync(endpoint, activity, TestContext.Current.CancellationToken);
        var without = await sim.DeliverAsync(endpoint, activity, token: null, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (withDefault.Status, without.Status));
        Assert.Equal([SimBearer.Unknown, SimBearer.None], sim.Requests.Select(request => request.Bearer));
        Assert.Contains("<at>Community</at>", sim.Posts()[0].Json, StringComparison.Ordinal);
    }

    private static JsonObject Card() => JsonNode.Parse("""
        {"type":"AdaptiveCard","version":"1.5","body":[
          {"type":"Input.Text","id":"name","value":"AI"},{"type":"Input.Text","id":"theme"},{"type":"Input.Toggle","id":"open","title":"Open"},
          {"type":"ActionSet","actions":[
            {"type":"Action.Execute","title":"Opslaan","verb":"community.register","data":{"act":{"sig":"s"},"theme":"x"},
             "fallback":{"type":"Action.Submit","title":"Opslaan","data":{"act":{"sig":"old"}}}},
            {"type":"Action.Execute","title":"Annuleren","verb":"community.cancel","associatedInputs":"none"},
            {"type":"Action.OpenUrl","title":"Meer weten","url":"https://elders.example"}]}]}
        """)!.AsObject();
}
