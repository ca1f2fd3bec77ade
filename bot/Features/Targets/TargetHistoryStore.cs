using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>Who did what to a target, when and why: rows beside the community, newest first by key, written in the batch of what they tell of.</summary>
internal sealed class TargetHistoryStore(ITable table) : IEraser
{
    /// <summary>How long rows are kept.</summary>
    public const int MonthsKept = 24;

    private const string Row = "target";

    /// <summary>The row to write with a change.</summary>
    public static Change EntryFor(Community before, TargetOutcome.Changed changed, Person by, DateTimeOffset at)
    {
        var (target, was) = (changed.Target, before.Targets.All.FirstOrDefault(other => other.Id == changed.Target?.Id));
        var entry = new TargetEntry(1, at, changed.Deed, by, TargetSaid.Of(target), TargetSaid.Of(was), changed.Reason);
        var key = Key.Join(Row, OrderOf(at), $"{target?.Id}.{target?.Revision}");
        return new Change.Upsert(new(PartitionOf(before.TenantId, before.ChannelId), key), JsonSerializer.Serialize(entry, TargetJson.Default.TargetEntry));
    }

    /// <summary>Entries of a community, newest first.</summary>
    /// <param name="after">The row of the last entry seen; null for the newest.</param>
    public async ValueTask<TargetPage> PageAsync(Community community, string? after, int most, CancellationToken ct)
    {
        var range = RowRange.Under(PartitionOf(community.TenantId, community.ChannelId), Row);
        // Two more than asked for: the last one seen, if it is still there, and one that tells whether there are more.
        var page = await table.QueryAsync(after is null ? range : range with { From = after }, most + 2, continuation: null, ct);
        var rows = page.Entries.Where(entry => entry.Key.Row != after).ToList();
        return new([.. rows.Take(most).Select(Read).OfType<TargetEntry>()], rows.Count > most ? rows[most - 1].Key.Row : null);
    }

    /// <inheritdoc/>
    public async ValueTask EraseAsync(string tenantId, string channelId, string personId, DateTimeOffset at, CancellationToken ct)
    {
        await table.RewriteAsync(
            RowRange.Under(PartitionOf(tenantId, channelId), Row),
            entry => Read(entry) is { } read && read.By.Id == personId
                ? new Change.Replace(entry.Key, JsonSerializer.Serialize(read with { By = Person.Bot }, TargetJson.Default.TargetEntry), entry.ETag) : null,
            ct);
    }

    /// <inheritdoc/>
    public async ValueTask ExpireAsync(string tenantId, string channelId, DateTimeOffset now, CancellationToken ct)
    {
        var range = RowRange.Under(PartitionOf(tenantId, channelId), Row);
        await table.ClearAsync(range with { From = Key.Join(Row, OrderOf(now.AddMonths(-MonthsKept))) }, _ => true, ct);
    }

    private static TargetEntry? Read(Entry entry) => StoredJson.ReadOrSkip(entry, TargetJson.Default.TargetEntry);

    /// <summary>Ticks that count down: what is newer stands first.</summary>
    private static string OrderOf(DateTimeOffset at) => (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static string PartitionOf(string tenantId, string channelId) => TurnClaim.PartitionOf(tenantId, channelId);
}

/// <param name="Older">The row to go on after; null when there is nothing older.</param>
internal sealed record TargetPage(IReadOnlyList<TargetEntry> Entries, string? Older);

/// <summary>Something that happened to a target.</summary>
/// <param name="V">The row's version.</param>
/// <param name="By">Who did it; nobody once they were erased.</param>
/// <param name="Target">What it asks since; null where it is about none.</param>
/// <param name="Was">What it asked before; null for a new one.</param>
/// <param name="Reason">Why, where that had to be said; else empty.</param>
internal sealed record TargetEntry(int V, DateTimeOffset At, TargetDeed Deed, Person By, TargetSaid? Target, TargetSaid? Was, string Reason);

/// <summary>What a target asked, and how many there were.</summary>
internal sealed record TargetSaid(TargetMetric Metric, string Name, decimal Number, DateOnly Deadline, decimal Value)
{
    public static TargetSaid? Of(Target? target) => target is null ? null : new(target.Metric, target.Name, target.Number, target.Deadline, target.Value);
}

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TargetEntry))]
internal sealed partial class TargetJson : JsonSerializerContext;
