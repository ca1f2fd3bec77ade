using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.TimeGiven;

/// <summary>The monthly question about time, in one's own chat: one press, nobody sees who, and what happens when time falls short twice.</summary>
public sealed class TimeStory() : StoryTests("2026-11-23T08:00:00Z")
{
    private const string Question = "Had je genoeg tijd?";
    private const string Short = "minder tijd dan afgesproken";

    /// <summary>Registered late in a month, the community is asked from the twentieth on.</summary>
    private const string December = "2026-12-21T08:45:00Z";
    private const string January = "2027-01-20T08:45:00Z";

    private static readonly string[] Pointers = ["Bram", "Chris", "verbinder", "aanjager"];

    [Fact]
    public async Task Once_a_month_each_with_a_role_is_asked_in_their_own_chat_and_may_change_the_answer()
    {
        await BeginAsync();
        await UntilAsync("2026-12-21T08:15:00Z");
        Assert.Empty(await AskedAsync(Org.Bram));

        await UntilAsync(December);

        var asked = Assert.Single(await AskedAsync(Org.Bram));
        asked.Card.Says("Het gaat over de afgesproken tijd voor je rol (verbinder) in Lezers van de Polder");
        Assert.Single(await AskedAsync(Org.Chris));
        Assert.Empty(await AskedAsync(Org.Anna));
        await Story.PressesAsync(Org.Bram, asked, "Nee");
        Assert.Contains("Genoteerd: Nee.", Now(asked).Card!.Words(), StringComparison.Ordinal);
        Assert.Equal(["Ja", "Deels"], Now(asked).Card!.Buttons());
        await Story.PressesAsync(Org.Bram, Now(asked), "Ja");
        Assert.Contains("Genoteerd: Ja.", Now(asked).Card!.Words(), StringComparison.Ordinal);

        await Story.RestartAsync();
        await UntilAsync("2027-01-15T08:00:00Z");
        Assert.Single(await AskedAsync(Org.Bram));
        await UntilAsync(January);
        Assert.Equal(2, (await AskedAsync(Org.Bram)).Count);
    }

    [Fact]
    public async Task Two_times_no_in_a_row_is_told_to_who_leads_with_numbers_and_to_nobody_else()
    {
        await BeginAsync();
        await AnswerAsync(December, "Nee", "Ja");
        await Story.LaterAsync(TimeSpan.FromHours(2));
        Assert.Empty(await ToldAsync(Org.Anna));

        await AnswerAsync(January, "Nee", "Deels");
        Assert.Empty(await ToldAsync(Org.Anna));
        await Story.LaterAsync(TimeSpan.FromHours(2));

        var words = Assert.Single(await ToldAsync(Org.Anna)).Card!.Words();
        Assert.Contains("december 2026: Ja: 1 · Deels: 0 · Nee: 1", words, StringComparison.Ordinal);
        Assert.Contains("januari 2027: Ja: 0 · Deels: 1 · Nee: 1", words, StringComparison.Ordinal);
        Assert.All(Pointers, name => Assert.DoesNotContain(name, words, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Story.Sim.Posts(), post => post.Conversation == Org.Channel && post.Json.Contains(Short, StringComparison.Ordinal));
        await Story.RestartAsync();
        await UntilAsync("2027-02-15T08:00:00Z");
        Assert.Single(await ToldAsync(Org.Anna));
    }

    [Fact]
    public async Task Who_pressed_by_mistake_presses_the_other_before_anybody_hears_of_it()
    {
        await BeginAsync();
        await AnswerAsync(December, "Nee", "Ja");
        await AnswerAsync(January, "Nee", "Ja");

        await Story.PressesAsync(Org.Bram, Now((await AskedAsync(Org.Bram))[^1]), "Deels");
        await Story.LaterAsync(TimeSpan.FromHours(2));

        Assert.Empty(await ToldAsync(Org.Anna));
    }

    [Fact]
    public async Task Somebody_away_is_not_asked_and_neither_is_anybody_before_the_start()
    {
        await BeginAsync("2027-01-11");
        var targets = await Story.AsksAsync(Org.Anna, Org.Channel, "doel");
        var form = await Story.PressesAsync(Org.Anna, targets, "target.without");
        await Story.PressesOnAsync(Org.Anna, targets, form, "target.without.save", ("Reason", "We leren elkaar eerst kennen."));
        await UntilAsync(December);
        Assert.Empty(await AskedAsync(Org.Bram));
        await Story.ChangesAsync(null, community => community.Doubt(Role.Verbinder, RiskReason.Away, RoleSteps.Of(Org.Bram), Clock.GetUtcNow()));

        await UntilAsync(January);

        Assert.Empty(await AskedAsync(Org.Bram));
        Assert.Single(await AskedAsync(Org.Chris));
    }

    [Fact]
    public async Task The_community_may_do_without_the_question()
    {
        await BeginAsync();
        var card = await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        var form = await Story.PressesAsync(Org.Anna, card, "Instellen");
        await Story.PressesOnAsync(Org.Anna, card, form, "Opslaan", ("TimeQuestion", "false"));
        await UntilAsync(December);
        Assert.Empty(await AskedAsync(Org.Bram));

        form = await Story.PressesAsync(Org.Anna, Now(card), "Instellen");
        Assert.Contains("\"value\":\"false\"", form["value"]!.ToJsonString(), StringComparison.Ordinal);
        await Story.PressesOnAsync(Org.Anna, card, form, "Opslaan", ("TimeQuestion", "true"));
        // There is still a working day left this month.
        await UntilAsync("2026-12-22T08:45:00Z");
        Assert.Single(await AskedAsync(Org.Bram));
    }

    [Fact]
    public async Task Who_has_no_role_any_more_and_who_presses_an_old_card_changes_nothing()
    {
        await BeginAsync();
        await UntilAsync(December);
        var asked = Assert.Single(await AskedAsync(Org.Bram));
        await UntilAsync("2027-02-25T08:45:00Z");
        var before = Story.Host.Fingerprint();
        Assert.Contains("Deze vraag is voorbij", (await Story.PressesAsync(Org.Bram, asked, "Nee"))["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());

        var newest = (await AskedAsync(Org.Bram))[^1];
        await Story.ChangesAsync(null, community => community.Release(Role.Verbinder, RoleSteps.Of(Org.Bram), Clock.GetUtcNow()));
        await Story.SettleAsync();
        before = Story.Host.Fingerprint();
        Assert.Contains("geen rol meer", (await Story.PressesAsync(Org.Bram, newest, "Nee"))["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    private async Task BeginAsync(string start = "2026-09-01")
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel, start: start);
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.HoldsAsync(Org.Chris, Role.Aanjager);
        await Story.SettleAsync();
    }

    private async Task AnswerAsync(string moment, string bram, string chris)
    {
        await UntilAsync(moment);
        await Story.PressesAsync(Org.Bram, (await AskedAsync(Org.Bram))[^1], bram);
        await Story.PressesAsync(Org.Chris, (await AskedAsync(Org.Chris))[^1], chris);
    }

    private Task<IReadOnlyList<SimPost>> AskedAsync(SimPerson who) => WithAsync(who, Question);

    private Task<IReadOnlyList<SimPost>> ToldAsync(SimPerson who) => WithAsync(who, Short);

    private async Task<IReadOnlyList<SimPost>> WithAsync(SimPerson who, string words) =>
        [.. (await Story.PersonalPostsAsync(who)).Where(post => post.Card?.Words().Contains(words, StringComparison.Ordinal) == true)];
}
