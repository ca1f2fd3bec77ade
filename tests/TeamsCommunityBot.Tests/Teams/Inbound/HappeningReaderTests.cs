using System.Text.Json.Nodes;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class HappeningReaderTests
{
    [Theory]
    [InlineData("channelCreated", HappeningKind.ChannelCreated)]
    [InlineData("channelRenamed", HappeningKind.ChannelRenamed)]
    [InlineData("channelDeleted", HappeningKind.ChannelDeleted)]
    [InlineData("channelRestored", HappeningKind.ChannelRestored)]
    [InlineData("channelShared", HappeningKind.ChannelShared)]
    [InlineData("channelUnshared", HappeningKind.ChannelUnshared)]
    public void An_event_of_a_channel_is_about_that_channel_although_the_team_sends_it(string eventType, HappeningKind kind)
    {
        var activity = SampleActivity.Event(eventType);
        activity["channelData"]!["channel"] = new JsonObject { ["id"] = "19:other@thread.tacv2", ["name"] = "Renamed", ["type"] = "shared" };
        activity["channelData"]!["team"] = new JsonObject { ["id"] = SampleActivity.Team, ["name"] = "A team", ["aadGroupId"] = "group" };
        var turn = Assert.Single(activity.Read()).Turn;
        Assert.Equal(kind, turn.Happening!.Kind);
        Assert.Equal(
            new Conversation(ConversationKind.Channel, "19:other@thread.tacv2", "Renamed", SampleActivity.Team, "A team", "group", ChannelType.Shared),
            turn.Conversation);
        Assert.Equal("19:other@thread.tacv2", turn.Address.ConversationId);
    }

    [Theory]
    [InlineData("teamRenamed", HappeningKind.TeamRenamed)]
    [InlineData("teamArchived", HappeningKind.TeamArchived)]
    [InlineData("teamUnarchived", HappeningKind.TeamUnarchived)]
    [InlineData("teamDeleted", HappeningKind.TeamDeleted)]
    [InlineData("teamHardDeleted", HappeningKind.TeamDeleted)]
    [InlineData("teamRestored", HappeningKind.TeamRestored)]
    public void An_event_of_a_team_is_about_the_team(string eventType, HappeningKind kind)
    {
        var turn = Assert.Single(SampleActivity.Event(eventType).Read()).Turn;
        Assert.Equal((kind, SampleActivity.Team), (turn.Happening!.Kind, turn.Conversation.Id));
    }

    [Theory]
    [InlineData("ChannelCreated")]
    [InlineData("channelExploded")]
    [InlineData(null)]
    public void Other_events_are_nothing(string? eventType) => Assert.Empty(SampleActivity.Event(eventType).Read());

    [Theory]
    [InlineData("add", HappeningKind.BotAdded)]
    [InlineData("add-upgrade", HappeningKind.BotAdded)]
    [InlineData("remove", HappeningKind.BotRemoved)]
    [InlineData("remove-upgrade", HappeningKind.BotRemoved)]
    public void An_installation_is_known(string action, HappeningKind kind) =>
        Assert.Equal(kind, Assert.Single(SampleActivity.InChannel("installationUpdate").With("action", action).Read()).Turn.Happening!.Kind);

    [Fact]
    public void An_installation_is_about_the_channel_that_was_chosen()
    {
        var activity = SampleActivity.InChannel("installationUpdate").With("action", "add");
        activity["conversation"]!["id"] = SampleActivity.Team;
        activity["channelData"]!["settings"] = new JsonObject
        {
            ["selectedChannel"] = new JsonObject
            {
                ["id"] = "19:chosen@thread.tacv2",
                ["name"] = "Chosen"
            }
        };
        var turn = Assert.Single(activity.Read()).Turn;
        Assert.Equal(("19:chosen@thread.tacv2", "Chosen"), (turn.Conversation.Id, turn.Conversation.Name));
        Assert.Equal("19:chosen@thread.tacv2", turn.Address.ConversationId);
    }

    [Fact]
    public void An_installation_in_a_chat_is_about_the_chat()
    {
        var activity = SampleActivity.InChannel("installationUpdate").With("action", "add");
        activity["conversation"] = new JsonObject { ["id"] = "a:chat", ["conversationType"] = "personal", ["tenantId"] = SampleActivity.Tenant };
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = SampleActivity.Tenant } };
        Assert.Equal((ConversationKind.Personal, "a:chat"), (Assert.Single(activity.Read()).Turn.Conversation.Kind, activity.Read()[0].Turn.Conversation.Id));
    }

    [Fact]
    public void People_in_people_out_and_the_bot_itself_are_each_a_turn_with_a_claim_of_its_own()
    {
        var activity = SampleActivity.Event("teamMemberAdded")
            .With("membersAdded", new JsonArray(Member(SampleActivity.Bot), Member("29:anna"), null))
            .With("membersRemoved", new JsonArray(Member("29:jan"), Member("29:piet")));
        var turns = activity.Read().Select(i => i.Turn).ToList();
        Assert.Equal([HappeningKind.BotAdded, HappeningKind.MembersAdded, HappeningKind.MembersRemoved], turns.Select(t => t.Happening!.Kind));
        Assert.Equal(["29:anna"], turns[1].Happening!.Members.Select(m => m.Address));
        Assert.Equal(["29:jan", "29:piet"], turns[2].Happening!.Members.Select(m => m.Address));
        Assert.Equal(3, turns.Select(t => t.ClaimId).Distinct().Count());
    }

    [Theory]
    [InlineData("channelMemberAdded", "membersAdded", HappeningKind.MembersAdded)]
    [InlineData("channelMemberRemoved", "membersRemoved", HappeningKind.MembersRemoved)]
    public void Members_of_a_shared_channel_come_and_go_in_that_channel(string eventType, string list, HappeningKind kind)
    {
        var turn = Assert.Single(SampleActivity.Event(eventType).With(list, new JsonArray(Member("29:anna"))).Read()).Turn;
        Assert.Equal((kind, SampleActivity.Channel), (turn.Happening!.Kind, turn.Conversation.Id));
    }

    [Fact]
    public void The_bot_leaving_is_known() =>
        Assert.Equal(
            HappeningKind.BotRemoved,
            Assert.Single(SampleActivity.Event("teamMemberRemoved").With("membersRemoved",
                new JsonArray(Member(SampleActivity.Bot))).Read()).Turn.Happening!.Kind);

    [Theory]
    [InlineData("2026-03-02T08:59:59.5Z", "2026-03-02T08:59:59.5Z")]
    [InlineData("2001-01-01T00:00:00Z", "2001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "2026-03-02T09:00:00Z")]
    [InlineData("yesterday", "2026-03-02T09:00:00Z")]
    [InlineData(null, "2026-03-02T09:00:00Z")]
    public void What_happened_happened_before_it_reached_us(string? timestamp, string sentAt) => Assert.Equal(
        DateTimeOffset.Parse(sentAt, System.Globalization.CultureInfo.InvariantCulture),
        Assert.Single(SampleActivity.Event("teamRenamed").With("timestamp", timestamp).Read()).Turn.Happening!.SentAt);

    private static JsonObject Member(string id) => new() { ["id"] = id };
}
