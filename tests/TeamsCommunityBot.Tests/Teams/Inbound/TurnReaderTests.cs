using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class TurnReaderTests
{
    [Fact]
    public void A_message_in_a_channel_becomes_a_turn_of_that_channel()
    {
        var turn = Assert.Single(SampleActivity.Message("<at>Community</at>&nbsp;/status\n").Read()).Turn;
        Assert.Equal(("1772442000000", "/status", SampleActivity.Tenant), (turn.ActivityId, turn.Text, turn.TenantId));
        Assert.Equal(new Person(SampleActivity.Anna, "29:anna", "Anna Voorbeeld"), turn.From);
        Assert.Equal(new Conversation(ConversationKind.Channel, SampleActivity.Channel, TeamId: SampleActivity.Team), turn.Conversation);
        Assert.Equal(SampleActivity.Channel + ";messageid=1772442000000", turn.Address.ConversationId);
        Assert.Equal(SampleActivity.Now, turn.At);
        Assert.Null(turn.Press);
    }

    [Theory]
    [InlineData("personal", "a:chat", ConversationKind.Personal)]
    [InlineData("groupChat", "19:chat@thread.v2", ConversationKind.GroupChat)]
    [InlineData(null, "a:chat", ConversationKind.GroupChat)]
    [InlineData(null, "a:chat", ConversationKind.GroupChat, true)]
    [InlineData(null, "a:chat", ConversationKind.Personal, false)]
    [InlineData("personal", "a:chat", ConversationKind.GroupChat, true)]
    [InlineData("personal", "19:chat@thread.v2", ConversationKind.GroupChat)]
    [InlineData(null, "19:chat@thread.v2", ConversationKind.GroupChat)]
    [InlineData(null, "19:chat@thread.v2", ConversationKind.GroupChat, false)]
    [InlineData("hologram", "a:chat", ConversationKind.GroupChat)]
    [InlineData("hologram", "19:channel@thread.tacv2", ConversationKind.Channel)]
    [InlineData(null, "19:channel@thread.skype", ConversationKind.Channel, true)]
    public void The_kind_of_conversation_is_personal_only_where_nothing_speaks_against_it(string? type, string id, ConversationKind kind, bool? isGroup = null)
    {
        var activity = SampleActivity.Message("<at>Community</at> status");
        activity["channelData"]!.AsObject().Remove("team");
        activity["conversation"] = new JsonObject { ["id"] = id, ["conversationType"] = type, ["tenantId"] = SampleActivity.Tenant };
        if (isGroup is not null) activity["conversation"]!["isGroup"] = isGroup;
        Assert.Equal((kind, id), (Assert.Single(activity.Read()).Turn.Conversation.Kind, activity.Read()[0].Turn.Conversation.Id));
    }

    [Theory]
    [InlineData("A44A0000-0000-4000-8000-000000000001", SampleActivity.Anna)]
    [InlineData("{a44a0000-0000-4000-8000-000000000001}", SampleActivity.Anna)]
    [InlineData("00000000-0000-0000-0000-000000000000", "")]
    [InlineData("anna", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_person_has_one_id_or_is_anonymous(string? aadObjectId, string id)
    {
        var activity = SampleActivity.Message("<at>Community</at> status");
        activity["from"]!["aadObjectId"] = aadObjectId;
        var from = Assert.Single(activity.Read()).Turn.From;
        Assert.Equal((id, id.Length == 0), (from.Id, from.IsAnonymous));
    }

    [Fact]
    public void Mentioned_people_are_told_and_the_bot_and_channels_are_not()
    {
        var activity = SampleActivity.Message("<at>Community</at> assign <at>Jan</at> <at>Voorbeeld</at> in <at>General</at>");
        activity["entities"]!.AsArray().Add(SampleActivity.Mention("29:jan", "Jan", "<at>Jan</at>"));
        activity["entities"]!.AsArray().Add(SampleActivity.Mention("29:jan", "Voorbeeld", "<at>Voorbeeld</at>"));
        activity["entities"]!.AsArray().Add(SampleActivity.Mention("19:general@thread.tacv2", "General", "<at>General</at>"));
        var turn = Assert.Single(activity.Read()).Turn;
        Assert.Equal("assign Jan Voorbeeld in General", turn.Text);
        Assert.Equal([new Person("", "29:jan", "Jan Voorbeeld")], turn.Mentioned);
    }

    [Fact]
    public void A_person_with_the_bots_name_stays_in_the_text()
    {
        var activity = SampleActivity.Message("status of <at>Community</at>");
        activity["entities"] = new JsonArray(SampleActivity.Mention("29:other", "Community", "<at>Community</at>"),
            SampleActivity.MentionOfBot("<at>Bot</at>"));
        activity["entities"]![1]!["mentioned"]!["name"] = "Bot";
        Assert.Equal("status of Community", Assert.Single(activity.Read()).Turn.Text);
    }

    [Theory]
    [InlineData("hello all", false)]
    [InlineData("hello <at>Jan</at>", false)]
    [InlineData("/community status", true)]
    public void In_a_channel_only_what_is_said_to_us_is_ours(string text, bool isOurs)
    {
        var activity = SampleActivity.Message(text).With("entities", new JsonArray(SampleActivity.Mention("29:jan", "Jan", "<at>Jan</at>")));
        Assert.Equal(isOurs ? 1 : 0, activity.Read().Count);
    }

    [Fact]
    public void A_client_that_lists_no_mention_is_believed_by_the_tag() =>
        Assert.Equal("status", Assert.Single(SampleActivity.InChannel("message").With("text", "<at>Community</at> status").Read()).Turn.Text);

    [Theory]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("messageReaction")]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("Message")]
    [InlineData("hologram")]
    public void Other_types_have_nothing_for_us(string type) => Assert.Empty(SampleActivity.Message("<at>Community</at> status").With("type", type).Read());

    [Theory]
    [InlineData("continueConversation")]
    [InlineData("CreateConversation")]
    public void Events_that_SDKs_make_for_themselves_are_ignored_from_the_wire(string name) =>
        Assert.Empty(SampleActivity.InChannel("event").With("name", name).Read());

    [Fact]
    public void Another_bot_is_not_answered()
    {
        var activity = SampleActivity.Message("<at>Community</at> status");
        activity["from"]!["id"] = "28:another";
        Assert.Empty(activity.Read());
        var press = SampleActivity.Execute("{}");
        press["from"]!["id"] = "28:another";
        Assert.Empty(press.Read());
    }

    [Theory]
    [InlineData("Europe/Amsterdam", "Europe/Amsterdam")]
    [InlineData("Mars/Phobos", null)]
    [InlineData("../../etc/passwd", null)]
    [InlineData("W. Europe Standard Time", null)]
    [InlineData("", null)]
    public void A_zone_counts_only_if_it_exists(string zone, string? known)
    {
        var activity = SampleActivity.Message("<at>Community</at> status").With("localTimezone", zone);
        activity["localTimestamp"] = "soon";
        Assert.Equal(known, Assert.Single(activity.Read()).Turn.TimeZone);
    }

    [Fact]
    public void The_client_info_has_the_zone_and_the_activity_the_language()
    {
        var activity = SampleActivity.Message("<at>Community</at> status").With("locale", "nl-NL").With("localTimezone", "UTC");
        activity["entities"]!.AsArray().Add(new JsonObject { ["type"] = "clientInfo", ["timezone"] = "Europe/Amsterdam" });
        var turn = Assert.Single(activity.Read()).Turn;
        Assert.Equal(("Europe/Amsterdam", "nl-NL"), (turn.TimeZone, turn.Locale));
        Assert.Null(Assert.Single(activity.With("locale", "<script>").Read()).Turn.Locale);
    }

    [Fact]
    public void Without_an_id_the_same_activity_has_the_same_name_and_another_has_another()
    {
        static string NameOf(string text)
        {
            var activity = SampleActivity.Message(text);
            activity.Remove("id");
            return Assert.Single(activity.Read()).Turn.ActivityId;
        }

        Assert.Equal(NameOf("<at>Community</at> status"), NameOf("<at>Community</at> status"));
        Assert.NotEqual(NameOf("<at>Community</at> status"), NameOf("<at>Community</at> help"));
        Assert.True(Assert.Single(SampleActivity.Message("<at>Community</at> x").With("id", new string('9', 5_000)).Read()).Turn.ActivityId.Length < 100);
    }
}
