using System.Threading.RateLimiting;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Lets so many requests in at once, lets a few wait, and turns the rest away without delay. Until it is known whose it is, a request has a place among all;
/// then its turn has one of its tenant's, so that a tenant whose connector hangs fills its own share and nobody else's.
/// </summary>
internal sealed class Admission(InboundLimits limits, TimeProvider time) : IDisposable
{
    private readonly ConcurrencyLimiter _reading = new(new()
    {
        PermitLimit = limits.Reading,
        QueueLimit = limits.Reading,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly FairLimit _turns = new(limits.Concurrent, limits.Queued, keepsRoom: true);

    /// <summary>A lease to dispose once the request was read; not acquired when there is no place.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken ct) => _reading.AcquireAsync(1, ct);

    /// <summary>A place for a tenant's turn, to dispose; null when there is none, or none within the time to wait.</summary>
    /// <exception cref="OperationCanceledException">Whoever sent the request went away.</exception>
    public async ValueTask<IDisposable?> EnterAsync(string tenantId, CancellationToken ct)
    {
        using var wait = new CancellationTokenSource(limits.LongestWait, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, wait.Token);
        try
        {
            return await _turns.EnterAsync(tenantId, both.Token) ? new Place(_turns, tenantId) : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _reading.Dispose();

    private sealed class Place(FairLimit turns, string tenantId) : IDisposable
    {
        public void Dispose() => turns.Leave(tenantId);
    }
}
