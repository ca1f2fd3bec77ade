using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>
/// What real clients leave out or say differently: it never widens who sees something, and never loses a fact. Each case is one that somebody who runs
/// a bot reported.
/// </summary>
public sealed class WireStory() : StoryTests("2026-11-23T09:00:00Z")
{
    [Theory]
    [InlineData(null)]
    [InlineData("personal")]
    [InlineData("hologram")]
    public async Task A_group_that_does_not_say_so_in_its_type_gets_no_private_card(string? type)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var group = Story.Sim.Activities.Message(Org.GroupChat, Org.Anna, "me");
        var conversation = group["conversation"]!.AsObject();
        conversation.Remove("conversationType");
        if (type is not null) conversation["conversationType"] = type;
        conversation["id"] = "a:1a-group-chat-with-an-id-like-that-of-a-personal-one";

        await Story.DeliverAsync(group);

        Assert.DoesNotContain("Lezers van de Polder", SentTo(conversation["id"]!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_that_says_neither_what_it_is_nor_that_it_is_no_group_gets_no_private_card()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var chat = Story.Sim.Activities.Message(Org.GroupChat, Org.Anna, "/community me", mention: false);
        chat["conversation"] = new JsonObject { ["id"] = "a:1nothing-known", ["tenantId"] = Org.Tenant.Id };

        await Story.DeliverAsync(chat);

        Assert.DoesNotContain("Lezers van de Polder", SentTo("a:1nothing-known"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_personal_chat_that_says_only_that_it_is_no_group_is_one()
    {
        var chat = Story.Sim.Activities.Message(Org.Chat(Story, Org.Anna), Org.Anna, "me");
        chat["conversation"]!.AsObject().Remove("conversationType");
        chat["conversation"]!["isGroup"] = false;

        Assert.NotNull(Assert.Single(await Story.SendAsync(chat)).Card);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_leaves_by_the_address_alone_loses_the_role(bool isHolder)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        if (isHolder) await AcceptsAsync(Org.Bram);
        var leaver = isHolder ? Org.Bram : Org.Anna;
        Org.Team.Roster.Remove(leaver);
        var left = Story.Sim.Activities.MembersRemoved(Org.Team.General, Org.Dina, leaver);
        left["membersRemoved"]![0]!.AsObject().Remove("aadObjectId");

        await Story.SendAsync(left);
        await Story.SettleAsync();

        var community = await CommunityAsync(Org.Channel);
        if (isHolder) Assert.Null(community.Roles.All().First(slot => slot.Role == Role.Verbinder).Holder);
        else Assert.NotNull(community.RegistrantStoppedAt);
    }

    [Fact]
    public async Task Unshared_from_one_of_two_teams_a_channel_is_still_shared_and_nobody_loses_a_role_for_certain()
    {
        await Story.RegistersAsync(Org.Anna, Org.Shared);
        var (one, two) = (Story.Sim.Org.AddTeam(Org.Tenant, "Een"), Story.Sim.Org.AddTeam(Org.Tenant, "Twee"));
        foreach (var team in new[] { one, two })
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Story.SendAsync(Story.Sim.Activities.ChannelShared(Org.Shared, Org.Anna, team));
        }
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Story.SendAsync(Story.Sim.Activities.ChannelShared(Org.Shared, Org.Anna, one, unshared: true));

        Assert.True((await CommunityAsync(Org.Shared)).Shared.Value);
    }

    [Fact]
    public async Task An_unsharing_that_does_not_tell_the_kind_of_channel_leaves_it_shared()
    {
        await Story.RegistersAsync(Org.Anna, Org.Shared);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var unshared = Story.Sim.Activities.ChannelShared(Org.Shared, Org.Anna, Story.Sim.Org.AddTeam(Org.Tenant, "Een"), unshared: true);
        unshared["channelData"]!["channel"]!.AsObject().Remove("type");

        await Story.SendAsync(unshared);

        Assert.True((await CommunityAsync(Org.Shared)).Shared.Value);
    }

    [Theory]
    [InlineData("""<quoted messageId="1772050244572"/> help""")]
    [InlineData("<quoted messageId=\"1772050244572\"/>\nhelp")]
    [InlineData("<quoted messageId=\"1\"/>\n<quoted messageId=\"2\" />\r\nhelp")]
    [InlineData("help <quoted messageId='3'/>")]
    [InlineData("<QUOTED messageid=\"1\"></QUOTED>help")]
    public async Task The_tag_of_a_quoted_reply_is_not_words(string text)
    {
        var expected = await Story.AsksAsync(Org.Anna, Org.Chat(Story, Org.Anna), "help");
        var quote = Story.Sim.Activities.Message(Org.Chat(Story, Org.Anna), Org.Anna, "x");
        quote["text"] = text;
        quote["entities"]!.AsArray().Add(new JsonObject { ["type"] = "quotedReply", ["quotedReply"] = new JsonObject { ["messageId"] = "1772050244572" } });

        Assert.Equal(expected.Card!.Words(), Assert.Single(await Story.SendAsync(quote)).Card!.Words());
    }

    [Fact]
    public async Task What_somebody_forwards_is_not_what_they_say()
    {
        var expected = await Story.AsksAsync(Org.Anna, Org.Chat(Story, Org.Anna), "help");
        var forward = Story.Sim.Activities.Message(Org.Chat(Story, Org.Anna), Org.Anna, "x");
        forward["text"] = "help\r\n\r\nthe words of somebody else";
        forward["attachments"] = Html(
            "<p>help</p>" + """<blockquote itemscope="" itemtype="http://schema.skype.com/Forward" itemid="1">"""
            + "<p>the words of somebody else</p></blockquote>");

        Assert.Equal(expected.Card!.Words(), Assert.Single(await Story.SendAsync(forward)).Card!.Words());
    }

    [Theory]
    [InlineData("""<p>help</p>""")]
    [InlineData("""<div><div>help</div></div>""")]
    [InlineData("""<p><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Community</span>&nbsp;help</p>""")]
    [InlineData("""<p><at id="0">Community</at>&nbsp;help</p>""")]
    [InlineData("""<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="5"><p itemprop="preview">status</p></blockquote><p>help</p>""")]
    public async Task Text_that_stands_only_in_the_html_is_read(string html)
    {
        var expected = await Story.AsksAsync(Org.Anna, Org.Channel, "help");
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Anna, "help");
        message["attachments"] = Html(html);
        foreach (var empty in new JsonNode?[] { "", null, "  \n" })
        {
            message = message.DeepClone().AsObject();
            message["id"] = $"{Guid.NewGuid():N}";
            message["text"] = empty;

            Assert.Equal(expected.Card!.Words(), Assert.Single(await Story.SendAsync(message)).Card!.Words());
        }
    }

    [Theory]
    [InlineData("<at>R&amp;D</at>", "R&D", true)]
    [InlineData("<at>R&D</at>", "R&D", true)]
    [InlineData("<at>R&amp;D</at>", "R&amp;D", true)]
    [InlineData("<at>R&amp;amp;D</at>", "R&D", true)]
    [InlineData("<at>R&amp;D</at>", "R&D", false)]
    public async Task A_bot_whose_name_has_an_ampersand_hears_what_is_said_to_it(string tag, string name, bool isListed)
    {
        var expected = await Story.AsksAsync(Org.Anna, Org.Channel, "help");
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Anna, "help");
        message["text"] = $"{tag}&nbsp;help\n";
        message["recipient"]!["name"] = name;
        message["entities"] = isListed
            ? new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = tag, ["mentioned"] = Bot(name) })
            : new JsonArray();

        Assert.Equal(expected.Card!.Words(), Assert.Single(await Story.SendAsync(message)).Card!.Words());
    }

    [Theory]
    [InlineData("2026-09-01", "2026-09-01")]
    [InlineData("2026-09-01T00:00:00Z", "2026-09-01")]
    [InlineData("2026-09-01T00:00:00.000Z", "2026-09-01")]
    [InlineData("2026-09-01T00:00:00+02:00", "2026-09-01")]
    [InlineData("2026-08-31T22:00:00.000Z", "2026-09-01")]
    [InlineData("2026-09-01T12:00:00Z", "2026-09-01")]
    [InlineData("2026-09-01T00:00", "2026-09-01")]
    public async Task A_date_may_come_as_a_moment(string sent, string day)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel, start: sent);

        Assert.Equal(day, $"{(await CommunityAsync(Org.Channel)).StartDate:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData("01/09/2026")]
    [InlineData("2026-02-30")]
    [InlineData("soon")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData(null)]
    public async Task A_date_that_is_refused_or_did_not_come_does_not_become_today(string? sent)
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "/community register");
        (string, string)[] filled = [("Name", "Lezers"), ("Theme", "Boeken"), ("Language", "nl")];

        var press = Story.Sim.Activities.Press(form, Org.Anna, "community.register", filled.ToDictionary(input => input.Item1, input => input.Item2));
        var data = press["value"]!["action"]!["data"]!.AsObject();
        data.Remove("StartDate");
        if (sent is not null) data["StartDate"] = sent;
        var again = (await Story.DeliverAsync(press)).Json!["value"]!;

        Assert.Null(Input(again, "StartDate")["value"]);
        Assert.Equal("Lezers", Input(again, "Name")["value"]!.ToString());
        Assert.Null(await FindAsync(Org.Channel));
    }

    [Fact]
    public async Task A_last_day_that_cannot_be_read_does_not_make_a_role_open_ended()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        var again = await AssignsAsync(Org.Bram, ("Until", "next summer"));

        again["value"].Says("Kies een laatste dag");
        Assert.Empty(await Story.PersonalPostsAsync(Org.Bram));
    }

    [Fact]
    public async Task A_person_whose_name_has_an_ampersand_is_called_by_it()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        Org.Bram.Name = "Jansen & Zn";
        await AcceptsAsync(Org.Bram);

        (await Story.AsksAsync(Org.Anna, Org.Channel, "status")).Card.Says("Jansen & Zn");
    }

    [Fact]
    public async Task A_refused_date_of_a_registered_community_stays_what_it_was()
    {
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);
        var form = (await Story.PressesAsync(Org.Anna, status, "community.edit"))["value"]!.AsObject();
        var inputs = new Dictionary<string, string> { ["StartDate"] = "soon" };
        var press = Story.Sim.Activities.Press(form, Org.Channel, status.Id, status.Id, Org.Anna, "community.save", inputs);

        var again = (await Story.DeliverAsync(press)).Json!["value"]!;

        Assert.Equal("2026-09-01", Input(again, "StartDate")["value"]!.ToString());
    }

    [Fact]
    public async Task General_has_no_name_in_the_list_and_goes_by_its_teams()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Team.General, "register");

        Assert.Equal("Voorbeeldteam", Input(form.Card!, "Name")["value"]!.ToString());
    }

    private static JsonArray Html(string content) => new(new JsonObject { ["contentType"] = "text/html", ["content"] = content });

    private JsonObject Bot(string name) => new() { ["id"] = Story.Sim.Activities.BotId, ["name"] = name };

    private static JsonObject Input(JsonNode node, string id) => Inputs(node).First(input => input["id"]?.ToString() == id);

    private static IEnumerable<JsonObject> Inputs(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Inputs),
        JsonObject thing when thing["type"]?.ToString().StartsWith("Input.", StringComparison.Ordinal) == true => [thing],
        JsonObject thing => thing.SelectMany(property => Inputs(property.Value)),
        _ => [],
    };

    private string SentTo(string conversation) =>
        string.Join('\n', Story.Sim.Requests.ToConnector
            .Where(request => request.ConversationId == conversation && request.Method == "POST")
            .Select(request => request.BodyText));

    private async Task<JsonNode> AssignsAsync(SimPerson who, params (string Input, string Value)[] more)
    {
        var roles = await Story.AsksAsync(Org.Anna, Org.Channel, "roles");
        var choose = (await Story.PressesAsync(Org.Anna, roles, "Kies een verbinder"))["value"]!.AsObject();
        var inputs = new Dictionary<string, string>(more.Select(input => KeyValuePair.Create(input.Input, input.Value))) { ["Person"] = who.AadObjectId };
        return (await Story.DeliverAsync(Story.Sim.Activities.Press(choose, Org.Channel, roles.Id, roles.Id, Org.Anna, "role.assign", inputs))).Json!;
    }

    private async Task AcceptsAsync(SimPerson who)
    {
        await AssignsAsync(who);
        await Story.PressesAsync(who, (await Story.PersonalPostsAsync(who))[^1], "role.accept");
        Assert.Equal(who.AadObjectId, (await CommunityAsync(Org.Channel)).Roles.All().First(slot => slot.Role == Role.Verbinder).Holder?.Id);
    }

    private async Task<Community> CommunityAsync(SimChannel channel) =>
        await FindAsync(channel) ?? throw new InvalidOperationException("There is no community.");

    private async Task<Community?> FindAsync(SimChannel channel)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(channel.Tenant.Id, channel.Id, Ct))?.Community;
    }
}

internal static class WireStoryOrg
{
    public static SimChat Chat(this SimSample _, Story story, SimPerson who) => story.Sim.Org.ChatWith(who);
}
