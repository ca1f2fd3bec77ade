using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Sending;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>What it takes to do what is due in a tenant, beside the tenant.</summary>
internal sealed class TenantRuns(
    Agenda agenda, JobRunner jobs, SweepRunner sweeps, LineFailures failures, Courier courier, ScheduleMeter meter, LedgerUpkeep upkeep, TimeProvider clock)
{
    /// <summary>
    /// So many posts may be on their way at once in one process, shared among the tenants that are sent to; each is held until it was answered.
    /// </summary>
    private const int MostOnTheWay = 1_500;

    /// <summary>One tenant's share is never less: enough for the full pace while Teams answers within half a second.</summary>
    private const int LeastOnTheWay = 24;

    /// <summary>And never more: enough for the full pace while Teams answers within eight seconds.</summary>
    private const int MostOfOneTenant = 400;

    /// <summary>A run that may be poked already; it begins with <see cref="RunAsync"/>.</summary>
    public TenantRun Begin(DueTenant due) => new(agenda, jobs, sweeps, failures, clock, due);

    /// <param name="tenants">How many are sent to at the moment of asking: as they become fewer, each has room for more.</param>
    /// <inheritdoc cref="TenantOutbox"/>
    public async Task RunAsync(TenantRun run, HeldLedger ledger, Func<int> tenants, CancellationToken stop, CancellationToken abort)
    {
        try
        {
            await run.RunAsync(new(run.TenantId, ledger, courier, meter, upkeep, clock, RoomOfOne, stop, abort));
        }
        finally
        {
            courier.Rest(run.TenantId);
        }

        int RoomOfOne() => Math.Clamp(MostOnTheWay / Math.Max(1, tenants()), LeastOnTheWay, MostOfOneTenant);
    }
}
