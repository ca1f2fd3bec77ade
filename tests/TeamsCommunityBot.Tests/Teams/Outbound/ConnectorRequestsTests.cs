using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

public sealed class ConnectorRequestsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_posted_answered_updated_and_deleted()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var (connector, thread, later) = (driver.Connector, driver.Thread, driver.Later);

        var posted = Assert.IsType<SendResult.Sent>(await connector.SendAsync(thread, Outgoing.Text("één <b>&amp;</b> 🙂"), later, Ct));
        var answer = Assert.IsType<SendResult.Sent>(await connector.ReplyAsync(thread, posted.Id!, Outgoing.Text("twee", posted.Id), later, Ct));
        Assert.Equal(posted.Id, Assert.IsType<SendResult.Sent>(await connector.UpdateAsync(thread, posted.Id!, Outgoing.Text("drie"), later, Ct)).Id);
        Assert.IsType<SendResult.Sent>(await connector.DeleteAsync(thread, answer.Id!, later, Ct));
        Assert.IsType<SendResult.Sent>(await connector.DeleteAsync(thread, answer.Id!, later, Ct));

        var posts = driver.Teams.Posts(thread.ConversationId);
        Assert.Equal(["drie", "twee"], posts.Select(post => post.Text));
        Assert.Equal("één <b>&amp;</b> 🙂", JsonNode.Parse(posts[0].Versions[0].Body)!["text"]!.GetValue<string>());
        Assert.Equal((posted.Id, true), (posts[1].ReplyToId, posts[1].IsDeleted));
    }

    [Fact]
    public async Task A_personal_chat_and_a_thread_are_started()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var (sample, near) = (driver.Teams.Sample, driver.Thread);
        var card = new AdaptiveCard { Lang = "nl", FallbackText = "Kaart.", Body = [new TextBlock("Kaart")] };

        var chat = await driver.Connector.CreateConversationAsync(near, new(Outgoing.PersonalChat(sample.Tenant.Id, sample.Anna.Address)), driver.Later, Ct);
        var again = await driver.Connector.CreateConversationAsync(near, new(Outgoing.PersonalChat(sample.Tenant.Id, sample.Anna.Address)), driver.Later, Ct);
        var thread = await driver.Connector.CreateConversationAsync(
            near, new(Outgoing.ChannelThread(sample.Tenant.Id, sample.Channel.Id, card, "Een kaart.")), driver.Later, Ct);

        Assert.Equal(driver.Teams.Org.ChatWith(sample.Anna).Id, Assert.IsType<SendResult.Sent>(chat).Id);
        Assert.Equal(chat, again);
        Assert.StartsWith($"{sample.Channel.Id};messageid=", Assert.IsType<SendResult.Sent>(thread).Id, StringComparison.Ordinal);
        Assert.Equal("Een kaart.", Assert.Single(driver.Teams.Posts(sample.Channel)).Activity["summary"]!.GetValue<string>());
    }

    [Fact]
    public async Task Members_come_page_by_page()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var sample = driver.Teams.Sample;
        for (var i = 0; i < 120; i++) sample.Team.Roster.Add(driver.Teams.Org.AddPerson(sample.Tenant, $"Testpersoon Nummer{i}"));

        List<string?> ids = [];
        var pages = 0;
        await foreach (var page in driver.Connector.GetPagedMembersAsync(driver.At(sample.Channel.Id), 50, driver.Later, Ct))
        {
            Assert.Null(page.Failure);
            ids.AddRange(page.Value!.Members!.Select(member => member.Id));
            pages++;
        }

        Assert.Equal((125, 125, 3), (ids.Count, ids.Distinct().Count(), pages));
    }

    [Fact]
    public async Task A_failing_page_is_the_last()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(404, "ConversationNotFound"), new FaultScope(SimOperation.PagedMembers));

        List<Fetched<PagedMembers>> pages = [];
        await foreach (var page in driver.Connector.GetPagedMembersAsync(driver.Thread, 50, driver.Later, Ct)) pages.Add(page);

        Assert.Equal(SendFailure.NotFound, Assert.Single(pages).Failure!.Kind);
    }

    [Fact]
    public async Task A_service_that_goes_in_circles_is_left()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Body(200, """{"members":[],"continuationToken":"again"}"""), new FaultScope(SimOperation.PagedMembers));

        var pages = 0;
        await foreach (var _ in driver.Connector.GetPagedMembersAsync(driver.Thread, 50, driver.Later, Ct)) pages++;

        Assert.Equal(2, pages);
    }

    [Fact]
    public async Task The_team_and_its_channels_are_known()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var team = driver.Teams.Sample.Team;

        var details = await driver.Connector.GetTeamAsync(driver.Thread, team.Id, driver.Later, Ct);
        var channels = await driver.Connector.GetTeamChannelsAsync(driver.Thread, team.Id, driver.Later, Ct);

        Assert.Equal((team.Name, team.AadGroupId), (details.Value!.Name, details.Value.AadGroupId));
        Assert.Contains(channels.Value!.Conversations!, channel => channel.Id == team.Id && channel.Name is null);
        Assert.Contains(channels.Value.Conversations!, channel => channel.Name == "AI in de praktijk" && channel.Type == "standard");
    }

    [Theory]
    [InlineData("../../v3/attachments", "..%2F..%2Fv3%2Fattachments")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("%252e%252e%2f", "%25252e%25252e%252f")]
    [InlineData("x\r\nX-Evil: 1\r\n\r\n", "x%0D%0AX-Evil%3A%201%0D%0A%0D%0A")]
    [InlineData("a?b=c#d", "a%3Fb%3Dc%23d")]
    [InlineData("a\\..\\b", "a%5C..%5Cb")]
    [InlineData("...", "...")]
    [InlineData("19:x@thread.tacv2;messageid=1", "19%3Ax%40thread.tacv2%3Bmessageid%3D1")]
    public async Task An_id_is_one_segment_whatever_is_in_it(string id, string segment)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        await driver.Connector.SendAsync(driver.At(id), Outgoing.Text("Hallo"), driver.Later, Ct);
        await driver.Connector.GetMemberAsync(driver.Thread, id, driver.Later, Ct);

        var requests = driver.Teams.Requests.Where(request => request.Operation != SimOperation.Token).ToList();
        Assert.Equal($"/teams/v3/conversations/{segment}/activities", requests[0].Target);
        Assert.EndsWith($"/members/{segment}", requests[1].Target, StringComparison.Ordinal);
        Assert.All(requests, request => Assert.DoesNotContain("X-Evil", request.Headers.Keys));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_no_spelling_makes_a_segment_does_not_leave(string id)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        Assert.Equal(new SendResult.Failed(SendFailure.BadRequest, "IdNotUsable"),
            await driver.Connector.SendAsync(driver.At(id), Outgoing.Text("x"), driver.Later, Ct));

        Assert.Empty(driver.Teams.Requests);
    }

    [Fact]
    public async Task A_stored_address_that_was_altered_gets_neither_message_nor_token()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        await using var evil = await SimTeams.StartAsync(ct: Ct);
        var altered = driver.Thread with { ServiceUrl = evil.ServiceUrl };

        Assert.Equal(new SendResult.Failed(SendFailure.WrongHost, "HostNotTrusted"),
            await driver.Connector.SendAsync(altered, Outgoing.Text("x"), driver.Later, Ct));
        Assert.Equal(SendFailure.WrongHost, (await driver.Connector.GetTeamAsync(altered, "19:x", driver.Later, Ct)).Failure!.Kind);

        Assert.Empty(evil.Requests);
        Assert.Empty(driver.Teams.Requests);
    }

    [Fact]
    public async Task The_edge_itself_refuses_whoever_asks()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var request = new ConnectorRequest(HttpMethod.Get, new Uri("https://evil.example/v3/teams/x"), default, driver.Later);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await driver.Get<ConnectorEdge>().SendAsync(request, Ct));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_the_token_stays(int status)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        await using var evil = await SimTeams.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Redirect(new Uri(evil.BaseUrl, "teams/v3/conversations/x/activities"), status), new FaultScope(SimOperation.Send));

        Assert.Equal(SendFailure.WrongHost, Assert.IsType<SendResult.Failed>(await driver.SendAsync(Ct)).Kind);

        Assert.Empty(evil.Requests);
        Assert.Equal(1, driver.Count(SimOperation.Send));
    }

    [Fact]
    public async Task A_conversation_of_the_government_community_cloud_is_found_there_once()
    {
        using var world = new TwoClouds();
        await using var driver = await OutboundDriver.StartAsync(
            settings: values =>
            {
                values["Bot:ServiceHosts:1"] = "smba.infra.gcc.teams.microsoft.com";
                values["Bot:ServiceHosts:2"] = "smba.trafficmanager.net";
            },
            services: services => services.AddHttpClient(ConnectorEdge.Client).ConfigurePrimaryHttpMessageHandler(() => world),
            ct: Ct);
        var address = new Address(new Uri("https://smba.trafficmanager.net/emea/"), "19:x", "28:bot");

        var sent = Assert.IsType<SendResult.Sent>(await driver.Connector.SendAsync(address, Outgoing.Text("x"), driver.Later, Ct));

        Assert.Equal(new SendResult.Sent("1", new Uri("https://smba.infra.gcc.teams.microsoft.com/teams/")), sent);
        Assert.Equal(["smba.trafficmanager.net/emea", "smba.infra.gcc.teams.microsoft.com/teams"], world.Asked);
    }

    [Fact]
    public async Task Requests_and_retries_are_counted()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        using var meters = new MeterReader(driver.Get<System.Diagnostics.Metrics.IMeterFactory>());
        driver.Teams.Faults.Next(1, Fault.Error(503), new FaultScope(SimOperation.Send));

        await driver.SendAsync(Ct);
        await driver.SendAsync(Ct);

        Assert.Equal(2, meters.Sum("connector.requests", "2xx"));
        Assert.Equal(1, meters.Sum("connector.requests", "5xx"));
        Assert.Equal(1, meters.Sum("connector.retries", null));
    }

    /// <summary>The public cloud, which sends the conversation away, and the other, which has it: hosts that no test can listen on.</summary>
    private sealed class TwoClouds : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var url = request.RequestUri!;
            Asked.Add($"{url.Host}/{url.Segments[1].Trim('/')}");
            return Task.FromResult(url.Host == "smba.trafficmanager.net"
                ? new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden) { Content = new StringContent("""{"error":{"code":"InvalidBotApiHost"}}""") }
                : new HttpResponseMessage(System.Net.HttpStatusCode.Created) { Content = new StringContent("""{"id":"1"}""") });
        }
    }
}
