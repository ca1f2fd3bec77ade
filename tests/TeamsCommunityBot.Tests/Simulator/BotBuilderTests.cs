using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

/// <summary>The simulator judged by code that nobody here wrote: the Bot Framework SDK for JavaScript, authentication included.</summary>
public sealed class BotBuilderTests
{
    [Fact]
    public async Task The_Bot_Framework_SDK_accepts_our_activities_and_every_answer_of_the_connector()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var sim = await SimTeams.StartAsync(new SimOptions { Limits = false }, ct);
        var (team, channel, anna) = (sim.Sample.Team, sim.Sample.Channel, sim.Sample.Anna);
        for (var i = team.Roster.Count; i < 60; i++)
            team.Roster.Add(sim.Org.AddPerson(sim.Sample.Tenant, $"Deelnemer Nummer{i}"));
        var notForTeams = sim.Keys.Add("webchat");
        using var bot = await StartAsync(sim, ct);
        try
        {
            var activity = sim.Activities.Message(channel, anna, "hello");
            var delivery = await sim.DeliverAsync(bot.Endpoint, activity, ct);
            var forged = await sim.DeliverAsync(bot.Endpoint, activity, sim.Tokens.Make(key: sim.Keys.Unpublished("msteams")), ct);
            var webChat = await sim.DeliverAsync(bot.Endpoint, activity, sim.Tokens.Make(key: notForTeams), ct);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (delivery.Status, forged.Status, webChat.Status));
            var posts = sim.Posts(activity["conversation"]!["id"]!.ToString());
            Assert.Equal((2, "updated"), (posts[0].Versions.Count, posts[0].Text));
            Assert.True(posts[1].IsDeleted);
            var got = JsonNode.Parse(posts[^1].Text)!;
            Assert.Equal(posts[0].Id, got["sent"]!.ToString());
            Assert.Equal("[50,10,null]", got["pages"]!.ToJsonString());
            Assert.Equal([anna.Name, anna.AadObjectId, "user"], Texts(got["one"]));
            Assert.Equal([team.Name, team.AadGroupId, "60"], Texts(got["team"]));
            Assert.Equal([null, channel.Name, sim.Sample.Private.Name, sim.Sample.Shared.Name], Texts(got["channels"]));
            var thread = Assert.Single(sim.Posts(channel), post => post.Text == "thread");
            Assert.Equal(channel.Thread(thread.Id), got["thread"]!.ToString());
            Assert.Equal(sim.Org.ChatWith(anna).Id, got["chat"]!.ToString());
            Assert.All(sim.Requests.ToConnector, request => Assert.Equal(SimBearer.Valid, request.Bearer));
        }
        finally
        {
            bot.Process.Kill();
        }
    }

    private static IEnumerable<string?> Texts(JsonNode? array) => array!.AsArray().Select(item => item?.ToString());

    private static async Task<Bot> StartAsync(SimTeams sim, CancellationToken ct)
    {
        await NodeTools.PathAsync("botbuilder/package.json");
        var script = Path.Combine(NodeTools.Folder, "..", "..", "Simulator", "botbuilder.cjs");
        var settings = sim.Settings();
        var process = Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = NodeTools.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["APP_ID"] = settings["Bot:AppId"],
                ["TENANT"] = settings["Bot:TenantId"],
                ["SECRET"] = settings["Bot:ClientSecret"],
                ["AUTHORITY"] = settings["Bot:Authority"],
                ["METADATA"] = settings["Bot:OpenIdMetadata"],
            },
        })!;
        var port = int.Parse((await process.StandardOutput.ReadLineAsync(ct))!, CultureInfo.InvariantCulture);
        return new Bot(process, new Uri($"http://127.0.0.1:{port}/api/messages"));
    }

    private sealed record Bot(Process Process, Uri Endpoint) : IDisposable
    {
        public void Dispose() => Process.Dispose();
    }
}
