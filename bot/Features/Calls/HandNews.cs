using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>Tells of a raised hand, if it still is up: the verbinder, or else the leads, each in their own chat. The channel never learns of it.</summary>
internal sealed class HandNews(CommunityStore communities, CallStore calls, Leads leads, Colleagues colleagues) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct) =>
        await FindAsync(item, now, ct) is { } found
            ? await TellAsync(item, found, await leads.ConcernedAsync(found.Community, found.Hand.Who, ct), now, ct)
            : JobPlan.Nothing;

    /// <summary>A verbinder who cannot be reached does not leave a hand unseen: then the others who lead hear it.</summary>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson { Who: var missed } || await FindAsync(item, now, ct) is not { } found)
            return JobPlan.Nothing;
        if (!missed.Is(found.Community.Roles.Verbinder.Holder)) return JobPlan.Nothing;
        return await TellAsync(item, found, (await leads.AllAsync(found.Community, found.Hand.Who, ct)).Without(missed), now, ct);
    }

    private async ValueTask<Found?> FindAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var ids = Key.Split(item.Subject);
        var number = int.Parse(ids[1], NumberStyles.None, CultureInfo.InvariantCulture);
        if (await communities.FindAsync(item.TenantId, ids[0], ct) is not { Community: { IsRegistered: true } community }) return null;
        await calls.ForgetDownAsync(community, number, ids[2], now, ct);
        if (await calls.FindAsync(community, ct) is not { Call: var call } || call.Number != number || call.StateIn(community, now) != CallState.Open)
            return null;
        if (await calls.FindHandAsync(community, number, ids[2], ct) is not { } hand) return null;
        // Somebody who left meanwhile is not offered to anybody.
        return await colleagues.LookAsync(community, hand.Who, ct) == Whereabouts.NotHere ? null : new(community, call, hand);
    }

    private async ValueTask<JobPlan> TellAsync(DueItem item, Found found, FoundLeads whom, DateTimeOffset now, CancellationToken ct)
    {
        var (community, call, hand) = found;
        var next = NextPresses.In(community) with { Talk = await colleagues.ChatAsync(community, hand.Who, ct) };
        var view = new HandView(community.ChannelId, community.Name, call.Number, hand.Who.Id, hand.Who.Name, call.StillOpen(community), call.Text, next);
        var moment = hand.At.UtcTicks.ToString(CultureInfo.InvariantCulture);
        return await leads.TellAsync(
            item,
            community,
            whom,
            reader => Key.Join(CallStore.RaisedHandJob, community.ChannelId, hand.Who.Id, moment, reader.Id),
            () => new(CallCard.Hand(view), CallCard.HandSummary(view)),
            now,
            ct);
    }

    private sealed record Found(Community Community, OpenCall Call, Hand Hand);
}
