using System.Collections.Concurrent;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Audit;

/// <summary>Once a month for a tenant: what is older than two years goes, of roles and of administrators. Then it plans itself for the next month.</summary>
public sealed class AuditSweep(CommunityStore communities, AuditStore audit, AdministratorStore administrators) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var before = now.AddMonths(-AuditStore.MonthsKept);
        await foreach (var line in communities.ListAsync(item.TenantId, ct)) await audit.SweepAsync(item.TenantId, line.ChannelId, before, ct);
        await administrators.SweepAsync(item.TenantId, before, ct);
        return JobPlan.Again(AuditStore.NextSweep(item.TenantId, now));
    }

    /// <inheritdoc/>
    public ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct) => new(JobPlan.Nothing);
}

/// <summary>
/// Which sweeps this process planned already: saves an operation at every change of a role. Forgotten at a restart and when it is full; a line planned
/// twice is one.
/// </summary>
public sealed class AuditSweepMemory
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, DueItem> _planned = new();

    public bool Holds(DueItem line) => _planned.TryGetValue(line.TenantId, out var known) && known == line;

    public void Add(DueItem line)
    {
        if (_planned.Count >= Most) _planned.Clear();
        _planned[line.TenantId] = line;
    }
}
