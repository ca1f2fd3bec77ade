using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>A Dutch community, and somebody with an English Teams: what they alone read is in their language, in every form that it takes.</summary>
public sealed class AnswerLanguageStory : StoryTests
{
    private const string English = "en-GB";

    protected override async ValueTask BeginAsync() => await Story.RegistersAsync(Org.Anna, Org.Channel);

    [Fact]
    public async Task What_everybody_reads_is_in_the_language_of_the_community() =>
        (await Story.AsksAsync(Org.Anna, Org.Channel, "status", English)).Card.Says("Startfase");

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task What_one_person_reads_is_in_theirs_wherever_it_was_asked_and_wherever_it_arrives(bool inChannel, bool isRefused)
    {
        if (isRefused) Story.Sim.Faults.Always(Fault.Error(403, "Forbidden"), new FaultScope(Targeted: true));

        var answer = await AsksAloneAsync(inChannel, English);

        Assert.Equal(isRefused ? Story.Sim.Org.ChatWith(Org.Anna) : inChannel ? Org.Channel : Org.GroupChat, answer.Conversation);
        answer.Card.Says("Start phase");
        answer.Card.SaysNothingOf("Startfase");
        Assert.Equal("en", answer.Card!["lang"]!.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_chose_a_language_reads_that_whatever_their_client_speaks(bool inChannel)
    {
        await Story.SaysAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), "taal en");

        (await AsksAloneAsync(inChannel, "nl-NL")).Card.Says("Start phase");
    }

    [Fact]
    public async Task A_button_on_a_card_for_one_person_answers_in_their_language_too()
    {
        var status = await AsksAloneAsync(inChannel: true, English);

        var press = Story.Sim.Activities.Press(status, Org.Anna, "status.more", locale: English);
        press["recipient"]!["isTargeted"] = true;

        Assert.Equal("en", (await Story.DeliverAsync(press)).Json!["value"]!["lang"]!.ToString());
    }

    private async Task<SimPost> AsksAloneAsync(bool inChannel, string locale)
    {
        var message = Story.Sim.Activities.Message(inChannel ? Org.Channel : Org.GroupChat, Org.Anna, "status", locale, mention: !inChannel);
        if (inChannel) message["recipient"]!["isTargeted"] = true;
        return Assert.Single(await Story.SendAsync(message));
    }
}
