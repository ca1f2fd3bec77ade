using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

/// <summary>The messages of a channel, as the simulated Graph tells them: what was really posted through its connector.</summary>
public sealed class GraphMessagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Threads_come_newest_first_in_pages_and_without_their_replies()
    {
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        var ids = await PostAsync(sim, 3);
        using (var bot = await new SimClient(sim).SignInAsync())
            await bot.PostAsync(sim.Sample.Channel.Thread(ids[0]), "Een antwoord.");
        using var client = await Graph(sim);

        var first = await client.GetAsync($"{PathOf(sim)}?$top=2");
        var second = await client.GetAsync(new Uri(first.Json!["@odata.nextLink"]!.ToString()).PathAndQuery.TrimStart('/'));

        Assert.Equal([ids[2], ids[1], ids[0], "1600000000000"], first.Json!["value"]!.AsArray().Concat(second.Json!["value"]!.AsArray())
            .Select(message => message!["id"]!.ToString()));
        Assert.Null(second.Json!["@odata.nextLink"]);
        Assert.Equal(400, (await client.GetAsync($"{PathOf(sim)}?$top=51")).Status);
    }

    [Fact]
    public async Task A_card_stands_in_an_attachment_as_text()
    {
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        await PostAsync(sim, 1);
        using var client = await Graph(sim);

        var message = (await client.GetAsync(PathOf(sim))).Json!["value"]![0]!;

        Assert.Equal(sim.Options.AppId, message["from"]!["application"]!["id"]!.ToString());
        var attachment = Assert.Single(message["attachments"]!.AsArray())!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment["contentType"]!.ToString());
        Assert.Equal("Nummer 1", JsonNode.Parse(attachment["content"]!.GetValue<string>())!["body"]![0]!["text"]!.ToString());
    }

    [Fact]
    public async Task Without_consent_nobody_reads_and_what_was_just_posted_may_not_be_seen_yet()
    {
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        await PostAsync(sim, 1);
        using var client = await Graph(sim);

        sim.Graph.MessagesVisibleAfter = TimeSpan.FromHours(1);
        Assert.Equal("systemEventMessage", Assert.Single((await client.GetAsync(PathOf(sim))).Json!["value"]!.AsArray())!["messageType"]!.ToString());
        sim.Graph.Permissions.Remove("ChannelMessage.Read.Group");
        Assert.Equal(403, (await client.GetAsync(PathOf(sim))).Status);
    }

    private static Task<SimClient> Graph(SimTeams sim) => new SimClient(sim, "https://graph.microsoft.com/.default").SignInAsync();

    private static string PathOf(SimTeams sim) => $"v1.0/teams/{sim.Sample.Team.AadGroupId}/channels/{Uri.EscapeDataString(sim.Sample.Channel.Id)}/messages";

    private static async Task<List<string>> PostAsync(SimTeams sim, int count)
    {
        using var bot = await new SimClient(sim).SignInAsync();
        var ids = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            var card = new JsonObject
            {
                ["type"] = "AdaptiveCard",
                ["version"] = "1.5",
                ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = $"Nummer {number}" })
            };
            var activity = new JsonObject
            {
                ["type"] = "message",
                ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card })
            };
            var channel = new JsonObject { ["channel"] = new JsonObject { ["id"] = sim.Sample.Channel.Id } };
            ids.Add((await bot.CreateAsync(new JsonObject
            {
                ["isGroup"] = true,
                ["channelData"] = channel,
                ["activity"] = activity
            })).Json!["activityId"]!.ToString());
        }
        return ids;
    }
}
