using System.Net;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>What is meant for one person reaches that person or nobody, whatever their client and whatever Teams refuses.</summary>
public sealed class PrivacyOfAnswersStory : StoryTests
{
    [Fact]
    public async Task An_old_clients_press_in_the_channel_is_answered_to_the_presser_alone()
    {
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);

        var history = Assert.Single(await PressesOldAsync(Org.Anna, status, "audit.show"));

        Assert.Equal(Org.Anna.Address, (string?)history.Activity["recipient"]?["id"]);
    }

    [Fact]
    public async Task A_sentence_after_an_old_clients_press_is_the_pressers_too()
    {
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);

        var refusal = Assert.Single(await PressesOldAsync(Org.Chris, status, "community.edit"));

        Assert.True((bool?)refusal.Activity["recipient"]?["isTargeted"]);
    }

    [Fact]
    public async Task A_message_for_one_person_that_is_refused_reaches_them_in_their_own_chat()
    {
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);
        Story.Sim.Faults.Always(Fault.Error(400, "ServiceError"), new FaultScope(Targeted: true));

        var history = Assert.Single(await PressesOldAsync(Org.Anna, status, "audit.show"));

        Assert.Equal(Story.Sim.Org.ChatWith(Org.Anna), history.Conversation);
        Assert.Contains("lezen anderen mee", history.Card!.Words(), StringComparison.Ordinal);
        Assert.Empty(history.Card!.Buttons());
    }

    [Fact]
    public async Task Where_that_is_refused_too_one_neutral_sentence_stands_in_the_channel()
    {
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);
        Story.Sim.Faults.Always(Fault.Error(400, "ServiceError"), new FaultScope(Targeted: true));
        Org.Anna.HasBlockedBot = true;

        var said = Assert.Single(await PressesOldAsync(Org.Anna, status, "audit.show"));

        Assert.StartsWith("Ik heb een antwoord dat voor één persoon is bedoeld, maar ik kan die persoon niet bereiken.", said.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", said.Json, StringComparison.Ordinal);
        Assert.Null(said.Card);
    }

    [Fact]
    public async Task A_slash_command_is_answered_under_its_prompt()
    {
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Bram, "/community status", mention: false);
        message["recipient"]!["isTargeted"] = true;

        var answer = Assert.Single(await Story.SendAsync(message));

        var entity = Assert.Single(answer.Activity["entities"]!.AsArray())!;
        Assert.Equal(("targetedMessageInfo", message["id"]!.ToString()), (entity["type"]!.ToString(), entity["messageId"]!.ToString()));
    }

    [Fact]
    public async Task What_is_asked_in_a_group_chat_is_answered_to_the_asker_alone()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        var answer = Assert.Single(await Story.SendAsync(Story.Sim.Activities.Message(Org.GroupChat, Org.Anna, "status")));

        Assert.Contains("Lezers van de Polder", answer.Json, StringComparison.Ordinal);
        Assert.Equal(Org.Anna.Address, (string?)answer.Activity["recipient"]?["id"]);
    }

    [Theory]
    [InlineData("slash")]
    [InlineData("group")]
    public async Task Refused_for_one_person_alone_it_reaches_them_in_their_own_chat_wherever_they_asked(string where)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        Story.Sim.Faults.Always(Fault.Error(403, "Forbidden"), new FaultScope(Targeted: true));
        var message = Story.Sim.Activities.Message(where == "group" ? Org.GroupChat : Org.Channel, Org.Bram, "status", mention: where == "group");
        if (where == "slash") message["recipient"]!["isTargeted"] = true;

        var answer = Assert.Single(await Story.SendAsync(message));

        Assert.Equal(Story.Sim.Org.ChatWith(Org.Bram), answer.Conversation);
        answer.Card.Says("Lezers van de Polder");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task A_card_for_one_person_that_is_gone_or_refused_becomes_a_new_one_for_them_alone(int status)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var message = Story.Sim.Activities.Message(Org.Channel, Org.Anna, "taal", mention: false);
        message["recipient"]!["isTargeted"] = true;
        var own = Assert.Single(await Story.SendAsync(message));
        Story.Sim.Faults.Always(Fault.Error(status, "ActivityNotFoundInConversation"), new FaultScope(SimOperation.Update));
        var press = Story.Sim.Activities.Press(own, Org.Anna, "language.choose", oldClient: true);
        press["recipient"]!["isTargeted"] = true;

        var anew = Assert.Single(await Story.SendAsync(press));

        Assert.Equal((Org.Anna.Address, true), ((string?)anew.Activity["recipient"]?["id"], (bool?)anew.Activity["recipient"]?["isTargeted"]));
        Assert.NotEmpty(anew.Card!.Buttons());
    }

    [Theory]
    [InlineData("status")]
    [InlineData("rollen")]
    [InlineData("ik")]
    [InlineData("bijdragen")]
    [InlineData("voorbeelden")]
    [InlineData("dokter")]
    [InlineData("beheerders")]
    public async Task What_is_asked_in_a_meetings_chat_is_answered_to_the_asker_alone(string asked)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        var message = Story.Sim.Activities.Message(Org.GroupChat, Org.Anna, asked);
        const string Meeting = "19:meeting_Tm90IGEgcmVhbCBvbmU@thread.v2";
        message["conversation"]!["id"] = Meeting;
        message["channelData"]!["meeting"] = new JsonObject { ["id"] = "TWVldGluZw==" };
        var before = Story.Sim.Requests.ToConnector.Count();

        await Story.DeliverAsync(message);

        var said = Story.Sim.Requests.ToConnector.Skip(before).Where(request => request.ConversationId == Meeting && request.Method == "POST").ToList();
        Assert.NotEmpty(said);
        Assert.All(said.Where(request => !request.BodyText.Contains("meant for one person", StringComparison.Ordinal)
                && !request.BodyText.Contains("voor één persoon", StringComparison.Ordinal)),
            request => Assert.Contains("isTargetedActivity=true", request.Target, StringComparison.Ordinal));
        Assert.All(said.Where(request => !request.Target.Contains("isTargetedActivity=true", StringComparison.Ordinal)),
            request => Assert.DoesNotContain("Lezers", request.BodyText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hanging_update_does_not_keep_the_presser_waiting()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "/community register");
        using var hanging = Story.Sim.Faults.Always(Fault.Hang(), new FaultScope(SimOperation.Update));
        var answers = new Dictionary<string, string> { ["Name"] = "Lezers", ["Theme"] = "Boeken", ["StartDate"] = "2026-09-01", ["Language"] = "nl" };
        var press = Story.Sim.Activities.Press(form, Org.Anna, "community.register", answers);
        var began = TimeProvider.System.GetTimestamp();

        var delivery = await Story.Sim.DeliverAsync(Story.Host.Endpoint, press, Ct);

        Assert.Equal((HttpStatusCode.OK, 200), (delivery.Status, (int)delivery.Json!["statusCode"]!));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_targeted_card_is_brought_up_to_date_without_naming_its_reader_again()
    {
        await using var driver = await Teams.Outbound.OutboundDriver.StartAsync(ct: Ct);
        var anna = driver.Teams.Sample.Anna.Address;
        var card = new AdaptiveCard { Lang = "nl", FallbackText = "x", Body = [] };
        var sent = (SendResult.Sent)await driver.Connector.SendAsync(driver.Thread, Outgoing.Card(card, "x", onlyFor: anna), driver.Later, Ct);

        var updated = await driver.Connector.UpdateAsync(driver.Thread, sent.Id!, Outgoing.Update(card, "y", anna), driver.Later, Ct);

        Assert.IsType<SendResult.Sent>(updated);
    }

    private async Task<IReadOnlyList<SimPost>> PressesOldAsync(SimPerson who, SimPost card, string verb)
    {
        var more = (await Story.PressesAsync(who, card, "status.more"))["value"]!.AsObject();
        var press = Story.Sim.Activities.Press(more, card.Conversation, card.Id, card.Id, who, verb, oldClient: true);
        return await Story.SendAsync(press);
    }
}
