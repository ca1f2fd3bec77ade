using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Features.Calls;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>One press that arrives as two activities, in one process or in two; and many people at the same moment.</summary>
public class TwiceStory : StoryTests
{
    private const int Many = 10;

    public TwiceStory()
        : this(null)
    {
    }

    protected TwiceStory(Azurite? azurite)
        : base(azurite: azurite)
    {
    }

    protected override async ValueTask BeginAsync()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task A_form_for_an_activity_that_arrives_twice_makes_one()
    {
        var form = await Story.AsksAsync(Org.Bram, Org.Channel, "activiteit Leesavond");

        JsonObject[] others =
        [
            Press(Org.Bram, form, "activity.save", Evening("Een andere avond")),
            Press(Org.Chris, form, "activity.save", Evening("Leesavond")),
        ];

        await BothAsync(Org.Bram, form, "activity.save", Evening("Leesavond"));
        Assert.Equal(1, Activities());

        // Other words, and the same words of somebody else, are another activity.
        foreach (var other in others) await Story.DeliverAsync(other);
        Assert.Equal(3, Activities());
    }

    [Fact]
    public async Task A_form_for_an_example_that_arrives_twice_makes_one()
    {
        var form = await Story.AsksAsync(Org.Bram, Org.Channel, "deel");

        await BothAsync(Org.Bram, form, "example.propose", Example("Zo deden wij het"));

        Assert.Equal(1, Examples());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_form_that_two_processes_get_makes_one(bool atOnce)
    {
        var (activity, example) = (await Story.AsksAsync(Org.Bram, Org.Channel, "activiteit Leesavond"), await Story.AsksAsync(Org.Bram, Org.Channel, "deel"));
        var other = await Story.BesideAsync();

        await BothAsync(Org.Bram, activity, "activity.save", Evening("Leesavond"), other, atOnce);
        await BothAsync(Org.Bram, example, "example.propose", Example("Zo deden wij het"), other, atOnce);

        Assert.Equal((1, 1), (Activities(), Examples()));
    }

    [Fact]
    public async Task One_activity_that_two_processes_get_is_done_and_answered_once()
    {
        var other = await Story.BesideAsync();
        var said = Story.Sim.Activities.Message(Org.Channel, Org.Bram, "status");
        var before = Story.Sim.Posts(Org.Channel).Count;

        await Task.WhenAll(Story.DeliverAsync(said), Story.DeliverAsync(said, other));

        Assert.Equal(before + 1, Story.Sim.Posts(Org.Channel).Count);
    }

    [Fact]
    public async Task One_press_that_shares_puts_one_card_in_the_channel_and_another_press_another()
    {
        var status = await PrivateStatusAsync();
        var before = ForEveryone();

        await BothAsync(Org.Bram, status, "status.share", [], await Story.BesideAsync());
        await Story.SettleAsync();
        Assert.Equal(before + 1, ForEveryone());
        // Whoever presses once more reads why nothing comes of it.
        Assert.Contains("al gedeeld", (await Story.PressesAsync(Org.Bram, status, "status.share"))["value"]!.ToString(), StringComparison.Ordinal);

        await Story.PressesAsync(Org.Bram, await PrivateStatusAsync(), "status.share");
        await Story.SettleAsync();
        Assert.Equal(before + 2, ForEveryone());

        int ForEveryone() => Story.Sim.Posts(Org.Channel).Count(post => post.Activity["recipient"] is null);
    }

    [Fact]
    public async Task What_teams_refused_to_put_in_the_channel_can_be_shared_again_from_the_same_card()
    {
        var status = await PrivateStatusAsync();
        using (Story.Sim.Faults.Always(Fault.Error(403, "NotEnoughPermissions"), new FaultScope(SimOperation.CreateConversation, Org.Channel.Id)))
        {
            await Story.PressesAsync(Org.Bram, status, "status.share");
            await Story.SettleAsync();
        }
        var before = Story.Sim.Posts(Org.Channel).Count;

        await Story.PressesAsync(Org.Bram, status, "status.share");
        await Story.SettleAsync();

        Assert.Equal(before + 1, Story.Sim.Posts(Org.Channel).Count);
    }

    [Fact]
    public async Task One_press_that_raises_a_hand_raises_it_also_when_it_arrives_as_two()
    {
        var call = await CallAsync();

        await BothAsync(Org.Bram, call, "call.raise", [], atOnce: false);

        Assert.Equal(Org.Bram.Name, Assert.Single(await HandsAsync()));
    }

    [Fact]
    public async Task The_undo_of_a_first_ending_is_too_old_after_a_second_one()
    {
        var first = await EndAsync();
        var (undo, again) = (Press(Org.Anna, first, "community.restore", []), Press(Org.Anna, first, "community.restore", []));
        await Story.DeliverAsync(undo);
        await EndAsync();

        var answer = await Story.DeliverAsync(again);

        Assert.Contains("eerdere afmelding", answer.Json!["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("geen community", (await Story.AsksAsync(Org.Anna, Org.Channel, "status")).Card!.Words(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Quiet_days_added_at_the_same_moment_in_two_processes_are_all_kept()
    {
        var card = await Story.AsksAsync(Org.Dina, Org.Channel, "stil");

        var told = await AtOnceAsync(Enumerable.Range(1, 8).Select(n => Press(Org.Dina, card, "quiet.add", new()
        {
            ["From"] = $"2027-0{n}-01",
            ["To"] = $"2027-0{n}-02",
        })));

        await using var scope = Story.Host.Services.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<QuietDayStore>().FindAsync(Org.Tenant.Id, Ct);
        Assert.Equal(told.Count(one => one.Contains("Toegevoegd", StringComparison.OrdinalIgnoreCase)), kept.Count);
        Assert.Equal(8, kept.Count);
    }

    [Fact]
    public async Task Ten_administrators_named_at_the_same_moment_in_two_processes_are_all_kept()
    {
        var people = Colleagues();
        var list = await Story.AsksAsync(Org.Dina, Org.Channel, "beheerders");
        var form = (await Story.PressesAsync(Org.Dina, list, "admins.edit"))["value"]!.AsObject();

        var told = await AtOnceAsync(people.Select(person => Story.Sim.Activities.Press(
            form, Org.Channel, list.Id, list.Id, Org.Dina, "admins.name", new Dictionary<string, string> { ["Person"] = person.AadObjectId })));

        await using var scope = Story.Host.Services.CreateAsyncScope();
        var kept = (await scope.ServiceProvider.GetRequiredService<AdministratorStore>().ReadAsync(Org.Tenant.Id, Ct)).All;
        Assert.Equal(told.Count(one => one.Contains("is nu beheerder", StringComparison.Ordinal)) + 1, kept.Count);
        Assert.Equal(Many + 1, kept.Count);
    }

    [Fact]
    public async Task Ten_activities_and_ten_examples_at_the_same_moment_in_two_processes_are_all_kept()
    {
        var (activity, example) = (await Story.AsksAsync(Org.Bram, Org.Channel, "activiteit Leesavond"), await Story.AsksAsync(Org.Chris, Org.Channel, "deel"));

        var noted = await AtOnceAsync(Enumerable.Range(1, Many).Select(n => Press(Org.Bram, activity, "activity.save", Evening($"Avond {n}"))));
        var shared = await AtOnceAsync(Enumerable.Range(1, Many).Select(n => Press(Org.Chris, example, "example.propose", Example($"Voorbeeld {n}"))));

        Assert.Equal((Many, Many), (noted.Count(one => one.Contains("Avond", StringComparison.Ordinal)), Activities()));
        Assert.Equal((Many, Many), (shared.Count(one => one.Contains("Dank", StringComparison.OrdinalIgnoreCase)), Examples()));
    }

    [Fact]
    public async Task Ten_people_who_say_at_the_same_moment_in_two_processes_what_they_contribute_are_all_heard()
    {
        var presses = new List<JsonObject>();
        foreach (var person in Colleagues())
        {
            // Whoever asks in the channel is known there from then on.
            await Story.SaysAsync(person, Org.Channel, "ik");
            var own = (await Story.PersonalPostsAsync(person))[^1];
            var form = (await Story.PressesAsync(person, own, "contribution.edit"))["value"]!.AsObject();
            presses.Add(Story.Sim.Activities.Press(form, own.Conversation, null, own.Id, person, "contribution.save",
                new Dictionary<string, string> { ["Hours"] = "4" }));
        }

        var told = await AtOnceAsync(presses);

        Assert.All(told, one => Assert.Contains("opgeslagen en bevestigd", one, StringComparison.Ordinal));
        Assert.Equal(Many, Story.Host.RowsWith("\tcontribution|").Count);
    }

    private async Task<SimPost> CallAsync()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        await Story.PressesAsync(Org.Anna, form, "Oproep plaatsen", ("Roles", "Bouwer"));
        await Story.SettleAsync();
        return Story.Sim.Posts(Org.Channel)[^1];
    }

    /// <summary>Whose hand is up, as a lead sees it.</summary>
    private async Task<IReadOnlyList<string>> HandsAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        var community = (await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(Org.Tenant.Id, Org.Channel.Id, Ct))!.Community;
        return [.. (await scope.ServiceProvider.GetRequiredService<CallStore>().HandsAsync(community, 1, Ct)).Select(hand => hand.Who.Name)];
    }

    private async Task<SimPost> EndAsync()
    {
        var asked = await Story.AsksAsync(Org.Anna, Org.Channel, "afmelden");
        await Story.PressesAsync(Org.Anna, asked, "community.unregister");
        return Story.Sim.Posts(asked.ConversationId).Single(post => post.Id == asked.Id);
    }

    private async Task<SimPost> PrivateStatusAsync()
    {
        var asked = Story.Sim.Activities.Message(Org.Channel, Org.Bram, "status", mention: false);
        asked["recipient"]!["isTargeted"] = true;
        return Assert.Single(await Story.SendAsync(asked));
    }

    private SimPerson[] Colleagues()
    {
        var people = Enumerable.Range(1, Many).Select(n => Story.Sim.Org.AddPerson(Org.Tenant, $"Proef {n}")).ToArray();
        Org.Team.Roster.Add(people);
        return people;
    }

    /// <summary>Every other one to another process; what each presser reads.</summary>
    private async Task<IReadOnlyList<string>> AtOnceAsync(IEnumerable<JsonObject> presses)
    {
        var other = await Story.BesideAsync();
        var answers = await Task.WhenAll(presses.ToList().Select((press, n) => Story.DeliverAsync(press, n % 2 == 0 ? null : other)));
        return [.. answers.Select(answer => answer.Json!["value"] is JsonObject card ? card.Words() : answer.Json!["value"]!.ToString())];
    }

    /// <summary>The same press under two activity ids.</summary>
    private async Task BothAsync(
        SimPerson who, SimPost form, string verb, Dictionary<string, string> filled, BotHost? second = null, bool atOnce = true)
    {
        JsonObject[] presses = [Press(who, form, verb, filled), Press(who, form, verb, filled)];
        Assert.NotEqual(presses[0]["id"]!.ToString(), presses[1]["id"]!.ToString());
        var first = Story.DeliverAsync(presses[0]);
        if (!atOnce) await first;
        await Task.WhenAll(first, Story.DeliverAsync(presses[1], second));
    }

    private JsonObject Press(SimPerson who, SimPost card, string verb, Dictionary<string, string> filled) =>
        Story.Sim.Activities.Press(card, who, verb, filled);

    private static Dictionary<string, string> Evening(string title) => new() { ["Title"] = title, ["Day"] = "2026-12-01" };

    private static Dictionary<string, string> Example(string title) => new() { ["Title"] = title, ["Text"] = "Met koffie erbij, elke maandag." };

    private int Activities() => Story.Host.Rows().Count(row => row.Row.StartsWith("activity|", StringComparison.Ordinal));

    private int Examples() => Story.Host.Rows().Count(row => row.Partition.StartsWith("examples|", StringComparison.Ordinal)
        && !row.Row.StartsWith("turn|", StringComparison.Ordinal));
}

/// <summary>The same on Azure Tables.</summary>
public sealed class TwiceOnAzureStory(Azurite azurite) : TwiceStory(azurite);
