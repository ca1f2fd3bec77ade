using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>The eleven points on the status, and what stands behind each of them.</summary>
public sealed class ChecksStory() : StoryTests("2026-11-23T10:00:00Z")
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task The_status_counts_them_and_each_opens_to_its_rule_its_data_and_its_day()
    {
        var status = await Story.AsksAsync(Org.Chris, Org.Channel, "status");
        status.Card.Says("In orde: 1 · Vraagt aandacht: 4 · Onbekend: 6");

        var all = await Story.PressesAsync(Org.Chris, status, "Alle elf punten");
        foreach (var kind in Enum.GetValues<CheckKind>())
            using (Language.Use("nl")) all["value"].Says(CheckWords.Title(kind));
        var one = await Story.PressesOnAsync(Org.Chris, status, all, "checks.one");

        one["value"].Says("Drie rollen ingevuld");
        one["value"].Says("Vraagt aandacht");
        one["value"].Says("0 van de 3 rollen ingevuld, 0 vraagt aandacht, voor 0 wordt op antwoord gewacht.");
        one["value"].Says("Gegevens van\n23 november 2026");
        (await Story.PressesOnAsync(Org.Chris, status, one, "Alle elf punten"))["value"].Says("Elf punten van Lezers van de Polder");
        // It is for whoever pressed it: the others keep the status.
        Assert.Single(status.Versions);
    }

    [Fact]
    public async Task What_changes_is_told_by_the_next_status_with_one_next_step()
    {
        foreach (var (who, role) in new[] { (Org.Anna, Role.Bouwer), (Org.Bram, Role.Verbinder), (Org.Chris, Role.Aanjager) })
            await Story.HoldsAsync(who, role);

        var status = await Story.AsksAsync(Org.Chris, Org.Channel, "status");

        status.Card.Says("In orde: 3 · Vraagt aandacht: 3 · Onbekend: 5");
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(status.Card!.Words(), "^Eerst dit$", System.Text.RegularExpressions.RegexOptions.Multiline));
    }
}
