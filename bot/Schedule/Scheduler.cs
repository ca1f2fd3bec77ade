using Microsoft.Extensions.Options;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>Looks every tick for what is due, and at once for what this process planned for now.</summary>
internal sealed partial class Scheduler(
    Agenda agenda, LineRunner runner, IPostSender sender, DueSignal signal, Waits waits, IOptions<ScheduleOptions> options, TimeProvider clock, ILogger<Scheduler> logger) : BackgroundService
{
    private const int PageSize = 100;
    private const int MostTries = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    /// <summary>Rung for no tenant in particular: look at all.</summary>
    private const string Everyone = "";

    private readonly SemaphoreSlim _round = new(1);

    /// <summary>Whether some work waits for the clock: for its turn at Teams' pace, or for another try.</summary>
    public bool IsWaiting => waits.Count > 0;

    /// <summary>Does everything that is due by now, and returns when that is done.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        await _round.WaitAsync(ct);
        try
        {
            while (await ScanAsync(ct) is { Count: > 0 } tenants)
                foreach (var tenant in tenants) await RunAsync(tenant, ct);
        }
        finally
        {
            _round.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        await using var timer = clock.CreateTimer(_ => signal.Ring(Everyone), state: null, TimeSpan.FromSeconds(1), options.Value.Tick);
        while (true)
        {
            var tenants = await signal.HearAsync(stoppingToken);
            await _round.WaitAsync(stoppingToken);
            try
            {
                foreach (var tenant in tenants.Contains(Everyone) ? await ScanAsync(stoppingToken) : tenants) await RunAsync(tenant, stoppingToken);
            }
            catch (StorageUnavailableException)
            {
                Log.Postponed(logger);
            }
            finally
            {
                _round.Release();
            }
        }
    }

    private async ValueTask<IReadOnlySet<string>> ScanAsync(CancellationToken ct)
    {
        var tenants = new HashSet<string>();
        for (var shard = 0; shard < Agenda.Shards; shard++)
            foreach (var entry in await agenda.ScanAsync(shard, PageSize, ct))
            {
                var due = await agenda.DueAsync(entry.TenantId, PageSize, ct);
                if (due.Any(agenda.IsRipe)) tenants.Add(entry.TenantId);
                else if (due.Count == 0) await agenda.ForgetAsync(entry, ct);
            }
        return tenants;
    }

    private async Task RunAsync(string tenantId, CancellationToken ct)
    {
        while ((await agenda.DueAsync(tenantId, PageSize, ct)).Where(agenda.IsRipe).ToList() is { Count: > 0 } lines)
            foreach (var line in lines) await RunAsync(line, ct);
    }

    private async Task RunAsync(DueLine due, CancellationToken ct)
    {
        if (due.Line is not { } line)
        {
            Log.Unreadable(logger);
            await agenda.RemoveAsync(due, ct);
            return;
        }
        try
        {
            await runner.RunAsync(line.Item, (post, ct) => DeliverAsync(line.Item.TenantId, post, ct), ct);
            await agenda.RemoveAsync(due, ct);
        }
        catch (Exception failure) when (failure is not (StorageUnavailableException or OperationCanceledException))
        {
            Log.Failed(logger, line.Item.Kind, failure.GetType().Name, line.Tries + 1);
            var again = line with { Tries = line.Tries + 1, Error = failure.GetType().Name };
            await agenda.PostponeAsync(due, again, clock.GetUtcNow() + (FirstWait * Math.Pow(4, Math.Min(line.Tries, MostTries))), ct);
        }
    }

    private async Task<PostResult> DeliverAsync(string tenantId, Post post, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            switch (await sender.SendAsync(tenantId, post, ct))
            {
                case PostAttempt.Final final:
                    return final.Result;
                case PostAttempt.NotNow later when attempt < MostTries:
                    await waits.ForAsync(later.Wait ?? TimeSpan.FromSeconds(Math.Pow(2, attempt)), ct);
                    break;
                case PostAttempt.NotNow later:
                    return new PostResult.Refused(PostRefusal.Failed, later.Code);
                default:
                    return new PostResult.Refused(PostRefusal.Failed, "Unknown");
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store did not answer; what is due waits for the next look.")]
        public static partial void Postponed(ILogger logger);

        [LoggerMessage(2, LogLevel.Error, "A job of the kind {Kind} failed: {Failure}, {Tries} times by now. It is tried again later.")]
        public static partial void Failed(ILogger logger, string kind, string failure, int tries);

        [LoggerMessage(3, LogLevel.Error, "A due line cannot be read and was taken away.")]
        public static partial void Unreadable(ILogger logger);
    }
}
