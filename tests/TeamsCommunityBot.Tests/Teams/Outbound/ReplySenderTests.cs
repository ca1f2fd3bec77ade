using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

public sealed class ReplySenderTests
{
    private static readonly ReplyTarget AsMessage = new(IsInvoke: false, ReplyToId: null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_for_a_command_is_one_message_in_its_thread()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        Assert.Null(await DeliverAsync(driver, Said(driver), AsMessage, new Reply.Card(Card("Stand"), "De stand.")));

        var post = Assert.Single(driver.Teams.Posts(driver.Thread.ConversationId));
        Assert.Equal(["type", "summary", "replyToId", "attachments"], post.Activity.Select(member => member.Key));
        Assert.Equal(("message", "De stand.", "1700000000001"), (post.Activity["type"]!.ToString(), post.Activity["summary"]!.ToString(), post.ReplyToId));
        Assert.Equal("Stand", post.Card!["body"]![0]!["text"]!.ToString());
        Assert.True(await IsGenuineAsync(driver, post.Card["actions"]![0]!["data"]!));
        Assert.Equal("Action.Submit", post.Card["actions"]![0]!["fallback"]!["type"]!.ToString());
    }

    [Fact]
    public async Task A_text_for_a_command_is_plain_and_literal()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        Assert.Null(await DeliverAsync(driver, Said(driver), AsMessage, new Reply.Text("<at>iedereen</at> **vet** & [x](https://example.org)")));

        var activity = Assert.Single(driver.Teams.Posts()).Activity;
        Assert.Equal("<at>iedereen</at> **vet** & [x](https://example.org)", activity["text"]!.ToString());
        Assert.Equal("plain", activity["textFormat"]!.ToString());
        Assert.Null(activity["attachments"]);
        Assert.Null(activity["entities"]);
    }

    [Fact]
    public async Task An_event_is_answered_with_a_message_of_its_own()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var added = Said(driver) with { Happening = new Happening(HappeningKind.BotAdded, [], driver.Time.GetUtcNow()) };

        await DeliverAsync(driver, added, AsMessage, new Reply.Card(Card("Welkom"), "Welkom."));

        Assert.Null(Assert.Single(driver.Teams.Posts()).ReplyToId);
    }

    [Fact]
    public async Task Silence_says_nothing()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        Assert.Null(await DeliverAsync(driver, Said(driver), AsMessage, Reply.None));

        Assert.Empty(driver.Teams.Requests);
    }

    [Fact]
    public async Task A_pressed_card_is_replaced_for_the_presser_in_the_answer_and_for_everyone_by_an_update()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var posted = await PostAsync(driver);

        var answer = await DeliverAsync(driver, Pressed(driver), new(true, posted), new Reply.Replace(Card("Na"), "Na."));

        Assert.Equal((200, AdaptiveCard.ContentType), (answer!.StatusCode, answer.Type));
        var card = JsonNode.Parse(answer.ValueJson)!;
        Assert.Equal("Na", card["body"]![0]!["text"]!.ToString());
        Assert.True(await IsGenuineAsync(driver, card["actions"]![0]!["data"]!));
        var post = Assert.Single(driver.Teams.Posts());
        Assert.Equal(2, post.Versions.Count);
        Assert.True(JsonNode.DeepEquals(card, post.Card));
    }

    [Fact]
    public async Task A_card_for_the_presser_alone_leaves_the_others_theirs()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var posted = await PostAsync(driver);

        var answer = await DeliverAsync(driver, Pressed(driver), new(true, posted), new Reply.Replace(Card("Formulier"), "Formulier.", ForEveryone: false));

        Assert.Contains("Formulier", answer!.ValueJson, StringComparison.Ordinal);
        Assert.Single(Assert.Single(driver.Teams.Posts()).Versions);
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster", LogLevel.Error)]
    [InlineData(500, "ServiceError", LogLevel.Error)]
    public async Task A_press_is_answered_even_if_the_card_cannot_be_updated(int status, string code, LogLevel level)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(status, code), new FaultScope(SimOperation.Update));

        var answer = await DeliverAsync(driver, Pressed(driver), new(true, "1"), new Reply.Replace(Card("Na"), "Na."));

        Assert.Equal(200, answer!.StatusCode);
        Assert.Empty(driver.Teams.Posts());
        Assert.Equal(level, Assert.Single(driver.Logs.Lines).Level);
    }

    [Fact]
    public async Task A_press_of_an_old_client_updates_the_card()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var posted = await PostAsync(driver);

        Assert.Null(await DeliverAsync(driver, Pressed(driver), new(false, posted), new Reply.Replace(Card("Na"), "Na.")));

        Assert.Equal("Na", Assert.Single(driver.Teams.Posts()).Card!["body"]![0]!["text"]!.ToString());
    }

    [Fact]
    public async Task A_press_of_an_old_client_on_a_card_that_is_gone_posts_it_anew()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var posted = await PostAsync(driver);
        await driver.Connector.DeleteAsync(driver.Thread, posted, driver.Later, Ct);

        await DeliverAsync(driver, Pressed(driver), new(false, posted), new Reply.Replace(Card("Na"), "Na."));

        var fresh = Assert.Single(driver.Teams.Posts(), post => !post.IsDeleted);
        Assert.Equal(("Na", driver.Thread.ConversationId), (fresh.Card!["body"]![0]!["text"]!.ToString(), fresh.ConversationId));
    }

    [Fact]
    public async Task What_is_for_the_presser_alone_reaches_an_old_client_as_a_message_that_only_they_see()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var posted = await PostAsync(driver);

        await DeliverAsync(driver, Pressed(driver), new(false, posted), new Reply.Replace(Card("Formulier"), "Formulier.", ForEveryone: false));

        Assert.Equal(["Voor", "Formulier"], driver.Teams.Posts().Select(post => post.Card!["body"]![0]!["text"]!.ToString()));
        Assert.Equal(driver.Teams.Sample.Anna.Address, driver.Teams.Posts()[1].Activity["recipient"]!["id"]!.ToString());
    }

    [Fact]
    public async Task A_card_that_is_gone_is_posted_anew_for_everyone()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        var answer = await DeliverAsync(driver, Pressed(driver), new(true, "1"), new Reply.Replace(Card("Na"), "Na."));

        Assert.Equal(AdaptiveCard.ContentType, answer!.Type);
        Assert.Equal("Na", Assert.Single(driver.Teams.Posts()).Card!["body"]![0]!["text"]!.ToString());
    }

    [Fact]
    public async Task A_replacement_for_a_command_is_a_new_card()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        await DeliverAsync(driver, Said(driver), new(false, "17"), new Reply.Replace(Card("Na"), "Na."));

        Assert.Equal(0, driver.Count(SimOperation.Update));
        Assert.Single(driver.Teams.Posts());
    }

    [Fact]
    public async Task A_sentence_after_a_press_is_a_notice()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        var answer = await DeliverAsync(driver, Pressed(driver), new(true, "1"), new Reply.Text("Dat is \"klaar\"."));

        Assert.Equal((200, "application/vnd.microsoft.activity.message"), (answer!.StatusCode, answer.Type));
        Assert.Equal("Dat is \"klaar\".", JsonNode.Parse(answer.ValueJson)!.GetValue<string>());
        Assert.Empty(driver.Teams.Requests);
    }

    [Fact]
    public async Task A_duplicate_press_gets_its_card_and_changes_nothing_for_others()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        var answer = await DeliverAsync(driver, Pressed(driver), new(true, "1"), new Reply.Replace(Card("Na"), "Na."), TurnOutcome.Duplicate);

        Assert.Equal(AdaptiveCard.ContentType, answer!.Type);
        Assert.Empty(driver.Teams.Requests);
    }

    [Fact]
    public async Task A_duplicate_message_and_an_unknown_press_are_answered_with_nothing()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        Assert.Null(await DeliverAsync(driver, Said(driver), AsMessage, new Reply.Text("x"), TurnOutcome.Duplicate));
        Assert.Null(await DeliverAsync(driver, Pressed(driver), new(true, "1"), Reply.None, TurnOutcome.Unknown));

        Assert.Empty(driver.Teams.Requests);
    }

    [Theory]
    [InlineData(Language.English, "too large")]
    [InlineData(Language.Dutch, "te groot")]
    public async Task A_card_over_28_kilobytes_is_not_sent_but_said(string language, string words)
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var large = new Reply.Card(Card(new string('é', 14_000)), "Groot.");

        await driver.Get<IReplySender>().DeliverAsync(Said(driver), AsMessage, new TurnResult(TurnOutcome.Answered, large, language), Ct);
        await driver.Get<LateSends>().IdleAsync(Ct);
        var answer = await driver.Get<IReplySender>().DeliverAsync(
            Pressed(driver), new(true, "1"), new TurnResult(TurnOutcome.Answered, new Reply.Replace(large.Body, "Groot."), language), Ct);

        Assert.Contains(words, Assert.Single(driver.Teams.Posts()).Text, StringComparison.Ordinal);
        Assert.Contains(words, answer!.ValueJson, StringComparison.Ordinal);
        Assert.Equal(2, driver.Logs.Lines.Count(line => line.Level == LogLevel.Error));
    }

    [Fact]
    public async Task A_card_just_under_the_limit_is_sent()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);

        await DeliverAsync(driver, Said(driver), AsMessage, new Reply.Card(Card(new string('é', 13_000)), "Groot."));

        Assert.NotNull(Assert.Single(driver.Teams.Posts()).Card);
    }

    [Fact]
    public async Task A_reply_that_cannot_be_sent_is_logged_by_its_class_and_never_thrown()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Sample.Team.IsInstalled = false;

        Assert.Null(await DeliverAsync(driver, Said(driver), AsMessage, new Reply.Text("Geheim")));

        var (level, line) = Assert.Single(driver.Logs.Lines);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("NotInRoster, code BotNotInConversationRoster", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_reply_waits_no_longer_than_its_bound()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        driver.Teams.Faults.Always(Fault.Error(429, "Throttled", retryAfter: "30"), new FaultScope(SimOperation.Reply));

        await DeliverAsync(driver, Said(driver), AsMessage, new Reply.Text("x"));

        Assert.Equal(1, driver.Count(SimOperation.Reply));
        Assert.Contains("Throttled, code Throttled, to be tried after 30 s", Assert.Single(driver.Logs.Lines).Line, StringComparison.Ordinal);
    }

    /// <summary>What the bot answers at once, when all that follows has been sent too.</summary>
    private static async Task<InvokeAnswer?> DeliverAsync(
        OutboundDriver driver, Turn turn, ReplyTarget delivery, Reply reply, TurnOutcome outcome = TurnOutcome.Answered)
    {
        var answer = await driver.Get<IReplySender>().DeliverAsync(turn, delivery, new TurnResult(outcome, reply, Language.Dutch), Ct);
        await driver.Get<LateSends>().IdleAsync(Ct);
        return answer;
    }

    private static async Task<string> PostAsync(OutboundDriver driver) =>
        ((SendResult.Sent)await driver.Connector.SendAsync(driver.Thread, Outgoing.Card(Card("Voor"), "Voor."), driver.Later, Ct)).Id!;

    private static async Task<bool> IsGenuineAsync(OutboundDriver driver, JsonNode data)
    {
        var act = data["act"]!;
        var facts = act["data"]!.AsObject().ToDictionary(fact => fact.Key, fact => fact.Value!.ToString());
        return await driver.Get<ICardSigner>().VerifyAsync(
            new SignedAct(act["verb"]!.ToString(), facts, act["sig"]!.ToString()), driver.Teams.Sample.Tenant.Id, driver.Teams.Sample.Channel.Id, Ct);
    }

    private static AdaptiveCard Card(string text) => new()
    {
        Lang = "nl",
        FallbackText = "Kaart.",
        Body = [new TextBlock(text)],
        Actions = [new ActionExecute { Title = "Ja", Verb = "test.yes", Data = new Dictionary<string, string> { ["v"] = "1" } }],
    };

    private static Turn Said(OutboundDriver driver) => new()
    {
        ActivityId = "1700000000001",
        TenantId = driver.Teams.Sample.Tenant.Id,
        From = new Person(driver.Teams.Sample.Anna.AadObjectId, driver.Teams.Sample.Anna.Address, driver.Teams.Sample.Anna.Name),
        Conversation = new Conversation(ConversationKind.Channel, driver.Teams.Sample.Channel.Id),
        Address = driver.Thread,
        At = driver.Time.GetUtcNow(),
        Text = "status",
    };

    private static Turn Pressed(OutboundDriver driver) => Said(driver) with
    {
        ActivityId = "f:1",
        Text = "",
        Press = new Press("test.yes", new Dictionary<string, string>(), new Dictionary<string, string>(), Genuine: true),
    };
}
