using System.Threading.Channels;

namespace TeamsCommunityBot.Schedule;

/// <summary>Wakes the scheduler of this process at once: something is due now.</summary>
internal sealed class DueSignal
{
    // What is rung twice before it is heard is heard twice, which costs a look and nothing else.
    private readonly Channel<string> _tenants = Channel.CreateUnbounded<string>();

    /// <summary>Something of this tenant is due.</summary>
    public void Ring(string tenantId) => _tenants.Writer.TryWrite(tenantId);

    /// <summary>Waits until somebody rings, and returns the tenants concerned.</summary>
    public async ValueTask<IReadOnlySet<string>> HearAsync(CancellationToken ct)
    {
        var heard = new HashSet<string> { await _tenants.Reader.ReadAsync(ct) };
        while (_tenants.Reader.TryRead(out var another)) heard.Add(another);
        return heard;
    }
}
