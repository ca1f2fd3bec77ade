using System.Threading.RateLimiting;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Lets so many requests in at once, lets a few wait, and turns the rest away without delay.</summary>
internal sealed class Admission(InboundLimits limits) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new()
    {
        PermitLimit = limits.Concurrent,
        QueueLimit = limits.Queued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>A lease to dispose; not acquired when there is no place.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken ct) => _limiter.AcquireAsync(1, ct);

    public void Dispose() => _limiter.Dispose();
}
