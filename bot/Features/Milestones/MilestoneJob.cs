using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Milestones;

/// <summary>Speaks of a milestone in the channel, at the hour of the community's rhythm: what was reached, and one next step. Nothing is said twice.</summary>
internal sealed class MilestoneJob(CommunityStore communities, MilestoneStore milestones, QuietDayStore quiet) : IJob
{
    private const int Tries = 20;

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, item.Subject, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        var days = await quiet.FindAsync(item.TenantId, ct);
        var plan = await DecideAsync(community, state => MilestonePlan.For(community, state, days, item.At, now), ct);
        IReadOnlyList<Post> posts = plan.Say is { } record ? [PostOf(community, record, plan.After, now)] : [];
        return new(posts, plan.Next is { } at ? [item with { At = at }] : []);
    }

    /// <inheritdoc/>
    /// <remarks>What Teams refused stands in the log of the channel. The next message finds out whether the channel is still there.</remarks>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is PostResult.Refused refused && await communities.FindAsync(item.TenantId, item.Subject, ct) is { Community: var community })
            await DecideAsync(community, state => new(Failed(state, item, refused), null, null), ct);
        return JobPlan.Nothing;
    }

    private static MilestoneState Failed(MilestoneState state, DueItem item, PostResult.Refused refused) =>
        state.Records.FirstOrDefault(record => record.IsSaid && record.Line == item.At) is { } record
            ? state.With(record with { Reason = refused.Why.ToString() }) : state;

    /// <summary>Stored before anything is said: whoever goes on after a crash says the same under the same name.</summary>
    private async ValueTask<MilestonePlan> DecideAsync(Community community, Func<MilestoneState, MilestonePlan> decide, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var before = await milestones.FindAsync(community, ct);
            var plan = decide(before.State);
            if (plan.After == before.State || await milestones.SaveAsync(community, before, plan.After, ct)) return plan;
        }
        throw new InvalidOperationException("Others changed the milestones again and again.");
    }

    private static Post PostOf(Community community, MilestoneRecord record, MilestoneState state, DateTimeOffset now)
    {
        using var spoken = Language.Use(community.Language);
        var view = MilestoneView.Of(community, record.Months, state, now);
        var id = Key.Join(MilestoneStore.Job, community.ChannelId, record.Months.ToString(CultureInfo.InvariantCulture));
        return new(id, new Destination.ToChannel(community.Address.OfChannel(community.ChannelId)), MilestoneCard.Render(view), MilestoneCard.Summary(view));
    }
}
