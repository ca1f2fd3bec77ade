using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>
/// Which tenant has something due when: an index across all tenants, by time and in a few shards, so that looking for what is due costs what is due,
/// however much is registered.
/// </summary>
/// <remarks>
/// An entry says until when nobody need look at it. Whoever looks claims what he found with one batch for a hundred tenants; so several processes that
/// look at the same time share the tenants among them, and one that dies is relieved after a while. Writing an entry again ends the claim.
/// </remarks>
internal sealed partial class DueIndex(ITable table, TimeProvider clock, IOptions<ScheduleOptions> options, ILogger<DueIndex> logger)
{
    /// <summary>Azure serves 2,000 rows a second from one partition; so many tenants' entries share one.</summary>
    public const int Shards = 4;

    /// <summary>The most that a batch holds.</summary>
    private const int MostChanges = 100;

    /// <summary>The most tenants that one look claims in a shard; the rest is left to others, or to the next look.</summary>
    public const int MostClaimed = 1_000;

    private const int PageSize = 1_000;
    private const int MostLooks = 3;

    /// <summary>So far from the oldest a look may begin, counted in what it has room for.</summary>
    private const int MostBlocks = 16;

    /// <summary>Writes that a tenant has something due at that moment.</summary>
    /// <param name="until">Whoever wrote it sees to it until then, should it be due before.</param>
    public async ValueTask AddAsync(string tenantId, DateTimeOffset at, DateTimeOffset until, CancellationToken ct)
    {
        var key = new Key(ShardOf((int)(StableHash.Of(tenantId) % Shards)), Key.Join(DueTime.Row(DueTime.Second(at)), tenantId));
        // An entry that is there already is written all the same: whoever is about to take it out then sees that it changed.
        await table.BatchAsync([new Change.Upsert(key, Write(at < until ? until : null))], ct);
    }

    /// <summary>The tenants of a shard that have something due, oldest first, for this process to see to: nobody else does for a while.</summary>
    /// <param name="most">So many tenants; fewer are returned only where there are no more.</param>
    public async ValueTask<IReadOnlyList<DueTenant>> ClaimAsync(int shard, int most, Random random, CancellationToken ct)
    {
        var (claimed, room, isAll) = (new Dictionary<Key, Entry>(), most, false);
        for (var look = 0; look < MostLooks && room > 0 && !isAll; look++)
        {
            var read = await ReadAsync(shard, entry => !claimed.ContainsKey(entry.Key) && !IsSeenTo(entry), ct);
            var open = read.GroupBy(entry => TenantOf(entry.Key.Row)).ToList();
            // Whoever looks at the same moment begins elsewhere: all would want the oldest, and all but one would have to look again.
            var from = room * random.Next(Math.Clamp(open.Count / room, 1, MostBlocks));
            isAll = true;
            foreach (var some in open.Skip(from).Take(room).SelectMany(tenant => tenant).Chunk(MostChanges)) isAll &= await TryClaimAsync(some, claimed, ct);
            room = most - claimed.Keys.Select(key => TenantOf(key.Row)).Distinct().Count();
        }
        return await ByTenantAsync(claimed.Values, ct);
    }

    /// <summary>Takes a tenant out; an entry that somebody wrote again since it was read keeps all of them there for a later look.</summary>
    public async ValueTask ForgetAsync(DueTenant due, CancellationToken ct)
    {
        foreach (var some in due.Entries.Chunk(MostChanges)) await table.BatchAsync([.. some.Select(entry => new Change.Delete(entry.Key, entry.ETag))], ct);
    }

    /// <summary>False when somebody was faster, or wrote one of them again.</summary>
    private async ValueTask<bool> TryClaimAsync(Entry[] entries, Dictionary<Key, Entry> claimed, CancellationToken ct)
    {
        var json = Write(clock.GetUtcNow() + options.Value.Lease);
        var written = await table.BatchAsync([.. entries.Select(entry => new Change.Replace(entry.Key, json, entry.ETag))], ct);
        foreach (var (entry, etag) in entries.Zip(written.ETags)) claimed[entry.Key] = new(entry.Key, json, etag!);
        return written.Applied;
    }

    private async ValueTask<List<Entry>> ReadAsync(int shard, Func<Entry, bool> isWanted, CancellationToken ct)
    {
        var (range, wanted, continuation) = (new RowRange(ShardOf(shard), "", DueTime.Row(DueTime.NextSecond(clock))), new List<Entry>(), default(string));
        do
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            wanted.AddRange(page.Entries.Where(isWanted));
            continuation = page.Continuation;
        }
        while (continuation is not null && wanted.Count < MostClaimed);
        return wanted;
    }

    /// <summary>Who says it for longer than anybody may has another clock than ours.</summary>
    private bool IsSeenTo(Entry entry)
    {
        var longest = options.Value.Lease > Agenda.Grace ? options.Value.Lease : Agenda.Grace;
        return StoredJson.ReadOrSkip(entry, ScheduleJson.Default.DueRow)?.Until - clock.GetUtcNow() is { } left && left > TimeSpan.Zero && left <= longest;
    }

    /// <summary>What is none of ours, and stands here all the same, would be looked at by everybody for ever: it goes.</summary>
    private async ValueTask<List<DueTenant>> ByTenantAsync(IEnumerable<Entry> entries, CancellationToken ct)
    {
        var tenants = entries.ToLookup(entry => TenantOf(entry.Key.Row));
        foreach (var odd in tenants[null])
        {
            Log.Odd(logger);
            await table.DeleteAsync(odd.Key, odd.ETag, ct);
        }
        return [.. tenants.Where(tenant => tenant.Key is not null).Select(tenant => new DueTenant(tenant.Key!, [.. tenant]))];
    }

    /// <summary>Null where <see cref="AddAsync"/> did not write the row.</summary>
    private static string? TenantOf(string row) =>
        Key.TrySplit(row, out var ids) && ids is [{ Length: DueTime.Digits }, { Length: > 0 } tenantId] ? tenantId : null;

    private static string Write(DateTimeOffset? until) => JsonSerializer.Serialize(new DueRow(1, until), ScheduleJson.Default.DueRow);

    private static string ShardOf(int shard) => Key.Join("due", shard.ToString(CultureInfo.InvariantCulture));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A row of the due index is none of ours and was taken away.")]
        public static partial void Odd(ILogger logger);
    }
}

/// <summary>A tenant that has something due, as it was read.</summary>
/// <param name="Entries">One for each second; none where this process planned it itself: then something is due for sure, whatever the index says.</param>
/// <param name="Lines">What was found in its agenda; null where nobody looked.</param>
internal sealed record DueTenant(string TenantId, IReadOnlyList<Entry> Entries, IReadOnlyList<DueLine>? Lines = null)
{
    public static DueTenant Known(string tenantId) => new(tenantId, []);
}

/// <param name="V">The row's version.</param>
/// <param name="Until">Somebody sees to it until then; null: nobody.</param>
internal sealed record DueRow(int V, DateTimeOffset? Until = null);
