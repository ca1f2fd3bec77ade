using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Audit;

/// <summary>
/// Once a month for a tenant: what is older than two years goes, of roles and of administrators, and whatever else a slice holds of people beyond its term.
/// The terms stand in the README of the store. Then it plans itself for the next month.
/// </summary>
internal sealed class AuditExpiry(CommunityStore communities, AuditStore audit, AdministratorStore administrators, IEnumerable<IEraser> slices) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var before = now.AddMonths(-AuditStore.MonthsKept);
        await foreach (var line in communities.ListAsync(item.TenantId, ct))
        {
            await audit.SweepAsync(item.TenantId, line.ChannelId, before, ct);
            foreach (var slice in slices) await slice.ExpireAsync(item.TenantId, line.ChannelId, now, ct);
        }
        await administrators.SweepAsync(item.TenantId, before, ct);
        foreach (var slice in slices) await slice.ExpireAsync(item.TenantId, now, ct);
        return JobPlan.Again(AuditStore.NextSweep(item.TenantId, now));
    }
}
