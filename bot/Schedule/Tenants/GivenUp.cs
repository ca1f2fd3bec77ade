using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// What was given up: a line stands aside in its tenant's agenda, all that is due in a tenant in its fence. One partition says which tenants may have any,
/// for those who ask about all; it is written before and taken back when there is nothing.
/// </summary>
internal sealed partial class GivenUp(ITable table, Agenda agenda, Fences fences, Alarms alarms, DueSignal signal, ScheduleMeter meter, ILogger<GivenUp> logger)
    : IGivenUp
{
    private const string Partition = "given-up";

    /// <summary>More tenants than this are as many as need be told.</summary>
    private const int PageSize = 1_000;

    /// <inheritdoc/>
    public async ValueTask<GivenUpWork> ReadAsync(string tenantId, CancellationToken ct)
    {
        if (await table.FindAsync(MarkOf(tenantId), ct) is not { } mark) return new([]);
        var lines = await agenda.GivenUpAsync(tenantId, ct);
        List<GivenUpItem> items = [.. lines.Select(due => due.Line).OfType<AgendaLine>()
            .Select(line => new GivenUpItem(line.Item.Kind, line.Error ?? "Failed"))];
        if (await fences.FailureAsync(tenantId, ct) is { } failure) items.Add(new(Kind: null, failure));
        if (items.Count == 0 && lines.Count == 0) await table.DeleteAsync(mark.Key, mark.ETag, ct);
        return new(items);
    }

    /// <inheritdoc/>
    public async ValueTask<int> RetryAsync(string tenantId, CancellationToken ct)
    {
        var count = 0;
        foreach (var due in await agenda.GivenUpAsync(tenantId, ct))
            if (due.Line is { } line && await agenda.TryReviveAsync(due, line, ct)) count++;
        if (await fences.TryReviveAsync(tenantId, ct)) count++;
        if (count > 0) signal.Ring(tenantId);
        await ReadAsync(tenantId, ct);
        return count;
    }

    /// <summary>Puts a line aside whose job failed too often.</summary>
    public async ValueTask AddAsync(DueLine due, AgendaLine line, CancellationToken ct)
    {
        var item = line.Item;
        Log.Line(logger, item.Kind, line.Error ?? "Failed");
        await alarms.GivenUpAsync(item.TenantId, item.Kind, ct);
        // Before, should this process die after the batch; and after, should somebody have found nothing there in between.
        await MarkAsync(item.TenantId, ct);
        await agenda.GiveUpAsync(due, line, ct);
        await MarkAsync(item.TenantId, ct);
        meter.CountGivenUp();
    }

    /// <summary>Leaves all that is due in a tenant where it is, and the tenant alone for an hour, or until somebody wants it tried again.</summary>
    public async ValueTask AddAllAsync(string tenantId, HeldLedger ledger, CancellationToken ct)
    {
        Log.Tenant(logger);
        await alarms.GivenUpAsync(tenantId, kind: null, ct);
        await MarkAsync(tenantId, ct);
        await ledger.GiveUpAsync(ct);
        await MarkAsync(tenantId, ct);
        meter.CountGivenUp();
    }

    /// <summary>Says that the tenant may have something.</summary>
    public async ValueTask MarkAsync(string tenantId, CancellationToken ct) => await table.BatchAsync([new Change.Upsert(MarkOf(tenantId), """{"v":1}""")], ct);

    /// <summary>In how many tenants there may be something.</summary>
    public async ValueTask<int> CountAsync(CancellationToken ct) => (await table.QueryAsync(new(Partition), PageSize, continuation: null, ct)).Entries.Count;

    private static Key MarkOf(string tenantId) => new(Partition, Key.Join(tenantId));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A job of the kind {Kind} failed too often ({Failure}) and was given up.")]
        public static partial void Line(ILogger logger, string kind, string failure);

        [LoggerMessage(2, LogLevel.Error, "What is due in a tenant was begun again and again, and nothing came of it: it was given up.")]
        public static partial void Tenant(ILogger logger);
    }
}
