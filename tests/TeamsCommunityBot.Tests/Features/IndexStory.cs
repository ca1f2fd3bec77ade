using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Features.Presence;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>The tenant's index says what the truth says: whoever loses puts the line right, erasing does, and the night does after a crash.</summary>
public class IndexStory
{
    private readonly Azurite? _azurite;

    public IndexStory()
        : this(null)
    {
    }

    protected IndexStory(Azurite? azurite) => _azurite = azurite;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_twenty_people_who_register_at_once_in_two_processes_the_index_names_the_one_who_did()
    {
        await using var story = await Story.StartAsync(_azurite is null ? null : await _azurite.SettingsAsync());
        var names = Enumerable.Range(1, 20).Select(n => $"Proef {n.ToString(CultureInfo.InvariantCulture)}");
        var people = names.Select(name => story.Sim.Org.AddPerson(story.Org.Tenant, name)).ToArray();
        story.Org.Team.Roster.Add(people);
        var forms = new List<SimPost>();
        foreach (var person in people) forms.Add(await story.AsksAsync(person, story.Org.Channel, "/community register"));

        var other = await story.BesideAsync();

        await Task.WhenAll(people.Zip(forms).Select((pair, n) => story.DeliverAsync(
            story.Sim.Activities.Press(pair.Second, pair.First, "community.register", Filled(pair.First.Name)), n % 2 == 0 ? null : other)));
        // What follows a registration changes the community too, in either process.
        await story.SettleAsync();
        await other.Services.SettleAsync(Ct);

        var (truth, line) = await ReadAsync(story.Host, story.Org.Tenant, story.Org.Channel);
        Assert.Equal((truth.Name, truth.RegisteredBy), (line.Name, line.RegisteredBy));
        Assert.Equal(Written(truth.Outline()), Written(line.Outline!));
    }

    [Fact]
    public async Task What_a_crash_left_in_the_index_is_put_right_by_the_night()
    {
        await using var night = await PresenceScene.StartAsync(level: 0, azurite: _azurite);
        await DamageAsync(night.Story);

        await night.PassAsync();

        var (truth, line) = await ReadAsync(night.Story.Host, night.Org.Tenant, night.Org.Channel);
        Assert.Equal((truth.Name, truth.RegisteredBy, truth.IsRegistered), (line.Name, line.RegisteredBy, line.IsRegistered));
        Assert.Equal(Written(truth.Outline()), Written(line.Outline!));
    }

    [Fact]
    public async Task Nobody_who_is_erased_stays_in_the_index()
    {
        await using var night = await PresenceScene.StartAsync(level: 0, azurite: _azurite);
        await DamageAsync(night.Story);
        var card = await night.Story.AsksAsync(night.Org.Bram, night.Story.Sim.Org.ChatWith(night.Org.Bram), "vergeet mij");
        await night.Story.PressesAsync(night.Org.Bram, card, "person.forget");
        await night.Story.LaterAsync(TimeSpan.FromMinutes(5));

        var (_, line) = await ReadAsync(night.Story.Host, night.Org.Tenant, night.Org.Channel);
        Assert.Equal(night.Org.Anna.AadObjectId, line.RegisteredBy);
    }

    private static Dictionary<string, string> Filled(string name) => new()
    {
        ["Name"] = name,
        ["Theme"] = "",
        ["StartDate"] = "2026-09-01",
        ["Language"] = "nl",
    };

    /// <summary>As a process leaves it that dies between the line and the truth: Bram's id and another rhythm, neither of which was ever stored.</summary>
    private static async Task DamageAsync(Story story)
    {
        var (host, tenant, channel) = (story.Host, story.Org.Tenant, story.Org.Channel);
        var (truth, line) = await ReadAsync(host, tenant, channel);
        var rhythm = truth.Rhythm with { ChangedAt = truth.RegisteredAt.AddDays(1) };
        var never = line with { RegisteredBy = story.Org.Bram.AadObjectId, Outline = truth.Outline() with { Rhythm = rhythm } };
        var key = new Key(Key.Join("communities", tenant.Id), Key.Join(channel.Id));
        var json = JsonSerializer.Serialize(never, CommunityJson.Default.CommunityLine);
        await host.Services.GetRequiredService<ITable>().BatchAsync([new Change.Upsert(key, json)], Ct);
    }

    private static async Task<(Community Truth, CommunityLine Line)> ReadAsync(BotHost host, SimTenant tenant, SimChannel channel)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var communities = scope.ServiceProvider.GetRequiredService<CommunityStore>();
        var lines = await communities.ListAsync(tenant.Id, Ct).ToListAsync(Ct);
        return ((await communities.FindAsync(tenant.Id, channel.Id, Ct))!.Community, Assert.Single(lines));
    }

    private static string Written(Community community) => JsonSerializer.Serialize(community, CommunityJson.Default.Community);
}

/// <summary>The same on Azure Tables.</summary>
public sealed class IndexOnAzureStory(Azurite azurite) : IndexStory(azurite);
