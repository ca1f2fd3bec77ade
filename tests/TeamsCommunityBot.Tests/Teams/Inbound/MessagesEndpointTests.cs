using System.Net;
using System.Text.Json.Nodes;
using Moq;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class MessagesEndpointTests : IAsyncLifetime
{
    private static readonly InvokeAnswer Said = new(200, "application/vnd.microsoft.activity.message", "\"Done.\"");

    private InboundHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await InboundHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_becomes_a_turn_and_is_answered_with_an_empty_200()
    {
        var answer = await _host.DeliverAsync(_host.Message("/community status"));
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
        Assert.Equal("/community status", Assert.Single(_host.Turns).Text);
        _host.Sender.Verify(s => s.DeliverAsync(It.IsAny<Turn>(), new ReplyTarget(false, null), It.IsAny<TurnResult>(), It.IsAny<CancellationToken>()),
            Times.Once);
    }

    [Fact]
    public async Task An_invoke_is_answered_with_the_body_that_the_sender_makes()
    {
        _host.Sender.Setup(s => s.DeliverAsync(It.IsAny<Turn>(), new ReplyTarget(true, "card"), It.IsAny<TurnResult>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(Said);
        var answer = await _host.DeliverAsync(Press());
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Done."}""", answer.Body);
    }

    [Fact]
    public async Task A_press_is_genuine_only_if_the_signer_says_so()
    {
        await _host.DeliverAsync(Press());
        _host.TrustEveryCard();
        await _host.DeliverAsync(Press());
        Assert.Equal([false, true], _host.Turns.Select(t => t.Press!.Genuine));
        _host.Signer.Verify(s => s.VerifyAsync(It.IsAny<SignedAct>(), _host.Sim.Sample.Tenant.Id, _host.Sim.Sample.Channel.Id, It.IsAny<CancellationToken>()));
    }

    [Theory]
    [InlineData("task/fetch")]
    [InlineData("composeExtension/query")]
    [InlineData(null)]
    public async Task An_invoke_that_we_do_not_know_is_501(string? name)
    {
        var answer = await _host.DeliverAsync(_host.Sim.Activities.Invoke(_host.Sim.Sample.Channel, _host.Sim.Sample.Anna, name, new JsonObject()));
        Assert.Equal((HttpStatusCode.NotImplemented, ""), (answer.Status, answer.Body));
        Assert.Empty(_host.Turns);
    }

    [Fact]
    public async Task A_press_that_no_route_answers_is_501()
    {
        _host.Router = (_, _) => ValueTask.FromResult(new TurnResult(TurnOutcome.Unknown, Reply.None, "en"));
        Assert.Equal(HttpStatusCode.NotImplemented, (await _host.DeliverAsync(Press())).Status);
    }

    [Fact]
    public async Task A_card_action_of_the_wrong_shape_is_400_with_the_error_of_the_SDKs()
    {
        var press = Press();
        press["value"]!["action"]!["type"] = "Action.Submit";
        var answer = await _host.DeliverAsync(press);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("NotSupported", answer.Json!["value"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_duplicate_message_is_answered_and_nothing_is_sent()
    {
        _host.Router = (_, _) => ValueTask.FromResult(new TurnResult(TurnOutcome.Duplicate, Reply.None, "en"));
        Assert.Equal(HttpStatusCode.OK, (await _host.DeliverAsync(_host.Message())).Status);
        _host.Sender.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_503_with_a_time_to_come_back()
    {
        _host.Router = (_, _) => throw new StorageUnavailableException("down");
        var answer = await _host.DeliverAsync(_host.Message());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task An_id_that_no_key_holds_is_the_senders_fault()
    {
        _host.Router = (_, _) => throw new StorageLimitException("too long");
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.DeliverAsync(_host.Message())).Status);
    }

    [Fact]
    public async Task A_turn_that_fails_before_its_claim_is_500_and_tells_nothing()
    {
        _host.Router = (_, _) => throw new InvalidOperationException("secret");
        var answer = await _host.DeliverAsync(_host.Message());
        Assert.Equal((HttpStatusCode.InternalServerError, ""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_reply_that_cannot_be_delivered_is_no_reason_to_send_the_message_again()
    {
        _host.Sender.Setup(s => s.DeliverAsync(It.IsAny<Turn>(), It.IsAny<ReplyTarget>(), It.IsAny<TurnResult>(),
            It.IsAny<CancellationToken>())).ThrowsAsync(new HttpRequestException("down"));
        Assert.Equal(HttpStatusCode.OK, (await _host.DeliverAsync(_host.Message())).Status);
        var press = await _host.DeliverAsync(Press());
        Assert.Equal((HttpStatusCode.OK, 500), (press.Status, press.Json!["statusCode"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Each_thing_that_an_activity_tells_is_a_turn()
    {
        var activity = SampleActivity.Event("teamMemberAdded")
            .With("membersAdded", new JsonArray(new JsonObject { ["id"] = "29:new" }))
            .With("membersRemoved", new JsonArray(new JsonObject { ["id"] = "29:old" }))
            .With("serviceUrl", _host.Sim.ServiceUrl.AbsoluteUri);
        activity["conversation"]!["tenantId"] = _host.Sim.Sample.Tenant.Id;
        activity["channelData"]!["tenant"]!["id"] = _host.Sim.Sample.Tenant.Id;
        Assert.Equal(HttpStatusCode.OK, (await _host.DeliverAsync(activity)).Status);
        Assert.Equal([HappeningKind.MembersAdded, HappeningKind.MembersRemoved], _host.Turns.Select(t => t.Happening!.Kind));
    }

    private JsonObject Press() => _host.Sim.Activities.Invoke(
        _host.Sim.Sample.Channel, _host.Sim.Sample.Anna, InvokeShape.CardAction,
        JsonNode.Parse("""{ "action": { "type": "Action.Execute", "verb": "v", "data": { "act": { "verb": "v", "data": {}, "sig": "s" } } }, "trigger": "manual" }"""),
        replyToId: "card");
}
