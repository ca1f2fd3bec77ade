using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

public sealed class RegistrationStory : StoryTests
{
    [Fact]
    public async Task A_channel_becomes_a_community_and_stays_one_over_a_restart()
    {
        var (anna, channel) = (Org.Anna, Org.Channel);

        var form = await Story.AsksAsync(anna, channel, "/community register");
        form.Card.Says("AI in de praktijk");

        var answer = await Story.PressesAsync(anna, form, "Aanmelden", ("Name", "Lezers van de Polder"), ("Theme", "Boeken"), ("StartDate", "2026-09-01"),
            ("Language", "nl"));
        Assert.Equal("application/vnd.microsoft.card.adaptive", answer["type"]!.ToString());
        var status = Story.Sim.Posts(form.ConversationId).Single(post => post.Id == form.Id).Card!;
        status.Says("Lezers van de Polder");
        status.Says("nog niemand");

        await Story.RestartAsync();
        var after = await Story.AsksAsync(Org.Bram, channel, "status");
        after.Card.Says("Lezers van de Polder");
    }

    [Fact]
    public async Task A_channel_has_one_community()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        var answer = await Story.AsksAsync(Org.Bram, Org.Channel, "aanmelden");

        answer.Card.Says("Dit kanaal heeft al een community.");
        answer.Card.Says("Lezers van de Polder");
    }

    [Fact]
    public async Task Two_people_who_register_at_once_make_one_community()
    {
        var (first, second) = (await Story.AsksAsync(Org.Anna, Org.Channel, "register"),
            await Story.AsksAsync(Org.Bram, Org.Channel, "register"));

        await Task.WhenAll(
            Story.PressesAsync(Org.Anna, first, "community.register", Form("Van Anna")),
            Story.PressesAsync(Org.Bram, second, "community.register", Form("Van Bram")));

        var words = (await Story.AsksAsync(Org.Chris, Org.Channel, "status")).Card!.Words();
        Assert.NotEqual(words.Contains("Van Anna", StringComparison.Ordinal), words.Contains("Van Bram", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_in_the_form_is_said_and_the_rest_is_kept()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "register");
        var before = Story.Host.Fingerprint();

        var answer = await Story.PressesAsync(Org.Anna, form, "community.register", ("Name", " "), ("Theme", "Boeken"), ("StartDate", "2026-09-01"),
            ("Language", "nl"));

        answer["value"].Says("Geef de community een naam.");
        answer["value"].Says("Boeken");
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task Only_who_leads_changes_and_the_language_follows()
    {
        var status = await Story.RegistersAsync(Org.Anna, Org.Channel);

        var refused = await Story.PressesAsync(Org.Bram, status, "community.edit");
        Assert.Equal("application/vnd.microsoft.activity.message", refused["type"]!.ToString());

        var form = await Story.PressesAsync(Org.Anna, status, "community.edit");
        var press = Story.Sim.Activities.Press(
            form["value"]!.AsObject(),
            Org.Channel,
            status.ConversationId.Split("messageid=")[1],
            status.Id,
            Org.Anna,
            "community.save",
            new Dictionary<string, string> { ["Name"] = "Readers", ["Language"] = "en" });
        await Story.DeliverAsync(press);

        var words = (await Story.AsksAsync(Org.Bram, Org.Channel, "status")).Card!.Words();
        Assert.Contains("Readers", words, StringComparison.Ordinal);
        Assert.Contains("nobody yet", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_asks_first_and_can_be_undone()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        var question = await Story.AsksAsync(Org.Anna, Org.Channel, "afmelden");
        await Story.PressesAsync(Org.Anna, question, "community.unregister");
        (await Story.AsksAsync(Org.Bram, Org.Channel, "status")).Card.Says("nog geen community");

        var ended = Story.Sim.Posts(question.ConversationId).Single(post => post.Id == question.Id);
        await Story.PressesAsync(Org.Anna, ended, "community.restore");
        Assert.Contains("Lezers van de Polder", (await Story.AsksAsync(Org.Bram, Org.Channel, "status")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_look_and_do_not_register()
    {
        var before = Story.Host.Fingerprint();

        var answer = await Story.AsksAsync(Org.Guest, Org.Channel, "register");

        Assert.Null(answer.Card);
        Assert.NotEqual("", answer.Text);
        Assert.Equal(before, Story.Host.Fingerprint());
        (await Story.AsksAsync(Org.Guest, Org.Channel, "status")).Card.Says("nog geen community");
    }

    [Theory]
    [InlineData("private")]
    [InlineData("shared")]
    public async Task Private_and_shared_channels_have_communities_too(string kind)
    {
        var channel = kind == "private" ? Org.Private : Org.Shared;

        var status = await Story.RegistersAsync(Org.Anna, channel, "Kleine kring");

        status.Card.Says("Kleine kring");
    }

    private static (string, string)[] Form(string name) => [("Name", name), ("Theme", ""), ("StartDate", "2026-09-01"), ("Language", "nl")];
}
