using System.Collections.Concurrent;

namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>The pace of each tenant that something was asked of or sent to lately.</summary>
internal sealed class TenantPaces(ClockWaits waits, TimeProvider clock) : ITenantPace
{
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<string, TenantPace> _paces = [];

    /// <inheritdoc/>
    public Task AskAsync(string tenantId, CancellationToken ct) => Of(tenantId).AskAsync(ct);

    public TenantPace Of(string tenantId)
    {
        if (_paces.Count > Most)
            foreach (var (tenant, pace) in _paces)
                if (pace.IsAtRest) _paces.TryRemove(tenant, out _);
        return _paces.GetOrAdd(tenantId, _ => new(waits, clock));
    }

    /// <summary>The tenant was given back.</summary>
    public void Rest(string tenantId)
    {
        if (_paces.TryGetValue(tenantId, out var pace)) pace.Rest();
    }
}
