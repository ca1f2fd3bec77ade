using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;
using DomainCommunity = TeamsCommunityBot.Domain.Community;

namespace TeamsCommunityBot.Tests.Features.Purposes;

/// <summary>Lets days pass in a story, and looks at what is stored.</summary>
internal static class PurposeSteps
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>In steps of a few hours, as the scheduler looks all the time: a jump would make everything too late.</summary>
    public static async Task UntilAsync(this Story story, string moment)
    {
        var (clock, until) = ((FakeTimeProvider)story.Sim.Clock, DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
        while (clock.GetUtcNow() < until)
            await story.LaterAsync(TimeSpan.FromTicks(Math.Min((until - clock.GetUtcNow()).Ticks, TimeSpan.FromHours(12).Ticks)));
    }

    public static async Task<DomainCommunity> CommunityAsync(this Story story, SimChannel? channel = null)
    {
        await using var scope = story.Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(story.Org.Tenant.Id, (channel ?? story.Org.Channel).Id,
            Ct))!.Community;
    }

    /// <summary>The community pauses up to a day, or (with null) no more.</summary>
    public static async Task PausesAsync(this Story story, DateOnly? until)
    {
        await using var scope = story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        Assert.True(await scope.ServiceProvider.GetRequiredService<CommunityStore>()
            .ChangeAsync(story.Org.Tenant.Id, story.Org.Channel.Id, community => community.Paused(until, story.Sim.Clock.GetUtcNow()), Ct));
    }

    /// <summary>The whole organisation is quiet.</summary>
    public static async Task IsQuietAsync(this Story story, DateOnly from, DateOnly to)
    {
        var json = JsonSerializer.Serialize(new(1, [new(from, to)]), QuietJson.Default.QuietRow);
        var key = new Key(Key.Join("tenant", story.Org.Tenant.Id), "quiet");
        await story.Host.Services.GetRequiredService<ITable>().BatchAsync([new Change.Upsert(key, json)], Ct);
    }

    /// <summary>The card as it stands now.</summary>
    public static SimPost Now(this Story story, SimPost post) => story.Sim.Posts(post.ConversationId).Single(one => one.Id == post.Id);

    /// <summary>The card as it stands now, for whoever presses it after it was replaced.</summary>
    public static JsonNode AsAnswer(this SimPost post) => new JsonObject { ["value"] = post.Card!.DeepClone() };

    /// <summary>What stands in somebody's own chat with certain words.</summary>
    public static async Task<IReadOnlyList<SimPost>> HeardAsync(this Story story, SimPerson who, string words) =>
        [.. (await story.PersonalPostsAsync(who)).Where(post => post.Card?.Words().Contains(words, StringComparison.Ordinal) == true)];
}
