using TeamsCommunityBot.Schedule.Due;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// Sees to it that the ledger of a tenant is swept: asked before anything is written into it. Remembers what this process planned already, which saves
/// two operations a post; forgotten at a restart and when it is full, for a line planned twice is one.
/// </summary>
internal sealed class LedgerUpkeep(Agenda agenda, TimeProvider clock)
{
    public async ValueTask EnsureAsync(string tenantId, CancellationToken ct) =>
        await agenda.EnsureAsync(LedgerRetention.NextLine(tenantId, clock.GetUtcNow()), ct);
}
