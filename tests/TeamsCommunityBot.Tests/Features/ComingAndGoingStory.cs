using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>The app leaves a team and comes back, as Teams tells it: from the team's own id, whatever channel was chosen.</summary>
public class ComingAndGoingStory : StoryTests
{
    private SimChannel _other = null!;

    public ComingAndGoingStory()
        : this(null)
    {
    }

    protected ComingAndGoingStory(Azurite? azurite)
        : base("2026-11-23T09:00:00Z", azurite)
    {
    }

    protected override async ValueTask BeginAsync()
    {
        await Story.SendAsync([.. Told("add")]);
        _other = Story.Sim.Org.AddChannel(Org.Team, "Tweede kanaal");
        await Story.RegistersAsync(Org.Anna, Org.Channel, "Eerste");
        await Story.RegistersAsync(Org.Anna, _other, "Tweede");
        await Story.LaterAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Every_community_of_the_team_is_silent_and_says_so_also_while_the_connector_still_answers()
    {
        await Story.SendAsync([.. Told("remove")]);

        Assert.Equal([true, true], await RemovedAsync());
        var (before, chat) = (Story.Sim.Posts().Count, Story.Sim.Org.ChatWith(Org.Bram));
        await Story.LaterAsync(TimeSpan.FromDays(14));
        Assert.DoesNotContain(Story.Sim.Posts().Skip(before), post => post.ConversationId.StartsWith(_other.Id, StringComparison.Ordinal));
        var choice = await Story.AsksAsync(Org.Bram, chat, "status");
        var status = await Story.PressesAsync(Org.Bram, choice, "status.show", ("Community", _other.Id));
        Assert.Contains("verwijderd", status["value"]!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Added_again_all_speak_again_and_are_welcomed_once()
    {
        await Story.SendAsync([.. Told("remove")]);
        await Story.LaterAsync(TimeSpan.FromHours(1));

        var said = await Story.SendAsync([.. Told("add"), .. Told("add")]);

        Assert.Single(said);
        Assert.Equal([false, false], await RemovedAsync());
    }

    [Fact]
    public async Task The_same_where_posts_failed_in_between_and_nobody_told_of_the_removal()
    {
        await FailAsync(Org.Channel);
        await FailAsync(_other);
        Assert.Equal([true, true], await RemovedAsync());
        await Story.LaterAsync(TimeSpan.FromHours(1));

        Assert.Single(await Story.SendAsync([.. Told("add")]));

        Assert.Equal([false, false], await RemovedAsync());
    }

    [Fact]
    public async Task Whoever_speaks_to_the_bot_in_a_channel_proves_that_it_is_there()
    {
        await Story.SendAsync([.. Told("remove")]);
        await Story.LaterAsync(TimeSpan.FromHours(1));

        Assert.DoesNotContain("verwijderd", (await Story.AsksAsync(Org.Bram, _other, "status")).Card!.Words(), StringComparison.Ordinal);

        Assert.Equal([true, false], await RemovedAsync());
    }

    [Fact]
    public async Task Without_any_event_of_adding_the_doctor_says_that_nobody_administers_and_how_to_become_it()
    {
        await using var silent = await Support.Story.StartAsync();
        await silent.RegistersAsync(silent.Org.Anna, silent.Org.Channel);

        var findings = (await silent.AsksAsync(silent.Org.Anna, silent.Org.Channel, "dokter")).Card!.Words();
        Assert.Contains("Nog niemand beheert de bot", findings, StringComparison.Ordinal);
        Assert.DoesNotContain("Nog niemand", (await Story.AsksAsync(Org.Anna, Org.Channel, "dokter")).Card!.Words(), StringComparison.Ordinal);
    }

    /// <summary>Both events of Teams, from the team's id; when it was added, with the channel that was chosen.</summary>
    private IReadOnlyList<JsonObject> Told(string action)
    {
        var team = Org.Team.General;
        var events = action == "add" ? Story.Sim.Activities.Installed(team, Org.Anna) : Story.Sim.Activities.Uninstalled(team, Org.Anna);
        foreach (var activity in events)
            if (action == "add") activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = Org.Channel.Id } };
            else activity["channelData"]!.AsObject().Remove("settings");
        return events;
    }

    private async Task<IReadOnlyList<bool>> RemovedAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        var communities = scope.ServiceProvider.GetRequiredService<CommunityStore>();
        return [await IsRemovedAsync(communities, Org.Channel), await IsRemovedAsync(communities, _other)];
    }

    private async Task<bool> IsRemovedAsync(CommunityStore communities, SimChannel channel) =>
        (await communities.FindAsync(Org.Tenant.Id, channel.Id, Ct))!.Community.BotRemoved.Value;

    /// <summary>As the sweep notes it when Teams answers that the bot is not in the roster.</summary>
    private async Task FailAsync(SimChannel channel)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TeamsCommunityBot.Turns.TurnClaim>().BeginJob();
        await scope.ServiceProvider.GetRequiredService<CommunityStore>()
            .ChangeAsync(Org.Tenant.Id, channel.Id, it => it with { BotRemoved = it.BotRemoved.Hear(true, Story.Sim.Clock.GetUtcNow()) }, Ct);
    }
}

/// <summary>The same on Azure Tables.</summary>
public sealed class ComingAndGoingOnAzureStory(Azurite azurite) : ComingAndGoingStory(azurite);
