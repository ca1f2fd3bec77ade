using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class PostingTests
{
    [Fact]
    public async Task Posts_updates_and_deletions_are_kept()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var thread = sim.Sample.Channel.Thread("1700000000000");

        var sent = await client.PostAsync(thread, "first");
        var id = sent.Json!["id"]!.ToString();
        var updated = await client.UpdateAsync(thread, id, "second");
        var deleted = await client.DeleteAsync(thread, id);
        var again = await client.DeleteAsync(thread, id);

        Assert.Equal((201, 200, 200, 404), (sent.Status, updated.Status, deleted.Status, again.Status));
        Assert.Equal("ActivityNotFoundInConversation", again.Code);
        var post = Assert.Single(sim.Posts(thread));
        Assert.Equal((id, "second", 2, true), (post.Id, post.Text, post.Versions.Count, post.IsDeleted));
        Assert.Same(post, Assert.Single(sim.Posts(sim.Sample.Channel)));
        Assert.Empty(sim.Posts(sim.Sample.Channel.Thread("1700000000001")));
        Assert.Equal(4, sim.Requests.ToConnector.Count());
        Assert.All(sim.Requests.ToConnector, request => Assert.Equal(SimBearer.Valid, request.Bearer));
        Assert.True(sent.Headers.Contains("MS-CV"));
    }

    [Theory]
    [InlineData("19:nowhere@thread.tacv2", 404, "ConversationNotFound")]
    [InlineData("", 404, null)]
    [InlineData("{channel};messageid=", 404, "ConversationNotFound")]
    [InlineData("{channel};messageid=0123", 404, "ConversationNotFound")]
    [InlineData("{channel};messageid=12x", 404, "ConversationNotFound")]
    [InlineData("{twice}", 404, "ConversationNotFound")]
    [InlineData("../../v3/attachments", 404, "ConversationNotFound")]
    public async Task Only_a_conversation_that_exists_takes_a_post(string id, int status, string? code)
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        id = id.Replace("{channel}", sim.Sample.Channel.Id, StringComparison.Ordinal)
            .Replace("{twice}", Uri.EscapeDataString(sim.Sample.Channel.Id), StringComparison.Ordinal);

        var answer = await client.PostAsync(id, "hello");

        Assert.Equal(status, answer.Status);
        if (code is not null)
            Assert.Equal(code, answer.Code);
        Assert.Empty(sim.Posts());
    }

    [Fact]
    public async Task The_state_of_a_conversation_decides_the_refusal()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var channel = sim.Sample.Channel;

        sim.Sample.Team.IsArchived = true;
        var archived = await client.PostAsync(channel.Id, "hello");
        sim.Sample.Team.IsInstalled = false;
        var removed = await client.PostAsync(channel.Id, "hello");
        channel.IsDeleted = true;
        var deleted = await client.PostAsync(channel.Id, "hello");

        Assert.Equal((403, 209), (archived.Status, (int)archived.Json!["errorCode"]!));
        Assert.Equal("MessageWritesBlocked", JsonNode.Parse(archived.Json!["message"]!.ToString())!["subCode"]!.ToString());
        Assert.Equal((403, "BotNotInConversationRoster"), (removed.Status, removed.Code));
        Assert.Equal((404, "ConversationNotFound"), (deleted.Status, deleted.Code));
    }

    [Fact]
    public async Task Typing_is_accepted_and_a_card_with_text_gets_no_id()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var chat = sim.Org.ChatWith(sim.Sample.Anna);

        var typing = await client.PostAsync(chat.Id, new JsonObject { ["type"] = "typing" });
        var split = await client.PostAsync(chat.Id, new JsonObject
        {
            ["type"] = "message",
            ["text"] = "words",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = new JsonObject() }),
        });

        Assert.Equal(202, typing.Status);
        Assert.Equal((201, "{}"), (split.Status, split.Body));
        Assert.NotNull(Assert.Single(sim.Posts(chat)).Card);
    }

    [Theory]
    [InlineData(51_100, 201)]
    [InlineData(51_300, 413)]
    public async Task A_message_may_have_a_hundred_kilobytes_of_utf16(int characters, int status)
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();

        Assert.Equal(status, (await client.PostAsync(sim.Sample.Channel.Id, new string('x', characters))).Status);
    }

    [Fact]
    public async Task Waiting_ends_when_the_bot_has_posted()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var waiting = sim.WaitForPostsAsync(sim.Sample.Channel.Id, 2, TestContext.Current.CancellationToken);

        await client.PostAsync(sim.Sample.Channel.Id, "one");
        Assert.False(waiting.IsCompleted);
        await client.PostAsync(sim.Sample.Channel.Id, "two");

        Assert.Equal(["one", "two"], (await waiting).Select(post => post.Text));
    }

    [Fact]
    public async Task Without_a_record_nothing_is_kept_and_everything_may_be_updated()
    {
        await using var sim = await SimTeams.StartAsync(new SimOptions { Record = false }, TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();

        Assert.Equal(201, (await client.PostAsync(sim.Sample.Channel.Id, "hello")).Status);
        Assert.Equal(200, (await client.UpdateAsync(sim.Sample.Channel.Id, "1", "hello")).Status);
        Assert.Empty(sim.Posts());
        Assert.Empty(sim.Requests);
    }
}
