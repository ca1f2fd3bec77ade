using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Erasure;

/// <summary>Erases the person whom the line names. Nobody is told: there is nobody left to tell.</summary>
internal sealed class ErasePerson(PersonEraser erasure) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        await erasure.EraseAsync(item.TenantId, item.Subject, now, ct);
        return JobPlan.Again(ClearErased.LineOf(item.TenantId, now));
    }
}
