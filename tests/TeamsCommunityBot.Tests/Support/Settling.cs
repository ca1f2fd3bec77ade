using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>Waits until a bot has done all that is due by now.</summary>
internal static class Settling
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether some work waits for the clock: for its turn at Teams' pace, or for another try.</summary>
    public static bool IsWaiting(this IServiceProvider services) => services.GetRequiredService<ClockWaits>().Count > 0;

    /// <summary>Rings until nothing is due and nothing runs; also for what the index says that another process sees to, for it may have died.</summary>
    public static async Task SettleAsync(this IServiceProvider services, CancellationToken ct)
    {
        var (signal, worker) = (services.GetRequiredService<DueSignal>(), services.GetRequiredService<Worker>());
        if (!services.GetRequiredService<IOptions<ScheduleOptions>>().Value.Enabled) return;
        if (!await services.GetRequiredService<InstanceGuard>().MaySendAsync(ct)) return;
        // A run that ends may ring, and a ring may begin a run: it is calm when neither was seen before a look at what is due nor after it.
        for (var isCalm = false; ; isCalm = await IsCalmAsync())
        {
            var due = await DueAsync(services, ct);
            if (isCalm && due.Count == 0 && await IsCalmAsync()) return;
            foreach (var tenant in due) signal.Ring(tenant);
            signal.RingForEveryone();
            while (signal.IsRinging) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);
            // Nothing runs here, and yet something is due: another instance has it.
            if (!await worker.EndedAsync(ct) && due.Count > 0) await services.GetRequiredService<ClockWaits>().ForAsync(Glance, ct);
        }

        async Task<bool> IsCalmAsync() => !await worker.EndedAsync(ct) && !signal.IsRinging && !await worker.EndedAsync(ct);
    }

    /// <summary>The tenants with a line that may run by now.</summary>
    private static async Task<List<string>> DueAsync(IServiceProvider services, CancellationToken ct)
    {
        var (table, agenda, tenants) = (services.GetRequiredService<ITable>(), services.GetRequiredService<Agenda>(), new List<string>());
        var until = DueTime.Row(DueTime.NextSecond(services.GetRequiredService<TimeProvider>()));
        for (var shard = 0; shard < DueIndex.Shards; shard++)
        {
            var entries = (await table.QueryAsync(new(Key.Join("due", $"{shard}"), "", until), 1_000, null, ct)).Entries;
            foreach (var tenant in entries.Select(entry => TenantOf(entry.Key.Row)).OfType<string>().Distinct())
                if ((await agenda.DueAsync(tenant, TenantRun.MostLines, ct)).Any(agenda.IsRipe)) tenants.Add(tenant);
        }
        return tenants;
    }

    /// <summary>Null for a row that the index did not write.</summary>
    private static string? TenantOf(string row) => Key.TrySplit(row, out var ids) && ids is [_, var tenantId] ? tenantId : null;
}
