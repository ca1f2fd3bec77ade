using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.People;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>What becomes of a post for each answer of the connector, over the wire, on a clock whose waits are over at once.</summary>
public sealed class AnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Status, code, how often it is sent, and what the job hears.</summary>
    public static TheoryData<int, string, int, string> Answers => new()
    {
        { 400, "BadArgument", 1, "Failed" },
        { 400, "BadSyntax", 1, "Failed" },
        { 401, "BotNotRegistered", 2, "Failed" },
        { 403, "BotNotInConversationRoster", 1, "NotReachable" },
        { 403, "BotDisabledByAdmin", 1, "NotReachable" },
        { 403, "ConversationBlockedByUser", 1, "NotReachable" },
        { 403, "MessageWritesBlocked", 1, "WritesBlocked" },
        { 403, "InvalidBotApiHost", 1, "Failed" },
        { 403, "NotEnoughPermissions", 1, "Failed" },
        { 404, "ConversationNotFound", 1, "Gone" },
        { 404, "ActivityNotFoundInConversation", 1, "Gone" },
        { 412, "PreconditionFailed", 5, "Failed" },
        { 413, "MessageSizeTooBig", 1, "TooLarge" },
        { 429, "Throttled", 5, "Failed" },
        { 500, "ServiceError", 1, "Failed" },
        { 502, "BadGateway", 5, "Failed" },
        { 503, "ServiceUnavailable", 5, "Failed" },
        { 504, "GatewayTimeout", 5, "Failed" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Only_what_may_pass_is_sent_again_and_each_end_has_its_class(int status, string code, int requests, string why)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(status, code), new FaultScope(SimOperation.CreateConversation));

        var done = Assert.IsType<SendOutcome.Done>(await DeliverAsync(driver, driver.Teams.Sample.Channel));

        var refused = Assert.IsType<PostResult.Refused>(done.Result);
        Assert.Equal((why, code, requests), (refused.Why.ToString(), refused.Code, driver.Count(SimOperation.CreateConversation)));
        Assert.Empty(driver.Teams.Posts());
    }

    [Fact]
    public async Task Who_was_throttled_is_silent_for_as_long_as_asked_and_then_arrives()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(1, Fault.Error(429, "Throttled", "7"), new FaultScope(SimOperation.CreateConversation));

        await DeliverAsync(driver, driver.Teams.Sample.Channel);

        Assert.Single(driver.Teams.Posts());
        Assert.InRange(driver.Time.Waits.Sum(wait => wait.TotalSeconds), 7, 7.1);
    }

    [Theory]
    [InlineData("1000000000", 3600)]
    [InlineData("-5", 1)]
    [InlineData("NaN", 1)]
    public async Task A_nonsensical_wait_is_cut_to_what_one_can_live_with(string header, int seconds)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(1, Fault.Error(429, "Throttled", header), new FaultScope(SimOperation.CreateConversation));

        await DeliverAsync(driver, driver.Teams.Sample.Channel);

        Assert.Single(driver.Teams.Posts());
        Assert.InRange(driver.Time.Waits.Sum(wait => wait.TotalSeconds), seconds, seconds + 0.1);
    }

    [Theory]
    [InlineData(AmbiguousPost.Resend, 2)]
    [InlineData(AmbiguousPost.Skip, 1)]
    public async Task A_connection_that_breaks_after_the_message_left_is_settled_by_the_setting_and_counted(AmbiguousPost setting, int posts)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Next(1, Fault.ResetAfter(), new FaultScope(SimOperation.CreateConversation));

        var delivery = await DeliverAsync(driver, driver.Teams.Sample.Channel, setting);

        Assert.Equal(posts, driver.Teams.Posts().Count);
        Assert.Equal(setting == AmbiguousPost.Skip, delivery is SendOutcome.Unsure);
    }

    [Theory]
    [InlineData(AmbiguousPost.Resend, true)]
    [InlineData(AmbiguousPost.Resend, false)]
    [InlineData(AmbiguousPost.Skip, true)]
    [InlineData(AmbiguousPost.Skip, false)]
    public async Task Where_the_channel_can_be_read_back_it_tells_and_the_setting_does_not_matter(AmbiguousPost setting, bool hasArrived)
    {
        await using var driver = await PeopleDriver.StartAsync(level: 1, Ct);
        driver.Teams.Faults.Next(1, hasArrived ? Fault.ResetAfter() : Fault.ResetBefore(), new FaultScope(SimOperation.CreateConversation));

        var done = Assert.IsType<SendOutcome.Done>(await DeliverAsync(driver, driver.Teams.Sample.Channel, setting));

        var post = Assert.Single(driver.Teams.Posts());
        var sent = Assert.IsType<PostResult.Sent>(done.Result);
        Assert.Equal((post.Id, post.ConversationId), (sent.ActivityId, sent.Where.ConversationId));
        Assert.Equal(hasArrived ? 1 : 2, driver.Count(SimOperation.CreateConversation));
        // Missing at once means nothing yet; missing half a minute later does.
        Assert.Equal(hasArrived ? 1 : 2, driver.Count(SimOperation.GraphChannelMessages));
    }

    private static Task<SendOutcome> DeliverAsync(OutboundDriver driver, SimChannel channel, AmbiguousPost setting = AmbiguousPost.Resend)
    {
        var meter = new ScheduleMeter(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        var options = Options.Create(new ScheduleOptions { Ambiguous = setting });
        var index = new DueIndex(driver.Get<ITable>(), driver.Time, options, NullLogger<DueIndex>.Instance);
        var alarms = new Alarms(Routes.Alarms, new Agenda(driver.Get<ITable>(), index, driver.Time, options, new DueSignal(driver.Time)), driver.Time);
        var waits = new ClockWaits(driver.Time);
        var doubtful = new DoubtfulPosts(driver.Get<IReadBack>(), alarms, waits, meter, options, driver.Time);
        var courier = new Courier(driver.Get<IPostSender>(), doubtful, driver.Get<TenantPaces>(), meter, waits, driver.Get<Random>(), driver.Time);
        var post = new Post("one", new Destination.ToChannel(driver.At(channel.Id), TeamId: channel.Team.Id), SampleScript.Card("Dag."), "Dag.");
        return courier.DeliverAsync(driver.Teams.Sample.Tenant.Id, post, watch: null, Ct, Ct);
    }
}
