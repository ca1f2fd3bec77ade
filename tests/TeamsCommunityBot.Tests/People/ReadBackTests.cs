using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Tests.Schedule;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.People;

/// <summary>Whether a post stands in its channel, through Graph over the wire; where nobody tells, that is the answer, and never an exception.</summary>
public sealed class ReadBackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_posted_is_found_again_and_what_was_not_is_absent()
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        var channel = driver.Teams.Sample.Channel;
        await SendAsync(driver, PostIn(driver, channel, "another"));
        Assert.IsType<Reading.Absent>(await ReadAsync(driver, PostIn(driver, channel)));

        await SendAsync(driver, PostIn(driver, channel));
        await SendAsync(driver, PostIn(driver, channel, "a third"));

        var found = Assert.IsType<Reading.Stands>(await ReadAsync(driver, PostIn(driver, channel)));
        var post = driver.Teams.Posts(channel)[1];
        Assert.Equal((post.Id, post.ConversationId), (found.ActivityId, found.Where.ConversationId));
        Assert.IsType<Reading.Absent>(await ReadAsync(driver, PostIn(driver, driver.Teams.Sample.Team.General)));
    }

    [Fact]
    public async Task It_is_found_page_by_page_and_no_further_than_where_it_can_be()
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        var channel = driver.Teams.Sample.Channel;
        driver.Teams.Graph.PageSize = 2;
        await SendAsync(driver, PostIn(driver, channel));
        for (var i = 0; i < 6; i++) await SendAsync(driver, PostIn(driver, channel, $"later {i}"));

        Assert.IsType<Reading.Stands>(await ReadAsync(driver, PostIn(driver, channel)));
        Assert.Equal(4, driver.Count(SimOperation.GraphChannelMessages));
        // All that stands there is far older than this one.
        var muchLater = TimeProvider.System.GetUtcNow().AddHours(1);
        Assert.IsType<Reading.Absent>(await driver.Get<IReadBack>().ReadAsync(driver.Teams.Sample.Tenant.Id, PostIn(driver, channel, "missing"), muchLater,
            Ct));
        Assert.Equal(5, driver.Count(SimOperation.GraphChannelMessages));
    }

    [Fact]
    public async Task A_card_that_was_shown_anew_since_is_known_by_the_mark_that_it_brings()
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        var channel = driver.Teams.Sample.Channel;
        var card = SampleScript.Card("Dag.");
        var post = PostIn(driver, channel) with { Card = card with { Body = [card.Body[0] with { Id = "post-week-48" }] } };
        await SendAsync(driver, post);
        await driver.Connector.UpdateAsync(driver.At(channel.Id), driver.Teams.Posts(channel)[0].Id,
            Outgoing.Card(post.Card with { FallbackText = "Met antwoorden." }, "Dag."), driver.Later, Ct);

        Assert.IsType<Reading.Stands>(await ReadAsync(driver, post));
    }

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(1, false, true)]
    public async Task Without_level_or_consent_nobody_tells(int level, bool hasConsent, bool lacksConsent)
    {
        await using var driver = await PeopleDriver.StartAsync(level, Ct);
        if (!hasConsent) driver.Teams.Graph.Permissions.Remove("ChannelMessage.Read.Group");
        await SendAsync(driver, PostIn(driver, driver.Teams.Sample.Channel));

        Assert.Equal(new Reading.Unreadable(lacksConsent), await ReadAsync(driver, PostIn(driver, driver.Teams.Sample.Channel)));
        Assert.Equal(level, driver.Count(SimOperation.GraphChannelMessages));
    }

    [Fact]
    public async Task A_personal_chat_another_tenant_and_a_team_that_nobody_knows_cannot_be_read()
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        var channel = driver.Teams.Sample.Channel;
        var here = driver.At(channel.Id);
        var post = PostIn(driver, channel);

        Assert.IsType<Reading.Unreadable>(await ReadAsync(driver, post with { To = new Destination.ToPerson(here, driver.Teams.Sample.Bram.Person()) }));
        Assert.IsType<Reading.Unreadable>(await driver.Get<IReadBack>().ReadAsync("another-tenant", post, default, Ct));
        Assert.IsType<Reading.Unreadable>(await ReadAsync(driver, post with { To = new Destination.ToChannel(here) }));
        Assert.IsType<Reading.Unreadable>(await ReadAsync(driver, post with { To = new Destination.ToChannel(here, TeamId: "19:unknown@thread.tacv2") }));
        Assert.Equal(0, driver.Count(SimOperation.GraphChannelMessages));
        // Asked under a group that is not the channel's, Graph does not find it.
        Assert.IsType<Reading.Unreadable>(await ReadAsync(driver,
            post with { To = new Destination.ToChannel(here, TeamId: channel.Team.Id, TeamGroupId: Guid.NewGuid().ToString()) }));
    }

    [Theory]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("reset")]
    [InlineData("redirect")]
    [InlineData("huge")]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":[]}""")]
    [InlineData("""{"value":"none"}""")]
    [InlineData("""{"value":[null, 5, "x"]}""")]
    [InlineData("""{"value":[{}]}""")]
    [InlineData("""{"value":[{"id":7,"createdDateTime":"yesterday","attachments":"x"}]}""")]
    public async Task An_outage_or_nonsense_is_no_answer(string kind)
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        await SendAsync(driver, PostIn(driver, driver.Teams.Sample.Channel));
        driver.Teams.Faults.Always(
            kind switch
            {
                "429" => Fault.Error(429, "TooManyRequests", "30"),
                "500" => Fault.Error(500),
                "reset" => Fault.ResetAfter(),
                "redirect" => Fault.Redirect(new Uri(driver.Teams.BaseUrl, "v1.0/elsewhere")),
                "huge" => Fault.HugeBody(9 << 20),
                _ => Fault.Body(200, kind),
            },
            new FaultScope(SimOperation.GraphChannelMessages));

        Assert.Equal(new Reading.Unreadable(), await ReadAsync(driver, PostIn(driver, driver.Teams.Sample.Channel)));
    }

    [Fact]
    public async Task A_link_to_another_host_is_not_followed_and_the_token_stays_here()
    {
        await using var elsewhere = await SimTeams.StartAsync(ct: Ct);
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        (driver.Teams.Graph.PageSize, driver.Teams.Graph.LinksLeadTo) = (1, elsewhere.BaseUrl);
        await SendAsync(driver, PostIn(driver, driver.Teams.Sample.Channel));
        await SendAsync(driver, PostIn(driver, driver.Teams.Sample.Channel, "later"));

        Assert.Equal(new Reading.Unreadable(), await ReadAsync(driver, PostIn(driver, driver.Teams.Sample.Channel)));
        Assert.Equal(0, elsewhere.Requests.Count(_ => true));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1_000, 20)]
    public async Task Pages_that_go_in_circles_or_never_end_are_cut_off(int links, int asked)
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        var place = $"{driver.Teams.BaseUrl}v1.0/teams/{driver.Teams.Sample.Team.AadGroupId}/channels/{driver.Teams.Sample.Channel.Id}/messages";
        for (var i = 0; i < asked + 1; i++) driver.Teams.Faults.Next(1,
            Fault.Body(200, $$"""{"value":[],"@odata.nextLink":"{{place}}?$skiptoken={{i % links}}"}"""), new FaultScope(SimOperation.GraphChannelMessages));

        Assert.Equal(new Reading.Unreadable(), await ReadAsync(driver, PostIn(driver, driver.Teams.Sample.Channel)));
        Assert.Equal(asked, driver.Count(SimOperation.GraphChannelMessages));
    }

    [Theory]
    [InlineData(""" "from":{"user":{"id":"11111111-1111-4111-8111-111111111111"}} """, false)]
    [InlineData(""" "from":{"application":{"id":"another-app"}} """, false)]
    [InlineData(""" "from":null """, true)]
    public async Task What_somebody_else_posted_with_our_mark_is_not_ours(string from, bool isOurs)
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        var post = PostIn(driver, driver.Teams.Sample.Channel);
        var message = $$"""{"id":"1","createdDateTime":"2026-11-23T09:00:00Z",{{from}},"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":"{\"body\":[{\"id\":\"{{post.Mark}}\"}]}"}]}""";
        driver.Teams.Faults.Always(Fault.Body(200, $$"""{"value":[{{message}}]}"""), new FaultScope(SimOperation.GraphChannelMessages));

        Assert.Equal(isOurs, await ReadAsync(driver, post) is Reading.Stands);
    }

    [Fact]
    public async Task Whether_a_channel_can_be_read_is_told()
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        var community = driver.In(driver.Teams.Sample.Channel);
        Assert.Null(await driver.Presence().TryMessagesAsync(community, Ct));
        driver.Teams.Graph.Permissions.Remove("ChannelMessage.Read.Group");
        Assert.Equal(PeopleTrouble.NoConsent, await driver.Presence().TryMessagesAsync(community, Ct));
    }

    private static Post PostIn(OutboundDriver driver, SimChannel channel, string id = "the one") =>
        new(id, new Destination.ToChannel(driver.At(channel.Id), TeamId: channel.Team.Id), SampleScript.Card("Dag."), "Dag.");

    private static async Task SendAsync(OutboundDriver driver, Post post) =>
        Assert.IsType<PostAttempt.Final>(await driver.Get<IPostSender>().SendAsync(driver.Teams.Sample.Tenant.Id, post, () => { }, Ct));

    /// <summary>The simulator runs on the real clock.</summary>
    private static ValueTask<Reading> ReadAsync(OutboundDriver driver, Post post) =>
        driver.Get<IReadBack>().ReadAsync(driver.Teams.Sample.Tenant.Id, post, TimeProvider.System.GetUtcNow(), Ct);
}
