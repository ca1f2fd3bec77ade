using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using TeamsCommunityBot.BotBuilder.Support;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.BotBuilder.Simulated;

/// <summary>The simulated Teams judged by a client that nobody here wrote: a bot on the SDK, which makes every call that the simulator offers.</summary>
public sealed class SimulatorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bot_on_the_SDK_lives_a_whole_story_on_the_simulator()
    {
        await using var sim = await SimTeams.StartAsync(new SimOptions { Limits = false }, Ct);
        var (team, channel, anna) = (sim.Sample.Team, sim.Sample.Channel, sim.Sample.Anna);
        for (var i = team.Roster.Count; i < 120; i++) team.Roster.Add(sim.Org.AddPerson(sim.Sample.Tenant, $"Deelnemer Nummer{i}"));
        var bot = new Everything(sim);
        await using var host = await StartAsync(sim, bot);

        var message = sim.Activities.Message(channel, anna, "alles");
        Assert.Equal(HttpStatusCode.OK, (await sim.DeliverAsync(new Uri(new Uri(host.Urls.First()), "/api/messages"), message, Ct)).Status);

        var posts = sim.Posts(message["conversation"]!["id"]!.ToString());
        Assert.Equal((2, "updated"), (posts[0].Versions.Count, posts[0].Text));
        Assert.True(posts[1].IsDeleted);
        Assert.Equal(["50", "50", "20"], bot.Seen["pages"]);
        Assert.Equal(120, bot.Seen["members"].Distinct().Count());
        Assert.Equal([anna.Name, anna.AadObjectId, anna.UserPrincipalName, "user"], bot.Seen["one"]);
        Assert.Equal([team.Name, team.AadGroupId, "120"], bot.Seen["team"]);
        Assert.Equal(["", channel.Name, sim.Sample.Private.Name, sim.Sample.Shared.Name], bot.Seen["channels"]);
        Assert.Equal([channel.Thread(Assert.Single(sim.Posts(channel), post => post.Text == "thread").Id)], bot.Seen["thread"]);
        Assert.Equal(["hello"], sim.Posts(sim.Org.ChatWith(anna)).Select(post => post.Text));
        Assert.Equal(["TooManyRequests", "7"], bot.Seen["throttled"]);
        Assert.Equal(["BadGateway"], bot.Seen["unreachable"]);
        Assert.Equal(["NotFound"], bot.Seen["nobody"]);
        Assert.Equal("after all", posts[^1].Text);
        Assert.All(sim.Requests.ToConnector, request => Assert.Equal(SimBearer.Valid, request.Bearer));
    }

    private static async Task<WebApplication> StartAsync(SimTeams sim, IBot bot)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var adapter = Sdk.Adapter(sim);
        app.Run(context => adapter.ProcessAsync(context.Request, context.Response, bot, context.RequestAborted));
        await app.StartAsync(Ct);
        return app;
    }

    private sealed class Everything(SimTeams sim) : TeamsActivityHandler
    {
        public Dictionary<string, IReadOnlyList<string>> Seen { get; } = [];

        protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
        {
            await PostAsync(turnContext, cancellationToken);
            await AskAsync(turnContext, cancellationToken);
            await OpenAsync(turnContext, cancellationToken);
            Seen["throttled"] = await RefusedAsync(turnContext, Fault.Error(429, "Throttled", retryAfter: "7"));
            Seen["unreachable"] = await RefusedAsync(turnContext, Fault.Error(502));
            Seen["nobody"] = await FailureAsync(() => TeamsInfo.GetMemberAsync(turnContext, "29:nobody", cancellationToken));
            await turnContext.SendActivityAsync("after all", cancellationToken: cancellationToken);
        }

        private static async Task PostAsync(ITurnContext turn, CancellationToken ct)
        {
            var sent = await turn.SendActivityAsync("sent", cancellationToken: ct);
            await turn.UpdateActivityAsync(new Activity("message", sent.Id) { Text = "updated" }, ct);
            await turn.DeleteActivityAsync((await turn.SendActivityAsync("passing", cancellationToken: ct)).Id, ct);
        }

        private async Task AskAsync(ITurnContext turn, CancellationToken ct)
        {
            var (pages, members, next) = (new List<string>(), new List<string>(), default(string));
            do
            {
                var page = await TeamsInfo.GetPagedMembersAsync(turn, 50, next, ct);
                pages.Add($"{page.Members.Count}");
                members.AddRange(page.Members.Select(member => member.AadObjectId));
                next = page.ContinuationToken;
            }
            while (next is not null);
            (Seen["pages"], Seen["members"]) = (pages, members);
            var one = await TeamsInfo.GetMemberAsync(turn, turn.Activity.From.Id, ct);
            Seen["one"] = [one.Name, one.AadObjectId, one.UserPrincipalName, one.UserRole];
            var team = await TeamsInfo.GetTeamDetailsAsync(turn, cancellationToken: ct);
            Seen["team"] = [team.Name, team.AadGroupId, $"{team.MemberCount}"];
            Seen["channels"] = [.. (await TeamsInfo.GetTeamChannelsAsync(turn, cancellationToken: ct)).Select(channel => channel.Name ?? "")];
        }

        private async Task OpenAsync(ITurnContext turn, CancellationToken ct)
        {
            var (thread, _) = await TeamsInfo.SendMessageToTeamsChannelAsync(turn, MessageFactory.Text("thread"), sim.Sample.Channel.Id, sim.Options.AppId, ct);
            Seen["thread"] = [thread.Conversation.Id];
            var (bot, person) = (turn.Activity.Recipient, new ChannelAccount(turn.Activity.From.Id));
            var chat = new ConversationParameters(isGroup: false, bot: bot, members: [person], tenantId: sim.Sample.Tenant.Id);
            BotCallbackHandler greet = async (inChat, inner) => await inChat.SendActivityAsync("hello", cancellationToken: inner);
            await ((CloudAdapter)turn.Adapter).CreateConversationAsync(
                sim.Options.AppId, "msteams", turn.Activity.ServiceUrl, SimTokens.Issuer, chat, greet, ct);
        }

        private async Task<IReadOnlyList<string>> RefusedAsync(ITurnContext turn, Fault fault)
        {
            using var rule = sim.Faults.Always(fault, new FaultScope(SimOperation.Reply));
            return await FailureAsync(() => turn.SendActivityAsync("refused"));
        }

        /// <summary>The status that the SDK hands on, and how long it was asked to wait.</summary>
        private static async Task<IReadOnlyList<string>> FailureAsync(Func<Task> call)
        {
            var refusal = await Assert.ThrowsAsync<ErrorResponseException>(call);
            return [$"{refusal.Response.StatusCode}", .. refusal.Response.Headers.TryGetValue("Retry-After", out var wait) ? wait : []];
        }
    }
}
