using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>
/// The agenda as one turn or one job has it: what it planned for at once runs as soon as it is over, when the truth that called for it is written.
/// </summary>
internal sealed class TurnAgenda(Agenda agenda, Poison poison, DueSignal signal) : IAgenda, IDisposable
{
    private readonly List<(string TenantId, Key Line)> _due = [];

    /// <inheritdoc/>
    public async ValueTask PlanAsync(DueItem item, CancellationToken ct)
    {
        if (await agenda.PlanAsync(item, ct) is { } line) _due.Add((item.TenantId, line));
    }

    /// <inheritdoc/>
    public async ValueTask EnsureAsync(DueItem item, CancellationToken ct)
    {
        if (await agenda.EnsureAsync(item, ct) is { } line) _due.Add((item.TenantId, line));
    }

    /// <inheritdoc/>
    public async ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct)
    {
        // First what was given up: put back at this very moment, it is in the due index, which comes next.
        await poison.EraseAsync(tenantId, personId, ct);
        await agenda.EraseAsync(tenantId, personId, ct);
    }

    public void Dispose()
    {
        foreach (var (tenant, line) in _due) signal.Release(tenant, line);
        _due.Clear();
    }
}
