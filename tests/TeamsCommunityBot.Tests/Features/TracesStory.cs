using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>What names a person without their object id, and what stands where nothing happens any more, has an end too.</summary>
public class TracesStory : StoryTests
{
    public TracesStory()
        : this(null)
    {
    }

    protected TracesStory(Azurite? azurite)
        : base("2026-11-23T09:00:00Z", azurite)
    {
    }

    private SimChat Chat => Story.Sim.Org.ChatWith(Org.Bram);

    protected override async ValueTask BeginAsync() => await Story.RegistersAsync(Org.Anna, Org.Channel);

    [Fact]
    public async Task Whoever_is_erased_leaves_neither_their_chat_nor_the_address_that_the_bot_knows_them_by()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Chat, Org.Bram)]);
        await InviteAsync();
        await Story.SaysAsync(Org.Bram, Chat, "help");
        var ask = await Story.AsksAsync(Org.Bram, Chat, "vergeet mij");
        Assert.NotEmpty(Story.Host.RowsWith(Chat.Id));

        await Story.PressesAsync(Org.Bram, ask, "person.forget");
        await Story.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(Story.Host.RowsWith(Chat.Id, Org.Bram.Address, Org.Bram.AadObjectId));
    }

    [Fact]
    public async Task Somebody_who_never_wrote_is_erased_from_the_ledger_too()
    {
        await InviteAsync();
        Assert.NotEmpty(Story.Host.RowsWith(Chat.Id));
        await PlanErasingAsync();

        await Story.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(Story.Host.RowsWith(Chat.Id, Org.Bram.Address, Org.Bram.AadObjectId));
    }

    /// <summary>The invitation is on its way while its reader is erased: what the connector answers is written down later, with the name of the chat.</summary>
    [Fact]
    public async Task What_is_on_its_way_while_somebody_is_erased_leaves_nothing_behind_either()
    {
        using var late = Story.Sim.Faults.Always(Fault.Delay(TimeSpan.FromSeconds(12)), new FaultScope(SimOperation.Send, Chat.Id));
        var roles = await Story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var form = await Story.PressesAsync(Org.Anna, roles, "Kies een verbinder");
        await Story.PressesOnAsync(Org.Anna, roles, form, "role.assign", ("Person", Org.Bram.AadObjectId));
        await UntilAsync(() => late.Hits > 0);

        await PlanErasingAsync();
        // Either it runs while the post is under way, or it waits for it.
        await UntilAsync(() => Story.Host.RowsWith("person.erase").Count == 0, tries: 50);
        Clock.Advance(TimeSpan.FromSeconds(13));
        await Story.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(Story.Host.RowsWith(Chat.Id, Org.Bram.Address, Org.Bram.AadObjectId));
    }

    [Fact]
    public async Task Marks_of_turns_go_from_a_place_where_nothing_happens_any_more_also_after_a_restart()
    {
        await Story.SaysAsync(Org.Bram, Chat, "help");
        await Story.RestartAsync();
        Assert.NotEmpty(Story.Host.RowsWith("\tturn|"));

        Clock.Advance(TimeSpan.FromHours(49));
        for (var waited = 0; waited < 50 && Story.Host.RowsWith("\tturn|", "turns|").Count > 0; waited++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);

        Assert.Empty(Story.Host.RowsWith("\tturn|", "turns|"));
    }

    [Fact]
    public async Task Of_151_communities_a_member_of_the_last_one_finds_theirs()
    {
        var channels = Enumerable.Range(0, 150).Select(number => Story.Sim.Org.AddChannel(Org.Team, $"Besloten {number}", SimChannelKind.Private)).ToList();
        foreach (var channel in channels) await AddAsync(channel);
        channels.MaxBy(channel => channel.Id, StringComparer.Ordinal)!.Roster.Add(Org.Bram);
        Story.Sim.Limits.Enabled = false;

        var soFar = await Story.AsksAsync(Org.Bram, Chat, "status");
        soFar.Card.Says("van de 151");
        var answer = await Story.PressesAsync(Org.Bram, soFar, "Verder kijken");

        Assert.Contains(channels.MaxBy(channel => channel.Id, StringComparer.Ordinal)!.Name, answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_and_raised_hands_have_a_term()
    {
        var form = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        await Story.PressesAsync(Org.Anna, form, "Oproep plaatsen", ("Roles", "Bouwer"));
        await Story.SettleAsync();
        await Story.PressesAsync(Org.Bram, Story.Sim.Posts()[^1], "call.raise");
        await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht"), "Nu versturen");
        await Story.SettleAsync();
        await Story.PressesAsync(Org.Bram, Story.Sim.Posts(Org.Channel).Last(post => post.Card?.Buttons().Contains("Inspireert") == true), "Inspireert");
        Assert.NotEmpty(Story.Host.RowsWith("answer|" + Org.Bram.AadObjectId));

        for (var month = 0; month < 5; month++) await Story.LaterAsync(TimeSpan.FromDays(31));
        Assert.Empty(Story.Host.RowsWith("call.hand|"));
        Assert.NotEmpty(Story.Host.RowsWith("answer|" + Org.Bram.AadObjectId));
        for (var month = 0; month < 10; month++) await Story.LaterAsync(TimeSpan.FromDays(31));

        Assert.Empty(Story.Host.RowsWith("answer|"));
    }

    private static async Task UntilAsync(Func<bool> isSo, int tries = 1_000)
    {
        for (var tried = 0; tried < tries && !isSo(); tried++) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
    }

    private async Task PlanErasingAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        var agenda = scope.ServiceProvider.GetRequiredService<IAgenda>();
        await agenda.PlanAsync(new(Org.Tenant.Id, "person.erase", Org.Bram.AadObjectId, Clock.GetUtcNow()), Ct);
    }

    private async Task InviteAsync()
    {
        var roles = await Story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var form = await Story.PressesAsync(Org.Anna, roles, "Kies een verbinder");
        await Story.PressesOnAsync(Org.Anna, roles, form, "role.assign", ("Person", Org.Bram.AadObjectId));
        await Story.SettleAsync();
    }

    private async Task AddAsync(SimChannel channel)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        var communities = scope.ServiceProvider.GetRequiredService<CommunityStore>();
        var sample = (await communities.FindAsync(Org.Tenant.Id, Org.Channel.Id, Ct))!.Community;
        var copy = sample with { ChannelId = channel.Id, Name = channel.Name, IsOpenChannel = false, Address = sample.Address.OfChannel(channel.Id) };
        Assert.True(await communities.AddAsync(copy, Ct));
    }
}

/// <summary>The same on Azure Tables.</summary>
public sealed class TracesOnAzureStory(Azurite azurite) : TracesStory(azurite);
