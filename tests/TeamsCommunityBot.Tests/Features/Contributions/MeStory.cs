using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Contributions;

/// <summary>All about one person, to that person alone; and what the leads may know of it.</summary>
public sealed class MeStory() : StoryTests("2026-11-23T08:00:00Z")
{
    private const string Secret = "Ik vang de nieuwe mensen op, ook op mijn vrije dag";

    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.HoldsAsync(Org.Bram, Role.Bouwer);
        await Story.ContributesAsync(Org.Bram, RoleSteps.Does(Secret), ("Hours", "4"));
        await Story.SettleAsync();
    }

    [Fact]
    public async Task Asked_in_front_of_others_it_is_answered_in_the_askers_own_chat()
    {
        var before = Story.Sim.Posts(Story.Sim.Org.ChatWith(Org.Bram)).Count;
        var answer = await Story.AsksAsync(Org.Bram, Org.Channel, "ik");

        Assert.Null(answer.Card);
        Assert.Contains("onze eigen chat", answer.Text, StringComparison.Ordinal);
        (await Story.PersonalPostsAsync(Org.Bram)).Skip(before).Single().Card.Says(Secret);
        Assert.DoesNotContain(Story.Sim.Posts(), post => post.Conversation == Org.Channel && post.Json.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_askers_own_chat_is_closed_the_channel_reads_so_and_nothing_of_the_answer()
    {
        Org.Bram.HasBlockedBot = true;

        await Story.AsksAsync(Org.Bram, Org.Channel, "ik");
        await Story.SettleAsync();

        var told = Assert.Single(Story.Sim.Posts(Org.Channel), post => post.Card?.Words()
            .Contains("niet bereiken in onze eigen chat", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(Secret, told.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_from_the_slash_menu_it_is_answered_there_to_the_asker_alone()
    {
        var answer = Assert.Single(await Story.AsksPrivatelyAsync(Org.Bram, Org.Channel, "/community me"));

        Assert.True((bool?)answer.Activity["recipient"]?["isTargeted"]);
        answer.Card.Says(Secret);
    }

    [Theory]
    [InlineData("contribution.edit")]
    [InlineData("contribution.stop")]
    public async Task A_button_that_others_may_see_pressed_shows_and_changes_nothing(string button)
    {
        var card = Assert.Single(await Story.AsksPrivatelyAsync(Org.Bram, Org.Channel, "me"));
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        // An old client answers with a message that everyone may see: nothing in it says who sees the answer.
        var posts = await Story.SendAsync(Story.Sim.Activities.Press(card, Org.Bram, button, oldClient: true));

        Assert.All(posts, post => Assert.DoesNotContain(Secret, post.Json, StringComparison.Ordinal));
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task Nobody_sees_or_writes_anothers_whatever_they_send()
    {
        await Story.HoldsAsync(Org.Chris, Role.Aanjager);
        var me = await Story.AsksAsync(Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), "ik");
        var form = await Story.PressesAsync(Org.Chris, me, "contribution.edit");

        await Story.PressesOnAsync(Org.Chris, me, form, "contribution.save", ("Hours", "1"), ("Who", Org.Bram.AadObjectId), ("person", Org.Bram.AadObjectId),
            ("channel", Org.Private.Id));

        var chris = (await Story.AsksAsync(Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), "ik")).Card!.Words();
        Assert.Contains("1 uur per week", chris, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, chris, StringComparison.Ordinal);
        (await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "ik")).Card.Says(Secret);
    }

    [Fact]
    public async Task A_card_of_somebody_elses_chat_is_nobodys_card()
    {
        var brams = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "ik");
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        var press = Story.Sim.Activities.Press(brams.Card!, Story.Sim.Org.ChatWith(Org.Chris), null, "1", Org.Chris, "contribution.stop");
        var answer = await Story.Sim.DeliverAsync(Story.Host.Endpoint, press, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Secret, answer.Body, StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task Who_has_left_the_channel_changes_nothing_there_any_more()
    {
        var me = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "ik");
        Org.Team.Roster.Remove(Org.Bram);
        await Story.LaterAsync(TimeSpan.FromMinutes(6));
        var before = Story.Host.Fingerprint();

        var answer = await Story.PressesAsync(Org.Bram, me, "contribution.edit");

        Assert.Contains("kan ik nu niet vinden", answer["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task Who_has_left_does_not_read_what_the_community_is_called_since_and_may_take_away_what_they_promised()
    {
        Org.Team.Roster.Remove(Org.Bram);
        await RenamesAsync("Reorganisatie (vertrouwelijk)");
        await Story.LaterAsync(TimeSpan.FromMinutes(6));

        var me = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "ik");

        me.Card.SaysNothingOf("Reorganisatie");
        me.Card.Says("Een community waarvan je niet meer in het kanaal zit");
        me.Card.Says(Secret);
        await Story.PressesAsync(Org.Bram, me, "contribution.stop");
        Assert.Equal(Secret, Assert.Single(await ContributionSteps.OfAsync(Story, Org.Bram)).Commitments[0]);
    }

    [Fact]
    public async Task While_Teams_does_not_tell_who_is_there_no_name_is_told_either()
    {
        await Story.LaterAsync(TimeSpan.FromMinutes(6));
        using var silent = Story.Sim.Faults.Always(Fault.Error(500), new FaultScope(SimOperation.Member, Org.Channel.Id));

        var me = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "ik");

        me.Card.SaysNothingOf("Lezers van de Polder");
        me.Card.Says(Secret);
    }

    [Theory]
    [InlineData("bijdragen")]
    [InlineData("vergeet mij")]
    [InlineData("aanmelden")]
    [InlineData("status")]
    public async Task Nothing_else_in_ones_own_chat_names_a_community_to_who_has_left_it(string asked)
    {
        await Story.RegistersAsync(Org.Anna, Story.Sim.Org.AddChannel(Org.Team, "Tweede"), "Tweede kring");
        Org.Team.Roster.Remove(Org.Anna);
        await RenamesAsync("Reorganisatie (vertrouwelijk)");
        await Story.LaterAsync(TimeSpan.FromMinutes(6));

        var answer = await Story.AsksAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), asked);

        Assert.DoesNotContain("Reorganisatie", answer.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("Tweede kring", answer.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_edits_at_once_one_is_stored_and_the_other_is_told()
    {
        var chat = Story.Sim.Org.ChatWith(Org.Bram);
        var (first, second) = (await Story.AsksAsync(Org.Bram, chat, "ik"), await Story.AsksAsync(Org.Bram, chat, "ik"));
        var forms = (await Story.PressesAsync(Org.Bram, first, "contribution.edit"), await Story.PressesAsync(Org.Bram, second, "contribution.edit"));

        var answers = await Task.WhenAll(
            Story.PressesOnAsync(Org.Bram, first, forms.Item1, "contribution.save", RoleSteps.Does("van hier"), ("Hours", "1")),
            Story.PressesOnAsync(Org.Bram, second, forms.Item2, "contribution.save", RoleSteps.Does("van daar"), ("Hours", "2")));

        Assert.Single(answers, answer => answer["value"]!.Words().Contains("opgeslagen en bevestigd", StringComparison.Ordinal));
        Assert.Single(answers, answer => answer["value"]!.Words().Contains("intussen veranderd", StringComparison.Ordinal));
        Assert.Equal(Secret, Assert.Single(await ContributionSteps.OfAsync(Story, Org.Bram)).Commitments[0]);
    }

    [Fact]
    public async Task Who_leads_hears_who_confirmed_it_and_when_and_no_word_of_it()
    {
        await Story.HoldsAsync(Org.Chris, Role.Aanjager);

        var answer = await Story.AsksAsync(Org.Anna, Org.Channel, "bijdragen");
        var list = (await Story.PersonalPostsAsync(Org.Anna))[^1].Card!.Words();

        Assert.Null(answer.Card);
        foreach (var expected in new[] { "Bram Testman", "bouwer, op 23 november 2026", "Bevestigd", "Chris Proefpersoon", "Nog niet bevestigd" })
            Assert.Contains(expected, list, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, list, StringComparison.Ordinal);
        Assert.Contains("Bram Testman", Assert.Single(await Story.AsksPrivatelyAsync(Org.Anna, Org.Channel, "contributions")).Card!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_hear_no_such_thing_and_a_guest_may_only_look_at_their_own()
    {
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        Assert.Contains("leidt", (await Story.AsksAsync(Org.Dina, Org.Channel, "bijdragen")).Text, StringComparison.Ordinal);
        Assert.Null((await Story.AsksAsync(Org.Guest, Org.Channel, "bijdragen")).Card);
        Assert.Contains("Ik ken geen community", (await Story.AsksAsync(Org.Guest, Story.Sim.Org.ChatWith(Org.Guest), "ik")).Card!.Words(),
            StringComparison.Ordinal);

        await Story.SettleAsync();
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task Somebody_in_many_communities_turns_pages_that_Teams_takes()
    {
        for (var number = 1; number <= 11; number++)
        {
            var channel = Story.Sim.Org.AddChannel(Org.Team, $"Kring {number}");
            // Nobody registers more than a few a minute.
            await Story.LaterAsync(TimeSpan.FromSeconds(30));
            await Story.RegistersAsync(Org.Anna, channel, $"Kring {number:D2}");
            foreach (var role in Enum.GetValues<Role>().Take(1 + (number % 3))) await Story.HoldsAsync(Org.Chris, role, channel);
        }
        await Story.SettleAsync();
        var chat = Story.Sim.Org.ChatWith(Org.Chris);
        var card = await Story.AsksAsync(Org.Chris, chat, "ik");
        var current = card.Card!;
        var seen = new List<string>();
        for (var page = 1; page <= 11; page++)
        {
            Assert.InRange(2 * current.ToJsonString().Length, 1, CardSize.Limit);
            seen.AddRange(Enumerable.Range(1, 11).Select(number => $"Kring {number:D2}")
                .Where(name => current.Words().Contains(name, StringComparison.Ordinal)));
            current.Says("Er wachten 11 dingen op je.");
            if (!current.Buttons().Contains("Volgende")) break;
            var press = Story.Sim.Activities.Press(current, chat, null, card.Id, Org.Chris, "Volgende");
            current = (await Story.Sim.DeliverAsync(Story.Host.Endpoint, press, TestContext.Current.CancellationToken)).Json!["value"]!.AsObject();
        }
        Assert.Equal(Enumerable.Range(1, 11).Select(number => $"Kring {number:D2}"), seen);
    }

    private async Task RenamesAsync(string name)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        await scope.ServiceProvider.GetRequiredService<CommunityStore>()
            .ChangeAsync(Org.Tenant.Id, Org.Channel.Id, community => community with { Name = name }, TestContext.Current.CancellationToken);
    }
}
