using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>One person's script, against the others in a team.</summary>
public sealed class ShareAttacks : IAsyncLifetime
{
    private readonly Village _village = new();

    private SimSample Org => _village.Org;

    public ValueTask InitializeAsync() => _village.InitializeAsync();

    public ValueTask DisposeAsync() => _village.DisposeAsync();

    [Fact]
    public async Task A_guest_who_presses_share_a_hundred_times_gets_a_few_cards_and_a_sentence()
    {
        var before = _village.Story.Sim.Posts().Count;
        var answers = new List<string>();
        for (var n = 0; n < 100; n++) answers.Add((await PressAsync("status.share", Org.Guest))!["value"]!.ToString());

        await _village.Story.SettleAsync();
        Assert.Equal(ChangeLimits.PostsPerPerson, _village.Story.Sim.Posts().Count - before);
        Assert.Equal(80, answers.Count(answer => answer.Contains("20 kaarten geplaatst", StringComparison.Ordinal)));
    }

    /// <summary>Each process counts for itself: with two of them twice as many, and never more.</summary>
    [Fact]
    public async Task A_guest_who_presses_share_a_hundred_times_in_two_processes_gets_no_more_than_each_of_them_allows()
    {
        var (before, other) = (_village.Story.Sim.Posts().Count, await _village.Story.BesideAsync());
        for (var n = 0; n < 100; n++)
        {
            var press = await _village.PressAsync("status.share", Org.Guest, _village.PlaceOf(VerbTable.All["status.share"].Spot, Org.Guest));
            await _village.Story.DeliverAsync(press, n % 2 == 0 ? null : other);
        }

        await _village.Story.LaterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2 * ChangeLimits.PostsPerPerson, _village.Story.Sim.Posts().Count - before);
    }

    [Fact]
    public async Task A_members_script_leaves_the_leads_their_changes()
    {
        var told = new List<string>();
        for (var n = 0; n < 62; n++) told.Add((await PressAsync("activity.save", Org.Bram))!["value"]!.ToString());
        // Bram registered a community before, which counts.
        Assert.Equal(62 - ChangeLimits.PerPerson + 1, told.Count(answer => answer.Contains("Je gaat te snel", StringComparison.Ordinal)));

        Assert.DoesNotContain("te snel", (await PressAsync("community.save", Org.Anna))!["value"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_members_script_in_two_processes_leaves_the_leads_their_changes_in_both()
    {
        BotHost?[] processes = [null, await _village.Story.BesideAsync()];
        var told = new List<string>();
        for (var n = 0; n < 2 * 62; n++) told.Add(await SaveAsync("activity.save", Org.Bram, processes[n % 2]));
        Assert.Equal((2 * (62 - ChangeLimits.PerPerson)) + 1, told.Count(answer => answer.Contains("Je gaat te snel", StringComparison.Ordinal)));

        foreach (var process in processes)
            Assert.DoesNotContain("te snel", await SaveAsync("community.save", Org.Anna, process), StringComparison.Ordinal);
    }

    private async Task<string> SaveAsync(string verb, SimPerson who, BotHost? process)
    {
        var press = await _village.PressAsync(verb, who, _village.PlaceOf(VerbTable.All[verb].Spot, who));
        return (await _village.Story.DeliverAsync(press, process)).Json!["value"]!.ToString();
    }

    private async Task<JsonNode?> PressAsync(string verb, SimPerson who) =>
        await _village.SendAsync(await _village.PressAsync(verb, who, _village.PlaceOf(VerbTable.All[verb].Spot, who)));
}
