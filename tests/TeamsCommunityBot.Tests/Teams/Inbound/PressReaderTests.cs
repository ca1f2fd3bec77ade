using System.Text.Json.Nodes;
using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class PressReaderTests
{
    private const string Signed = """{ "act": { "verb": "community.register", "data": { "step": "1" }, "sig": "s" }, "name": "Our community", "count": 3, "on": true, "list": ["x"], "msteams": {} }""";

    [Fact]
    public void An_execute_carries_what_we_offered_and_what_was_filled_in()
    {
        var incoming = Assert.Single(SampleActivity.Execute(Signed).Read());
        var press = incoming.Turn.Press!;
        Assert.Equal("community.register", press.Verb);
        Assert.Equal(new Dictionary<string, string> { ["step"] = "1" }, press.Data);
        Assert.Equal(new Dictionary<string, string> { ["name"] = "Our community", ["count"] = "3", ["on"] = "true" }, press.Answers);
        Assert.False(press.Genuine);
        Assert.Equal(("community.register", "s"), (incoming.Act!.Verb, incoming.Act.Sig));
    }

    [Fact]
    public void A_plain_submit_is_a_message_with_a_value_and_no_text()
    {
        var incoming = Assert.Single(SampleActivity.InChannel("message").With("value", JsonNode.Parse(Signed)).Read());
        Assert.Equal("community.register", incoming.Turn.Press!.Verb);
        Assert.NotNull(incoming.Act);
        Assert.Equal("", incoming.Turn.Text);
    }

    [Fact]
    public void A_message_with_text_and_a_value_is_what_was_said()
    {
        var incoming = Assert.Single(SampleActivity.Message("<at>Community</at> status").With("value", JsonNode.Parse(Signed)).Read());
        Assert.Null(incoming.Turn.Press);
    }

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "act": null }""")]
    [InlineData("""{ "act": "community.register" }""")]
    [InlineData("""{ "act": { "verb": "community.register", "data": {} } }""")]
    [InlineData("""{ "act": { "verb": "community.register", "data": {}, "sig": 1 } }""")]
    [InlineData("""{ "act": { "verb": "community.register", "data": { "step": 1 }, "sig": "s" } }""")]
    [InlineData("""{ "act": { "verb": "community.register", "data": [], "sig": "s" } }""")]
    [InlineData("""{ "act": { "verb": "community.register", "data": {}, "sig": "s", "extra": "x" } }""")]
    [InlineData("""{ "act": { "verb": "community.unregister", "data": {}, "sig": "s" } }""")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void What_is_not_in_the_shape_that_we_sign_is_a_press_that_nobody_vouches_for(string data)
    {
        var incoming = Assert.Single(SampleActivity.Execute(data).Read());
        Assert.Null(incoming.Act);
        Assert.Equal("community.register", incoming.Turn.Press!.Verb);
        Assert.Empty(incoming.Turn.Press.Data);
    }

    [Theory]
    [InlineData("null", "BadRequest")]
    [InlineData("7", "BadRequest")]
    [InlineData("[]", "BadRequest")]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{ "action": 1 }""", "BadRequest")]
    [InlineData("""{ "action": {} }""", "NotSupported")]
    [InlineData("""{ "action": { "type": 1 } }""", "NotSupported")]
    [InlineData("""{ "action": { "type": "Action.Submit" } }""", "NotSupported")]
    public void The_shape_of_a_card_action_is_checked_as_the_SDKs_do(string value, string code)
    {
        var activity = ActivityReader.Read(SampleActivity.InChannel("invoke").With("value", JsonNode.Parse(value)).Utf8())!;
        var refusal = InvokeShape.Check(activity)!;
        Assert.Equal((400, "application/vnd.microsoft.error"), (refusal.StatusCode, refusal.Type));
        Assert.Equal(code, JsonNode.Parse(refusal.ValueJson)!["code"]!.GetValue<string>());
    }

    [Fact]
    public void A_missing_value_is_refused_and_a_whole_one_is_not()
    {
        Assert.NotNull(InvokeShape.Check(ActivityReader.Read(SampleActivity.InChannel("invoke").Utf8())!));
        Assert.Null(InvokeShape.Check(ActivityReader.Read(SampleActivity.Execute("{}").Utf8())!));
    }
}
