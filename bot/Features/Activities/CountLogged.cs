using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>
/// Counts what was logged, for the targets of a community that count it. The number stands with the target, so that the status reads one row.
/// </summary>
internal sealed class CountLogged(CommunityStore communities, ActivityStore activities) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, item.Subject, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        var counted = new Dictionary<string, decimal>();
        foreach (var target in community.Targets.Open.Where(target => target.IsLogged))
        {
            var (held, heads) = await activities.CountAsync(community, target.From, target.Deadline, ct);
            counted[target.Id] = target.Metric == TargetMetric.Activities ? held : heads;
        }
        await communities.ChangeAsync(item.TenantId, item.Subject,
            it => it.WithLogged(target => counted.TryGetValue(target.Id, out var logged) ? logged : null, it.Today(now)), ct);
        return JobPlan.Nothing;
    }
}
