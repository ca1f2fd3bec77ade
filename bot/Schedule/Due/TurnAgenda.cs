using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>
/// The agenda as one turn or one job has it: what it planned for at once runs as soon as it is over, when the truth that called for it is written.
/// </summary>
internal sealed class TurnAgenda(Agenda agenda, DueSignal signal) : IAgenda, IDisposable
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
    public ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct) => agenda.EraseAsync(tenantId, personId, ct);

    public void Dispose()
    {
        foreach (var (tenant, line) in _due) signal.Release(tenant, line);
        _due.Clear();
    }
}
