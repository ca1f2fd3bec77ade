using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

public sealed class RegistrationStory : IAsyncLifetime
{
    private Story _story = null!;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync();

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task A_channel_becomes_a_community_and_stays_one_over_a_restart()
    {
        var (anna, channel) = (_story.Org.Anna, _story.Org.Channel);

        var form = await _story.AsksAsync(anna, channel, "/community register");
        Assert.Contains("AI in de praktijk", form.Card!.Words(), StringComparison.Ordinal);

        var answer = await _story.PressesAsync(anna, form, "Aanmelden", ("Name", "Lezers van de Polder"), ("Theme", "Boeken"), ("StartDate", "2026-09-01"),
            ("Language", "nl"));
        Assert.Equal("application/vnd.microsoft.card.adaptive", answer["type"]!.ToString());
        var status = _story.Sim.Posts(form.ConversationId).Single(post => post.Id == form.Id).Card!;
        Assert.Contains("Lezers van de Polder", status.Words(), StringComparison.Ordinal);
        Assert.Contains("nog niemand", status.Words(), StringComparison.Ordinal);

        await _story.RestartAsync();
        var after = await _story.AsksAsync(_story.Org.Bram, channel, "status");
        Assert.Contains("Lezers van de Polder", after.Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_has_one_community()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);

        var answer = await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "aanmelden");

        Assert.Contains("Dit kanaal heeft al een community.", answer.Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("Lezers van de Polder", answer.Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_register_at_once_make_one_community()
    {
        var (first, second) = (await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "register"),
            await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "register"));

        await Task.WhenAll(
            _story.PressesAsync(_story.Org.Anna, first, "community.register", Form("Van Anna")),
            _story.PressesAsync(_story.Org.Bram, second, "community.register", Form("Van Bram")));

        var words = (await _story.AsksAsync(_story.Org.Chris, _story.Org.Channel, "status")).Card!.Words();
        Assert.NotEqual(words.Contains("Van Anna", StringComparison.Ordinal), words.Contains("Van Bram", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_in_the_form_is_said_and_the_rest_is_kept()
    {
        var form = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "register");
        var before = _story.Host.Fingerprint();

        var answer = await _story.PressesAsync(_story.Org.Anna, form, "community.register", ("Name", " "), ("Theme", "Boeken"), ("StartDate", "2026-09-01"),
            ("Language", "nl"));

        Assert.Contains("Geef de community een naam.", answer["value"]!.Words(), StringComparison.Ordinal);
        Assert.Contains("Boeken", answer["value"]!.Words(), StringComparison.Ordinal);
        Assert.Equal(before, _story.Host.Fingerprint());
    }

    [Fact]
    public async Task Only_who_leads_changes_and_the_language_follows()
    {
        var status = await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);

        var refused = await _story.PressesAsync(_story.Org.Bram, status, "community.edit");
        Assert.Equal("application/vnd.microsoft.activity.message", refused["type"]!.ToString());

        var form = await _story.PressesAsync(_story.Org.Anna, status, "community.edit");
        var press = _story.Sim.Activities.Press(
            form["value"]!.AsObject(),
            _story.Org.Channel,
            status.ConversationId.Split("messageid=")[1],
            status.Id,
            _story.Org.Anna,
            "community.save",
            new Dictionary<string, string> { ["Name"] = "Readers", ["Language"] = "en" });
        await _story.Sim.DeliverAsync(_story.Host.Endpoint, press, TestContext.Current.CancellationToken);

        var words = (await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "status")).Card!.Words();
        Assert.Contains("Readers", words, StringComparison.Ordinal);
        Assert.Contains("nobody yet", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_asks_first_and_can_be_undone()
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);

        var question = await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, "afmelden");
        await _story.PressesAsync(_story.Org.Anna, question, "community.unregister");
        Assert.Contains("nog geen community", (await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "status")).Card!.Words(), StringComparison.Ordinal);

        var ended = _story.Sim.Posts(question.ConversationId).Single(post => post.Id == question.Id);
        await _story.PressesAsync(_story.Org.Anna, ended, "community.restore");
        Assert.Contains("Lezers van de Polder", (await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "status")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_look_and_do_not_register()
    {
        var before = _story.Host.Fingerprint();

        var answer = await _story.AsksAsync(_story.Org.Guest, _story.Org.Channel, "register");

        Assert.Null(answer.Card);
        Assert.NotEqual("", answer.Text);
        Assert.Equal(before, _story.Host.Fingerprint());
        Assert.Contains("nog geen community", (await _story.AsksAsync(_story.Org.Guest, _story.Org.Channel, "status")).Card!.Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private")]
    [InlineData("shared")]
    public async Task Private_and_shared_channels_have_communities_too(string kind)
    {
        var channel = kind == "private" ? _story.Org.Private : _story.Org.Shared;

        var status = await _story.RegistersAsync(_story.Org.Anna, channel, "Kleine kring");

        Assert.Contains("Kleine kring", status.Card!.Words(), StringComparison.Ordinal);
    }

    private static (string, string)[] Form(string name) => [("Name", name), ("Theme", ""), ("StartDate", "2026-09-01"), ("Language", "nl")];
}
