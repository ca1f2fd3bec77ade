using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>One press that arrives as two activities, and two people at the same moment.</summary>
public sealed class TwiceStory : IAsyncLifetime
{
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync()
    {
        _story = await Story.StartAsync();
        await _story.SendAsync([.. _story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        await _story.RegistersAsync(Org.Anna, Org.Channel);
    }

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task A_form_for_an_activity_that_arrives_twice_makes_one()
    {
        var form = await _story.AsksAsync(Org.Bram, Org.Channel, "activiteit Leesavond");

        JsonObject[] others =
        [
            Press(Org.Bram, form, "activity.save", Evening("Een andere avond")),
            Press(Org.Chris, form, "activity.save", Evening("Leesavond")),
        ];

        await BothAsync(Org.Bram, form, "activity.save", Evening("Leesavond"));
        Assert.Equal(1, Rows("activity"));

        // Other words, and the same words of somebody else, are another activity.
        foreach (var other in others) await _story.DeliverAsync(other);
        Assert.Equal(3, Rows("activity"));
    }

    [Fact]
    public async Task A_form_for_an_example_that_arrives_twice_makes_one()
    {
        var form = await _story.AsksAsync(Org.Bram, Org.Channel, "deel");

        await BothAsync(Org.Bram, form, "example.propose", new() { ["Title"] = "Zo deden wij het", ["Text"] = "Met koffie erbij, elke maandag." });

        Assert.Equal(1, Rows("example"));
    }

    [Fact]
    public async Task The_undo_of_a_first_ending_is_too_old_after_a_second_one()
    {
        var first = await EndAsync();
        var (undo, again) = (Press(Org.Anna, first, "community.restore", []), Press(Org.Anna, first, "community.restore", []));
        await _story.DeliverAsync(undo);
        await EndAsync();

        var answer = await _story.DeliverAsync(again);

        Assert.Contains("eerdere afmelding", answer.Json!["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("geen community", (await _story.AsksAsync(Org.Anna, Org.Channel, "status")).Card!.Words(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Quiet_days_added_at_the_same_moment_are_all_kept()
    {
        var card = await _story.AsksAsync(Org.Dina, Org.Channel, "stil");
        var presses = Enumerable.Range(1, 8).Select(n => _story.Sim.Activities.Press(card, Org.Dina, "quiet.add", new Dictionary<string, string>
        {
            ["From"] = $"2027-0{n}-01",
            ["To"] = $"2027-0{n}-02",
        })).ToList();

        var told = await Task.WhenAll(presses.Select(press => _story.DeliverAsync(press)));

        await using var scope = _story.Host.Services.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<QuietDayStore>().FindAsync(Org.Tenant.Id, Ct);
        Assert.Equal(told.Count(one => one.Json!["value"]!.ToJsonString().Contains("Toegevoegd", StringComparison.OrdinalIgnoreCase)), kept.Count);
        Assert.Equal(8, kept.Count);
    }

    private async Task<SimPost> EndAsync()
    {
        var asked = await _story.AsksAsync(Org.Anna, Org.Channel, "afmelden");
        await _story.PressesAsync(Org.Anna, asked, "community.unregister");
        return _story.Sim.Posts(asked.ConversationId).Single(post => post.Id == asked.Id);
    }

    /// <summary>The same press under two activity ids, at once.</summary>
    private async Task BothAsync(SimPerson who, SimPost form, string verb, Dictionary<string, string> filled)
    {
        JsonObject[] presses = [Press(who, form, verb, filled), Press(who, form, verb, filled)];
        Assert.NotEqual(presses[0]["id"]!.ToString(), presses[1]["id"]!.ToString());
        await Task.WhenAll(presses.Select(press => _story.DeliverAsync(press)));
    }

    private JsonObject Press(SimPerson who, SimPost card, string verb, Dictionary<string, string> filled) =>
        _story.Sim.Activities.Press(card, who, verb, filled);

    private static Dictionary<string, string> Evening(string title) => new() { ["Title"] = title, ["Day"] = "2026-12-01" };

    private int Rows(string kind)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_story.Host.DataFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = kind == "example"
            ? "SELECT COUNT(*) FROM entity WHERE partition LIKE 'examples|%' AND row NOT LIKE 'turn|%'"
            : "SELECT COUNT(*) FROM entity WHERE row LIKE 'activity|%'";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
