using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

public sealed class ConnectorAnswersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, string, int, int> Answers => new()
    {
        { 400, "BadArgument", (int)SendFailure.BadRequest, 1 },
        { 400, "Bad Argument", (int)SendFailure.BadRequest, 1 },
        { 400, "BadSyntax", (int)SendFailure.BadRequest, 1 },
        { 400, "MissingProperty", (int)SendFailure.BadRequest, 1 },
        { 400, "MessageSizeTooBig", (int)SendFailure.TooBig, 1 },
        { 401, "BotNotRegistered", (int)SendFailure.Unauthorised, 2 },
        { 403, "BotNotInConversationRoster", (int)SendFailure.NotInRoster, 1 },
        { 403, "BotDisabledByAdmin", (int)SendFailure.DisabledByAdmin, 1 },
        { 403, "ConversationBlockedByUser", (int)SendFailure.Blocked, 1 },
        { 403, "MessageWritesBlocked", (int)SendFailure.Blocked, 1 },
        { 403, "InvalidBotApiHost", (int)SendFailure.WrongHost, 1 },
        { 403, "NotEnoughPermissions", (int)SendFailure.NotEnoughPermissions, 1 },
        { 403, "SomethingNew", (int)SendFailure.NotEnoughPermissions, 1 },
        { 404, "ConversationNotFound", (int)SendFailure.NotFound, 1 },
        { 404, "ActivityNotFoundInConversation", (int)SendFailure.NotFound, 1 },
        { 412, "PreconditionFailed", (int)SendFailure.Unavailable, 3 },
        { 413, "MessageSizeTooBig", (int)SendFailure.TooBig, 1 },
        { 429, "Throttled", (int)SendFailure.Throttled, 3 },
        { 500, "ServiceError", (int)SendFailure.Unavailable, 1 },
        { 501, "NotImplemented", (int)SendFailure.Unavailable, 1 },
        { 502, "BadGateway", (int)SendFailure.Unavailable, 3 },
        { 503, "ServiceUnavailable", (int)SendFailure.Unavailable, 3 },
        { 504, "GatewayTimeout", (int)SendFailure.Unavailable, 3 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Each_answer_has_its_class_and_only_what_may_pass_is_sent_again(int status, string code, int kind, int requests)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(status, code), new FaultScope(SimOperation.Send));

        var result = await driver.SendAsync(Ct);

        Assert.Equal(new SendResult.Failed((SendFailure)kind, code, Status: status), result);
        Assert.Equal(requests, driver.Count(SimOperation.Send));
        Assert.Empty(driver.Teams.Posts());
    }

    [Theory]
    [InlineData("""{"errorCode":209,"message":"{\"subCode\":\"MessageWritesBlocked\",\"details\":\"x\"}"}""", "MessageWritesBlocked")]
    [InlineData("""{"errorCode":209,"message":"no more words"}""", "209")]
    [InlineData("""{"error":{"code":"Forbidden","message":"{\"subCode\":\"MessageWritesBlocked\"}"}}""", "MessageWritesBlocked")]
    [InlineData("""{"error":{"code":"ConversationBlockedByUser","message":"{ not json"}}""", "ConversationBlockedByUser")]
    public async Task A_block_is_known_in_every_shape(string body, string code)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Body(403, body), new FaultScope(SimOperation.Send));

        Assert.Equal(new SendResult.Failed(SendFailure.Blocked, code, Status: 403), await driver.SendAsync(Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Forbidden</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"error\":\"text\"}")]
    [InlineData("{\"error\":{\"code\":{}}}")]
    [InlineData("{\"error\":{\"code\":\"\\ud800\"}}")]
    [InlineData("{\"error\":{\"code\":\"Evil\\r\\n[ERR] forged line\"}}")]
    public async Task A_body_that_says_nothing_sensible_gives_no_code(string body)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Body(403, body), new FaultScope(SimOperation.Send));

        Assert.Equal(new SendResult.Failed(SendFailure.NotEnoughPermissions, Status: 403), await driver.SendAsync(Ct));
    }

    [Theory]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_passes_is_overcome_within_a_turn(int status)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(2, Fault.Error(status), new FaultScope(SimOperation.Send));

        var sent = Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));

        Assert.Equal(sent.Id, Assert.Single(driver.Teams.Posts()).Id);
        Assert.All(driver.Time.Waits.Zip([0.5, 1.0]), wait => Assert.InRange(wait.First.TotalSeconds, 0, wait.Second));
    }

    [Fact]
    public async Task A_wait_that_the_connector_asks_for_is_kept_to_the_second()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(1, Fault.Error(429, "Throttled", retryAfter: "7"), new FaultScope(SimOperation.Send));

        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));

        Assert.Equal([TimeSpan.FromSeconds(7)], driver.Time.Waits);
    }

    [Fact]
    public async Task A_wait_beyond_the_turn_is_reported_instead()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(429, "Throttled", retryAfter: "11"), new FaultScope(SimOperation.Send));

        var result = await driver.Connector.SendAsync(driver.Thread, Outgoing.Text("Hallo"), driver.Time.GetUtcNow().AddSeconds(10), Ct);

        Assert.Equal(new SendResult.Failed(SendFailure.Throttled, "Throttled", TimeSpan.FromSeconds(11), 429), result);
        Assert.Equal(1, driver.Count(SimOperation.Send));
        Assert.Empty(driver.Time.Waits);
    }

    [Theory]
    [InlineData("1000000000", 3600)]
    [InlineData("99999999999999999999999999", 3600)]
    [InlineData("-5", 1)]
    [InlineData("0", 1)]
    [InlineData("NaN", 1)]
    [InlineData("Infinity", 1)]
    [InlineData("soon", 1)]
    [InlineData("2.5", 2.5)]
    [InlineData("Mon, 23 Nov 2026 09:00:30 GMT", 30)]
    [InlineData("Mon, 23 Nov 2026 08:00:00 GMT", 1)]
    [InlineData("Sat, 23 Nov 2126 09:00:00 GMT", 3600)]
    public async Task Whatever_stands_in_the_header_the_wait_is_from_a_second_to_an_hour(string header, double seconds)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(429, "Throttled", retryAfter: header), new FaultScope(SimOperation.Send));

        var result = await driver.Connector.SendAsync(driver.Thread, Outgoing.Text("Hallo"), driver.Time.GetUtcNow(), Ct);

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<SendResult.Failed>(result).RetryAfter);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_message_left_is_an_unknown_outcome_and_never_repeated()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(1, Fault.ResetAfter(), new FaultScope(SimOperation.Send));

        Assert.Equal(new SendResult.Failed(SendFailure.Unknown), await driver.SendAsync(Ct));

        Assert.Single(driver.Teams.Posts());
        Assert.Equal(1, driver.Count(SimOperation.Send));
    }

    [Fact]
    public async Task Fifteen_seconds_of_silence_are_an_unknown_outcome_too()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var hanging = driver.Teams.Faults.Next(1, Fault.Hang(), new FaultScope(SimOperation.Send));

        var sending = driver.SendAsync(Ct).AsTask();
        while (hanging.Hits == 0) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);
        driver.Time.RunOut();

        Assert.Equal(new SendResult.Failed(SendFailure.Unknown), await sending);
    }

    [Fact]
    public async Task A_connector_that_is_not_there_surely_took_nothing()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        Assert.IsType<SendResult.Sent>(await driver.SendAsync(Ct));
        var thread = driver.Thread;
        await driver.Teams.DisposeAsync();
        // What is left in the pool may break off after the message left; a new connection is refused.
        await driver.Connector.SendAsync(thread, Outgoing.Text("Hallo"), driver.Later, Ct);

        Assert.Equal(new SendResult.Failed(SendFailure.Unavailable), await driver.Connector.SendAsync(thread, Outgoing.Text("Hallo"), driver.Later, Ct));
    }

    [Fact]
    public async Task A_gigabyte_of_answer_is_cut_and_the_message_counts_as_sent()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        await driver.SendAsync(Ct);
        driver.Teams.Faults.Always(Fault.HugeBody(1L << 30), new FaultScope(SimOperation.Send));
        var before = GC.GetTotalAllocatedBytes();

        var result = await driver.SendAsync(Ct);

        Assert.Equal(new SendResult.Sent(null), result);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 << 20);
    }

    [Fact]
    public async Task An_answer_that_drips_is_cut_at_the_limit()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var dripping = driver.Teams.Faults.Always(Fault.SlowDrip(TimeSpan.FromSeconds(1)), new FaultScope(SimOperation.Member));

        var asking = driver.Connector.GetMemberAsync(driver.At(driver.Teams.Sample.Channel.Id), driver.Teams.Sample.Anna.Address, driver.Later, Ct).AsTask();
        while (dripping.Hits == 0) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);
        driver.Time.RunOut();

        var fetched = await asking.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        Assert.Null(fetched.Value);
        Assert.NotNull(fetched.Failure);
    }

    [Fact]
    public async Task A_team_may_have_a_thousand_channels()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var channels = string.Join(',', Enumerable.Range(0, 1_000).Select(n =>
            $$"""{"id":"19:{{n}}{{new string('a', 60)}}@thread.tacv2","name":"Kanaal {{n}}","type":"standard"}"""));
        driver.Teams.Faults.Always(Fault.Body(200, $$"""{"conversations":[{{channels}}]}"""), new FaultScope(SimOperation.TeamChannels));

        var fetched = await driver.Connector.GetTeamChannelsAsync(driver.Thread, driver.Teams.Sample.Team.Id, driver.Later, Ct);

        Assert.Equal(1_000, fetched.Value?.Conversations?.Count);
    }

    [Theory]
    [InlineData(SimOperation.PagedMembers)]
    [InlineData(SimOperation.Member)]
    [InlineData(SimOperation.TeamChannels)]
    public async Task An_answer_without_end_is_no_answer_to_a_question(SimOperation operation)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.HugeBody(1L << 30), new FaultScope(operation));
        var before = GC.GetTotalAllocatedBytes();

        Assert.Equal(new SendResult.Failed(SendFailure.Unavailable, "UnreadableAnswer"), await AskAsync(driver, operation));

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 << 20);
    }

    private static async Task<SendResult.Failed?> AskAsync(OutboundDriver driver, SimOperation operation)
    {
        var at = driver.At(driver.Teams.Sample.Channel.Id);
        return operation switch
        {
            SimOperation.Member => (await driver.Connector.GetMemberAsync(at, driver.Teams.Sample.Anna.Address, driver.Later, Ct)).Failure,
            SimOperation.TeamChannels => (await driver.Connector.GetTeamChannelsAsync(at, driver.Teams.Sample.Team.Id, driver.Later, Ct)).Failure,
            _ => (await driver.Connector.GetPagedMembersAsync(at, 500, driver.Later, Ct).ToListAsync(Ct))[^1].Failure,
        };
    }
}
