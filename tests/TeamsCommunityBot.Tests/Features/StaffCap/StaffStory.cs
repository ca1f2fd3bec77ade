using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.StaffCap;

/// <summary>More than a few colleagues, and not all know what they do: one gentle question a month, and what can be done about it.</summary>
public sealed class StaffStory() : StoryTests("2026-11-23T08:00:00Z")
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(28) + TimeSpan.FromHours(2);

    protected override async ValueTask BeginAsync()
    {
        // Four colleagues and a guest: one more than works by itself.
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.LaterAsync(TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task After_a_month_the_verbinder_is_asked_once_and_names_stay_between_them()
    {
        await Story.LaterAsync(Month);

        var card = Assert.Single(await AskedAsync(Org.Bram)).Card!;
        card.Says("4 collega's, 3 zonder rol.");
        foreach (var name in new[] { "Anna Voorbeeld", "Chris Proefpersoon", "Dina Monster" }) Assert.Contains(name, card.Words(), StringComparison.Ordinal);
        card.SaysNothingOf("Gast");
        Assert.Empty(await AskedAsync(Org.Anna));
        Assert.DoesNotContain(Story.Sim.Posts(), post => post.Conversation == Org.Channel && post.Json.Contains("zonder rol", StringComparison.Ordinal));
        await Story.RestartAsync();
        await Story.LaterAsync(TimeSpan.FromDays(20));
        Assert.Single(await AskedAsync(Org.Bram));
        await Story.LaterAsync(TimeSpan.FromDays(10));
        Assert.Equal(2, (await AskedAsync(Org.Bram)).Count);
    }

    [Fact]
    public async Task Somebody_made_an_observer_hears_it_kindly_counts_no_more_and_may_undo_it()
    {
        await Story.LaterAsync(Month);
        var card = Assert.Single(await AskedAsync(Org.Bram));

        var answer = await Story.PressesAsync(Org.Bram, card, "Meekijker maken", ("Person", Org.Dina.AadObjectId));

        answer["value"].Says("Dina Monster is nu meekijker");
        answer["value"].Says("3 collega's, 2 zonder rol.");
        // Three is few enough: next month nobody is asked.
        await Story.LaterAsync(Month);
        Assert.Single(await AskedAsync(Org.Bram));
        var told = Assert.Single(await Story.PersonalPostsAsync(Org.Dina), post => post.Card!.Words().Contains("Je kijkt mee", StringComparison.Ordinal));
        told.Card.Says("Bram Testman heeft je meekijker gemaakt");
        var joined = await Story.PressesAsync(Org.Dina, told, "Ik doe graag mee");
        Assert.Equal(["Mijn bijdrage beschrijven"], joined["value"]!.Buttons());
        (await Story.PressesOnAsync(Org.Dina, told, joined, "contribution.edit"))["value"].Says("Je doet mee");
        await Story.LaterAsync(Month);
        Assert.Equal(2, (await AskedAsync(Org.Bram)).Count);
    }

    [Fact]
    public async Task It_is_fine_like_this_means_no_more_questions_until_there_are_more_of_them()
    {
        await Story.LaterAsync(Month);
        await Story.PressesAsync(Org.Bram, Assert.Single(await AskedAsync(Org.Bram)), "Klopt zo");
        await Story.LaterAsync(Month);
        Assert.Single(await AskedAsync(Org.Bram));

        Org.Team.Roster.Add(Story.Sim.Org.AddPerson(Org.Tenant, "Els Nieuweling"));
        await Story.LaterAsync(Month);

        Assert.Equal(2, (await AskedAsync(Org.Bram)).Count);
    }

    [Fact]
    public async Task Asked_from_the_card_somebody_is_invited_and_words_of_goodbye_remove_nobody()
    {
        await Story.LaterAsync(Month);
        var card = Assert.Single(await AskedAsync(Org.Bram));

        var asked = await Story.PressesAsync(Org.Bram, card, "Vragen voor deze rol", ("Person", Org.Chris.AadObjectId), ("Role", "Aanjager"));
        asked["value"].Says("Ik heb Chris Proefpersoon gevraagd");
        await Story.SettleAsync();
        Assert.Contains("Je bent gevraagd als aanjager", (await Story.AsksAsync(Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), "ik")).Card!.Words(),
            StringComparison.Ordinal);
        var goodbye = await Story.PressesAsync(Org.Bram, card, "Afscheid nemen", ("Person", Org.Dina.AadObjectId));
        goodbye["value"].Says("Beste Dina Monster");
        goodbye["value"].Says("ik verwijder niemand");
        Assert.True(Org.Team.Roster.Contains(Org.Dina));
    }

    [Fact]
    public async Task When_all_know_what_they_do_it_is_fine_and_said_on_request()
    {
        await Story.HoldsAsync(Org.Anna, Role.Bouwer);
        await Story.HoldsAsync(Org.Chris, Role.Aanjager);
        await Story.SettleAsync();
        var me = Assert.Single(await Story.AsksPrivatelyAsync(Org.Dina, Org.Channel, "ik"));
        me.Card.Says("Je hebt hier geen rol.");
        await Story.LaterAsync(TimeSpan.FromMinutes(11));
        await Story.AsksAsync(Org.Dina, Org.Channel, "ik");
        var own = (await Story.PersonalPostsAsync(Org.Dina))[^1];
        await Story.PressesOnAsync(Org.Dina, own, await Story.PressesAsync(Org.Dina, own, "contribution.edit"), "contribution.save", ("Hours", "1"));

        await Story.LaterAsync(Month);

        Assert.Empty(await AskedAsync(Org.Bram));
        var list = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "bijdragen");
        var shown = await Story.PressesAsync(Org.Bram, list, "Collega's bekijken");
        shown["value"].Says("allemaal met een rol of een bijdrage");
        shown["value"].Says("dat is prima");
    }

    [Fact]
    public async Task The_number_is_the_communitys_own()
    {
        var status = await Story.AsksAsync(Org.Anna, Org.Channel, "status");
        var form = await Story.PressesAsync(Org.Anna, status, "community.edit");
        Assert.Contains("van 1 tot en met 10", (await Story.PressesOnAsync(Org.Anna, status, form, "community.save", ("StaffCap", "11")))["value"]!.Words(),
            StringComparison.Ordinal);
        await Story.PressesOnAsync(Org.Anna, status, form, "community.save", ("StaffCap", "4"));

        await Story.LaterAsync(Month);

        Assert.Empty(await AskedAsync(Org.Bram));
    }

    [Fact]
    public async Task Nobody_else_presses_these_buttons_and_nobody_else_is_meant_by_them()
    {
        await Story.LaterAsync(Month);
        var card = Assert.Single(await AskedAsync(Org.Bram));
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        foreach (var id in new[] { Org.Guest.AadObjectId, Org.Stranger.AadObjectId, Org.Bram.AadObjectId, "", "19:x" })
        {
            // Teams limits how often a roster is asked for; on a clock that stands still the bot would wait for ever.
            await Story.LaterAsync(TimeSpan.FromSeconds(5));
            Assert.Contains("Kies iemand uit de lijst", (await Story.PressesAsync(Org.Bram, card, "staff.observe", ("Person", id)))["value"]!.ToString(),
                StringComparison.Ordinal);
        }
        await Story.SettleAsync();
        var forged = Story.Sim.Activities.Press(card.Card!, Story.Sim.Org.ChatWith(Org.Chris), null, "1", Org.Chris, "staff.observe",
            new Dictionary<string, string> { ["Person"] = Org.Dina.AadObjectId });
        await Story.Sim.DeliverAsync(Story.Host.Endpoint, forged, TestContext.Current.CancellationToken);
        Assert.Equal(before, Story.Host.Fingerprint());

        await Story.ChangesAsync(null, community => community.Release(Role.Verbinder, RoleSteps.Of(Org.Bram), Clock.GetUtcNow()));
        await Story.SettleAsync();
        before = Story.Host.Fingerprint();
        Assert.Contains("leidt", (await Story.PressesAsync(Org.Bram, card, "staff.observe", ("Person", Org.Dina.AadObjectId)))["value"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    private async Task<IReadOnlyList<SimPost>> AskedAsync(SimPerson who) =>
        [.. (await Story.PersonalPostsAsync(who)).Where(post => post.Card?.Words().Contains("Wat past bij deze collega?", StringComparison.Ordinal) == true)];
}
