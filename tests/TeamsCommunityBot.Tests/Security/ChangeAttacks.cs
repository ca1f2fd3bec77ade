using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>The same again, too late, too often, or about somebody else's community (S31, S33, S34, S39, S42, S43, S45–S47).</summary>
public sealed class ChangeAttacks : IAsyncLifetime
{
    private readonly Village _village = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimSample Org => _village.Org;

    private Story Story => _village.Story;

    public ValueTask InitializeAsync() => _village.InitializeAsync();

    public ValueTask DisposeAsync() => _village.DisposeAsync();

    [Fact]
    public async Task S33_a_second_press_finds_it_done()
    {
        var (first, second) = (await PressAsync("community.register", Org.Chris), await PressAsync("community.register", Org.Chris));
        await _village.SendAsync(first);
        await Story.SettleAsync();

        var answer = await _village.LeavesAllAsItWasAsync(() => _village.SendAsync(second));

        Assert.Contains("Dit kanaal heeft al een community", answer!["value"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S34_a_card_from_before_the_last_change_changes_nothing_and_shows_how_it_is()
    {
        var old = await PressAsync("community.unregister", Org.Anna);
        await _village.SendAsync(await PressAsync("community.save", Org.Anna));
        await Story.LaterAsync(TimeSpan.FromDays(30));

        var answer = await _village.LeavesAllAsItWasAsync(() => _village.SendAsync(old));

        answer!["value"].Says("Van een ander");
    }

    [Theory]
    [InlineData("B")]
    [InlineData("N")]
    public async Task S39_one_person_is_one_person_however_their_id_is_written(string format)
    {
        var press = await PressAsync("community.edit", Org.Anna);
        press["from"]!["aadObjectId"] = Guid.Parse(Org.Anna.AadObjectId).ToString(format).ToUpperInvariant();

        Assert.Equal("application/vnd.microsoft.card.adaptive", (await _village.SendAsync(press))!["type"]!.ToString());
    }

    [Fact]
    public async Task S42_somebody_of_another_tenant_looks_on_in_a_shared_channel()
    {
        await Story.RegistersAsync(Org.Anna, Org.Shared, "Gedeeld");

        (await Story.AsksAsync(Org.Stranger, Org.Shared, "status")).Card.Says("Gedeeld");
        var before = Story.Host.Fingerprint();
        foreach (var command in new[] { "afmelden", "taal en", "beheerders", "vacature" })
            Assert.All(await Story.SaysAsync(Org.Stranger, Org.Shared, command), post => Assert.Null(post.Card));
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task S43_whoever_was_removed_a_moment_ago_leads_no_more()
    {
        await _village.SendAsync(await PressAsync("community.edit", Org.Anna));
        Org.Team.Roster.Remove(Org.Anna);

        foreach (var verb in VerbTable.All.Where(verb => verb.Value is { Who: Who.Lead, Spot: Spot.Channel }).Select(verb => verb.Key))
        {
            var press = await PressAsync(verb, Org.Anna);
            await _village.LeavesAllAsItWasAsync(() => _village.SendAsync(press));
        }
    }

    [Fact]
    public async Task S43_whoever_was_removed_takes_part_no_longer_than_five_minutes()
    {
        await _village.SendAsync(await PressAsync("audit.show", Org.Chris));
        Org.Team.Roster.Remove(Org.Chris);
        await Story.LaterAsync(TimeSpan.FromMinutes(5));
        var press = await PressAsync("community.register", Org.Chris);

        await _village.LeavesAllAsItWasAsync(() => _village.SendAsync(press));
    }

    [Fact]
    public async Task S45_chat_does_not_become_a_command_by_an_edit()
    {
        var said = Story.Sim.Activities.Message(Org.Channel, Org.Anna, "zomaar iets", mention: false);
        await _village.LeavesAllAsItWasAsync(async () =>
        {
            Assert.Empty(await Story.SendAsync(Story.Sim.Activities.Edited(said, "<at>Community Bot</at> afmelden")));
            return null;
        });
    }

    [Fact]
    public async Task S46_of_500_registrations_in_a_minute_ten_count_and_the_rest_are_told()
    {
        var answers = new List<string>();
        for (var n = 0; n < 500; n++)
        {
            var channel = Story.Sim.Org.AddChannel(Org.Team, $"Kanaal {n}");
            answers.Add((await _village.SendAsync(await _village.PressAsync("community.register", Org.Chris, channel)))!["value"]!.ToString());
        }

        Assert.Equal(490, answers.Count(answer => answer.Contains("Dit kan hier 10 keer per minuut", StringComparison.Ordinal)));
        using var scope = Story.Host.Services.CreateScope();
        var lines = await scope.ServiceProvider.GetRequiredService<CommunityStore>().ListAsync(Org.Tenant.Id, Ct).ToListAsync(Ct);
        Assert.Equal(2 + ChangeLimits.RegistrationsPerPerson, lines.Count);

        await Story.LaterAsync(ChangeLimits.Window);
        Assert.DoesNotContain("keer per minuut", (await _village.SendAsync(await PressAsync("community.register", Org.Chris)))!["value"]!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task S46_what_a_guest_may_not_do_does_not_use_up_the_team()
    {
        for (var n = 0; n < 2 * ChangeLimits.PerTeam; n++) await _village.SendAsync(await PressAsync("community.save", Org.Guest));

        Assert.DoesNotContain("keer per minuut", (await _village.SendAsync(await PressAsync("community.save", Org.Anna)))!["value"]!.ToString(),
            StringComparison.Ordinal);
    }

    /// <summary>An id that there is not, one of a channel that the person is not in, and one of another tenant: one answer.</summary>
    [Theory]
    [InlineData("status.show")]
    [InlineData("audit.show")]
    [InlineData("contribution.edit")]
    [InlineData("contribution.save")]
    [InlineData("contributions.show")]
    [InlineData("call.ask")]
    [InlineData("why.sponsor.accept")]
    [InlineData("why.told")]
    [InlineData("activity.count")]
    [InlineData("example.decide")]
    [InlineData("example.edit")]
    public async Task S30_S31_S47_ids_of_communities_cannot_be_tried_out(string verb)
    {
        await RegisterElsewhereAsync("19:elders@thread.tacv2");

        var (answers, asked) = (new List<string>(), new List<string>());
        // Who is in the chat itself is asked once, and remembered.
        await _village.SendAsync(await _village.PressAsync(verb, Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), channelId: "19:eerst@thread.tacv2"));
        foreach (var id in new[] { "19:nergens@thread.tacv2", Org.Private.Id, "19:elders@thread.tacv2" })
        {
            var before = Story.Sim.Requests.Count;
            for (var time = 0; time < 3; time++)
            {
                var press = await _village.PressAsync(verb, Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), channelId: id);
                answers.Add((await _village.LeavesAllAsItWasAsync(() => _village.SendAsync(press)))!.ToJsonString());
            }
            asked.Add(string.Join(' ', Story.Sim.Requests.Skip(before).Select(request => request.Operation)));
        }

        Assert.Single(answers.Distinct());
        Assert.DoesNotContain("Kleine kring", answers[0], StringComparison.Ordinal);
        Assert.Single(asked.Distinct());
    }

    /// <summary>A community of the tenant next door, in the same store.</summary>
    private async Task RegisterElsewhereAsync(string channelId)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        var communities = scope.ServiceProvider.GetRequiredService<CommunityStore>();
        var ours = (await communities.FindAsync(Org.Tenant.Id, Org.Channel.Id, Ct))!.Community;
        Assert.True(await communities.AddAsync(ours with { TenantId = Org.Stranger.Tenant.Id, ChannelId = channelId }, Ct));
    }

    private Task<JsonObject> PressAsync(string verb, SimPerson who) => _village.PressAsync(verb, who, _village.PlaceOf(VerbTable.All[verb].Spot, who));
}
