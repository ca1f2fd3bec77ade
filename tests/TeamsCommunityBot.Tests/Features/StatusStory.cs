using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>The most used screen: what stands on it is true, and what is next is a button.</summary>
public sealed class StatusStory() : StoryTests("2026-11-19T10:00:00Z")
{
    [Fact]
    public async Task Who_registers_reads_when_the_first_message_comes()
    {
        var card = await Story.RegistersAsync(Org.Anna, Org.Channel);

        Now(card).Card.Says("Het eerste weekbericht komt op maandag 23 november om 9.30 uur.");
        Assert.Equal(["Rollen", "Activiteiten", "Weekbericht", "Meer"], Now(card).Card!.Buttons());
        (await Story.PressesAsync(Org.Anna, Now(card), "Zoek een bouwer"))["value"].Says("Rollen van Lezers van de Polder");
    }

    [Fact]
    public async Task The_next_message_is_the_one_that_comes()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await SaysNextAsync("Volgende weekbericht", "maandag 23 november om 9.30 uur");

        // One that was sent by hand takes the place of this week's.
        await UntilAsync("2026-11-23T07:00:00Z");
        await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht"), "Nu versturen");
        await Story.SettleAsync();
        await SaysNextAsync("Volgende weekbericht", "maandag 30 november om 9.30 uur");

        var rhythm = await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht");
        await Story.PressesOnAsync(Org.Anna, rhythm, await Story.PressesAsync(Org.Anna, rhythm, "Pauzeren"), "Twee weken");
        await SaysNextAsync("Volgende weekbericht", "gepauzeerd tot 7 december 2026");
    }

    [Fact]
    public async Task Quiet_days_of_the_organisation_move_the_next_message()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Anna)]);
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await SaysNextAsync("Volgende weekbericht", "maandag 23 november om 9.30 uur");
        var quiet = await Story.AsksAsync(Org.Anna, Org.Channel, "stil");
        await Story.PressesAsync(Org.Anna, quiet, "Toevoegen", ("From", "2026-11-20"), ("To", "2026-12-01"));

        await SaysNextAsync("Volgende weekbericht", "maandag 7 december om 9.30 uur");
    }

    [Fact]
    public async Task More_leads_everywhere_and_back()
    {
        var card = await Story.RegistersAsync(Org.Anna, Org.Channel);

        var more = await Story.PressesAsync(Org.Anna, card, "Meer");
        more["value"].Says("Gegevens wijzigen");
        more["value"].Says("Geschiedenis");
        (await Story.PressesOnAsync(Org.Anna, card, more, "Terug naar de status"))["value"].Says("Startfase, maand 3 van 12");
    }

    private async Task SaysNextAsync(string label, string value)
    {
        var facts = (await Story.AsksAsync(Org.Anna, Org.Channel, "status")).Card!["body"]!.AsArray()
            .Where(part => (string?)part!["type"] == "FactSet").SelectMany(part => part!["facts"]!.AsArray());
        Assert.Equal(value, facts.Single(fact => (string?)fact!["title"] == label)!["value"]!.ToString());
    }
}
