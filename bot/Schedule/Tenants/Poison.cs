using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>The poison queue is everyone's; here each tenant sees what belongs to it. What nobody can read belongs to nobody, and stays.</summary>
internal sealed class Poison(IWorkQueue queue, DueSignal signal, ClockWaits waits) : IPoison
{
    /// <summary>Somebody else looks for a minute at most.</summary>
    private const int MostLooks = 4;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async ValueTask<GivenUpWork> ReadAsync(string tenantId, CancellationToken ct)
    {
        var items = new List<GivenUpItem>();
        var isWhole = await queue.SiftPoisonAsync(Look, ct);
        return new(items, isWhole);

        PoisonFate Look(PoisonedItem item)
        {
            if (Own(item, tenantId) is { } message) items.Add(new(message.Line?.Kind, item.Reason));
            return PoisonFate.Keep;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReplayAsync(string tenantId, CancellationToken ct)
    {
        var count = 0;
        await queue.SiftPoisonAsync(item => Own(item, tenantId) is null ? PoisonFate.Keep : Replay(), ct);
        if (count > 0) signal.RingForEveryone();
        return count;

        PoisonFate Replay()
        {
            count++;
            return PoisonFate.Replay;
        }
    }

    /// <summary>Takes away what names a person: they are erased, and so is what was still to be done about them.</summary>
    public async ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct)
    {
        for (var look = 1; !await queue.SiftPoisonAsync(Judge, ct) && look < MostLooks; look++) await waits.ForAsync(BetweenLooks, ct);

        PoisonFate Judge(PoisonedItem item) =>
            Own(item, tenantId)?.Line?.Subject.Contains(personId, StringComparison.Ordinal) == true ? PoisonFate.Drop : PoisonFate.Keep;
    }

    private static WorkMessage? Own(PoisonedItem item, string tenantId) =>
        WorkMessage.Read(item.Body) is { V: <= WorkMessage.Version } message && (message.Tenant ?? message.Line?.TenantId) == tenantId ? message : null;
}
