using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Milestones;

/// <summary>Three, six, nine and twelve months after the start, in the channel: what was reached, and after a year how to go on.</summary>
public sealed class MilestoneStory() : StoryTests("2026-11-19T10:00:00Z")
{
    private const string ThreeMonths = "drie maanden onderweg";
    private const string AYear = "een jaar onderweg";

    [Fact]
    public async Task After_three_months_the_channel_reads_what_was_reached_and_one_next_step()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await UntilAsync("2026-12-01T08:29:00Z");
        Assert.Empty(Said(ThreeMonths));

        await UntilAsync("2026-12-01T08:45:00Z");

        var words = Assert.Single(Said(ThreeMonths)).Card!.Words();
        Assert.Contains("3 van 12 maanden van de startfase", words, StringComparison.Ordinal);
        Assert.Contains("1 van 3", words, StringComparison.Ordinal);
        Assert.Contains("ingevuld sinds 19 november 2026", words, StringComparison.Ordinal);
        Assert.Contains("Vraag iemand voor de rol van verbinder", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Bram", words, StringComparison.Ordinal);
        Assert.Contains("mijlpaal van 3 maanden: gemeld", (await LogAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_said_once_whatever_is_restarted_moved_ended_or_registered_again()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await UntilAsync("2026-12-01T08:45:00Z");
        await Story.RestartAsync();
        await MoveStartAsync("2026-09-10");
        await UntilAsync("2026-12-11T08:45:00Z");
        Assert.Single(Said(ThreeMonths));

        var question = await Story.AsksAsync(Org.Anna, Org.Channel, "afmelden");
        await Story.PressesAsync(Org.Anna, question, "Ja, afmelden");
        await Story.RegistersAsync(Org.Anna, Org.Channel, start: "2026-09-15");
        await UntilAsync("2026-12-16T08:45:00Z");

        Assert.Single(Said(ThreeMonths));
    }

    [Fact]
    public async Task Another_first_day_moves_what_is_to_come()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await MoveStartAsync("2026-09-08");

        await UntilAsync("2026-12-07T12:00:00Z");
        Assert.Empty(Said(ThreeMonths));
        await UntilAsync("2026-12-08T08:45:00Z");
        Assert.Single(Said(ThreeMonths));
    }

    [Fact]
    public async Task A_bot_that_was_off_for_too_long_skips_it_and_the_log_says_so()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        await Story.LaterAsync(TimeSpan.FromDays(30));
        await UntilAsync("2026-12-21T12:00:00Z");

        Assert.Empty(Said(ThreeMonths));
        Assert.Contains("mijlpaal van 3 maanden overgeslagen: ik was meer dan twee weken te laat", await LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_year_who_leads_chooses_on_the_card_sees_it_there_and_may_take_it_back()
    {
        var card = await AfterAYearAsync();
        Assert.Equal(["Doorgaan", "Bijstellen", "Overdragen", "Afronden"], card.Card!.Buttons());

        Assert.Contains("leidt", (await Story.PressesAsync(Org.Bram, card, "Doorgaan"))["value"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("koos", Now(card).Card!.Words(), StringComparison.Ordinal);
        var old = new JsonObject { ["value"] = card.Card!.DeepClone() };
        await Story.PressesAsync(Org.Anna, card, "Doorgaan");
        Assert.Contains("Op 1 december 2026 koos Anna Voorbeeld voor doorgaan.", Now(card).Card!.Words(), StringComparison.Ordinal);

        // The card as it stood before somebody chose.
        await Story.PressesOnAsync(Org.Anna, card, old, "Bijstellen");
        Assert.Contains("Iemand anders koos intussen.", Now(card).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("voor doorgaan.", Now(card).Card!.Words(), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Anna, Now(card), "Ongedaan maken");
        await Story.PressesAsync(Org.Anna, Now(card), "Bijstellen");
        Assert.Contains("koos Anna Voorbeeld voor doorgaan en bijstellen.", Now(card).Card!.Words(), StringComparison.Ordinal);
        Assert.Equal(["Gegevens wijzigen", "Ongedaan maken"], Now(card).Card!.Buttons());
        (await Story.PressesAsync(Org.Anna, Now(card), "Gegevens wijzigen"))["value"].Says("Gegevens wijzigen");
    }

    [Fact]
    public async Task Of_ten_choices_at_the_same_moment_one_is_kept_and_the_others_read_that_somebody_else_chose()
    {
        var card = await AfterAYearAsync();
        var presses = Enumerable.Range(0, 10).Select(n => Story.Sim.Activities.Press(card, Org.Anna, n % 2 == 0 ? "Doorgaan" : "Bijstellen")).ToList();

        var told = (await Task.WhenAll(presses.Select(press => Story.DeliverAsync(press)))).Select(answer => answer.Json!["value"]!.Words()).ToList();

        Assert.Equal(9, told.Count(words => words.Contains("Iemand anders koos intussen.", StringComparison.Ordinal)));
        var kept = Assert.Single(told, words => !words.Contains("Iemand anders koos intussen.", StringComparison.Ordinal));
        Assert.Contains("koos Anna Voorbeeld voor", kept, StringComparison.Ordinal);
        // Which of the ten came first is nobody's to say; everyone sees the same.
        Assert.Equal(kept.Contains(" en bijstellen", StringComparison.Ordinal), Now(card).Card!.Words().Contains(" en bijstellen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Handing_over_leads_to_the_roles_and_rounding_off_to_the_question_whether_to_end()
    {
        var card = await AfterAYearAsync();

        var roles = (await Story.PressesAsync(Org.Anna, card, "Overdragen"))["value"]!;
        var end = (await Story.PressesAsync(Org.Anna, card, "Afronden"))["value"]!;

        Assert.Contains("Bouwer", roles.Words() + Last(), StringComparison.Ordinal);
        Assert.Contains("afmelden?", end.Words() + Last(), StringComparison.Ordinal);
        Assert.DoesNotContain("startfase: die duurt nog", end.Words() + Last(), StringComparison.Ordinal);

        string Last() => Story.Sim.Posts(Org.Channel)[^1].Card!.Words();
    }

    [Fact]
    public async Task Ended_early_the_question_says_how_early()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);

        var question = await Story.AsksAsync(Org.Anna, Org.Channel, "afmelden");

        question.Card.Says("Dit is maand 3 van de 12 van de startfase: die duurt nog 10 maanden, deze maand meegeteld.");
    }

    private async Task<SimPost> AfterAYearAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel, start: "2025-12-01");
        await UntilAsync("2026-12-01T08:45:00Z");
        return Assert.Single(Said(AYear));
    }

    private async Task MoveStartAsync(string start)
    {
        var status = await Story.AsksAsync(Org.Anna, Org.Channel, "status");
        var form = await Story.PressesAsync(Org.Anna, status, "community.edit");
        await Story.PressesOnAsync(Org.Anna, status, form, "community.save", ("StartDate", start));
    }

    private async Task<string> LogAsync() => (await Story.AsksAsync(Org.Bram, Org.Channel, "weekbericht logboek")).Card!.Words();

    private IReadOnlyList<SimPost> Said(string words) =>
        [.. Story.Sim.Posts(Org.Channel).Where(post => post.Card?.Words().Contains(words, StringComparison.Ordinal) == true)];
}
