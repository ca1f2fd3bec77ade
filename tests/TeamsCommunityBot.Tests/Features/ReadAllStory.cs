using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>With the consent to read a channel back Teams sends every message of it: what is not meant for the bot gets no answer, what is gets one.</summary>
public sealed class ReadAllStory : StoryTests
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Theory]
    [InlineData("/s that was a joke")]
    [InlineData("/s status")]
    [InlineData("/giphy cats")]
    [InlineData("/shrug")]
    [InlineData("/statsu")]
    [InlineData("/me is laughing")]
    [InlineData("/help me out here, Bram")]
    [InlineData("/poll status of the project")]
    [InlineData("status")]
    [InlineData("help")]
    [InlineData("thanks!")]
    [InlineData("community spirit is what we need")]
    [InlineData("Community managers: register before Friday")]
    [InlineData("the community status is fine")]
    [InlineData("/")]
    [InlineData("/community")]
    [InlineData("/community spirit")]
    public async Task What_is_said_to_nobody_or_to_another_app_is_not_answered(string text)
    {
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Bram, text, mention: false);
        message["text"] = text;

        Assert.Empty(await Story.SendAsync(message));
    }

    [Theory]
    [InlineData("<at>Bram Testman</at> status", true)]
    [InlineData("<at>Bram Testman</at> status", false)]
    [InlineData("<at>Marketing</at> help", false)]
    [InlineData("/status <at>Bram Testman</at>", true)]
    [InlineData("<at>Bram Testman</at> /status", true)]
    public async Task Tags_and_mentions_of_others_are_not_answered(string text, bool isListed)
    {
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Anna, "x", mention: false);
        message["text"] = text;
        if (isListed)
            message["entities"]!.AsArray().Add(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = "<at>Bram Testman</at>",
                ["mentioned"] = new JsonObject { ["id"] = Org.Bram.Address, ["name"] = Org.Bram.Name },
            });

        Assert.Empty(await Story.SendAsync(message));
    }

    [Theory]
    [InlineData("/community status")]
    [InlineData("community status")]
    [InlineData("Community  Status")]
    [InlineData("/status")]
    [InlineData("&nbsp;/community status\n")]
    [InlineData("<at></at> status")]
    public async Task Where_the_mention_was_cut_away_a_known_command_is_heard(string text)
    {
        var expected = await Story.AsksAsync(Org.Bram, Org.Channel, "status");

        Assert.Equal(expected.Card!.Words(), Assert.Single(await Story.SendAsync(Cut(Org.Channel, Org.Bram, text))).Card!.Words());
    }

    [Fact]
    public async Task The_team_is_known_from_what_is_stored()
    {
        var status = await Story.AsksAsync(Org.Anna, Org.Channel, "unregister");
        await Story.PressesAsync(Org.Anna, status, "community.unregister");

        var form = Assert.Single(await Story.SendAsync(Cut(Org.Channel, Org.Anna, "/community register")));

        var press = Story.Sim.Activities.Press(form, Org.Anna, "community.register");
        press["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Org.Tenant.Id } };
        await Story.DeliverAsync(press);
        (await Story.AsksAsync(Org.Anna, Org.Channel, "status")).Card.Says("Lezers van de Polder");
    }

    [Fact]
    public async Task Where_the_team_is_not_known_registering_says_so()
    {
        var general = Assert.Single(await Story.SendAsync(Cut(Org.Team.General, Org.Anna, "/community register")));

        general.Activity.Says("welk team");
    }

    [Fact]
    public async Task The_doctor_says_that_mentions_are_cut_away_and_is_silent_about_it_otherwise()
    {
        var cut = Assert.Single(await Story.SendAsync(Cut(Org.Channel, Org.Anna, "/community doctor"))).Card!.Words();
        var whole = (await Story.AsksAsync(Org.Anna, Org.Channel, "doctor")).Card!.Words();

        Assert.Contains("zonder mijn naam", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("zonder mijn naam", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_of_another_app_in_a_group_chat_are_not_answered() =>
        Assert.Empty(await Story.SendAsync(Story.Sim.Activities.Message(Org.GroupChat, Org.Bram, "/giphy cats", mention: false)));

    /// <summary>As Teams was seen to send it: the mention's name gone, no entity, and of the channel data nothing but the tenant.</summary>
    private JsonObject Cut(SimChannel channel, SimPerson from, string text)
    {
        var message = Story.Sim.Activities.Message(channel, from, "x", mention: false);
        message["text"] = text;
        message["attachments"] = new JsonArray();
        message["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = channel.Tenant.Id } };
        return message;
    }
}
