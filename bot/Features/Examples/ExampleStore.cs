using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>The examples that people of an organisation shared: one partition, for they are said in many communities.</summary>
internal sealed class ExampleStore(ITable table, TurnClaim claim) : IEraser
{
    /// <summary>More than anyone tells in a year of weeks.</summary>
    private const int Most = 1_000;

    /// <summary>What may be said in an organisation.</summary>
    public async ValueTask<IReadOnlyList<Example>> InRotationAsync(string tenantId, DateTimeOffset now, CancellationToken ct)
    {
        // The day that it is anywhere west of us: an example holds to the end of its last day.
        var today = DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));
        return [.. (await QueryAsync(new(PartitionOf(tenantId)), ct)).Where(example => example.IsInRotation(today))];
    }

    /// <summary>The item of a community's history, as it reads now; null when it is no example, or gone.</summary>
    public async ValueTask<ContentItem?> ItemAsync(string tenantId, string itemId, CancellationToken ct) =>
        Example.PlaceOf(itemId) is [var channelId, var id] && await FindAsync(tenantId, channelId, id, ct) is { Example: var example }
            ? example.ToItem() : null;

    /// <summary>The examples of a channel, newest last.</summary>
    public async ValueTask<IReadOnlyList<Example>> OfChannelAsync(string tenantId, string channelId, CancellationToken ct) =>
        [.. (await QueryAsync(RowRange.Under(PartitionOf(tenantId), channelId), ct)).OrderBy(example => example.SharedAt)];

    /// <summary>What was shared in open channels, and was not put away, newest first.</summary>
    public async ValueTask<IReadOnlyList<Example>> OpenAsync(string tenantId, CancellationToken ct) =>
    [
        .. (await QueryAsync(new(PartitionOf(tenantId)), ct)).Where(example => example is { IsOpen: true, State: not ExampleState.Archived })
            .OrderByDescending(example => example.SharedAt),
    ];

    public async ValueTask<StoredExample?> FindAsync(string tenantId, string channelId, string id, CancellationToken ct) =>
        await table.FindAsync(KeyOf(tenantId, channelId, id), ct) is { } entry ? new(StoredJson.Read(entry, ExampleJson.Default.Example), entry) : null;

    public async ValueTask AddAsync(Example example, CancellationToken ct) =>
        await claim.CommitAsync([new Change.Insert(KeyOf(example.TenantId, example.ChannelId, example.Id), Serialize(example))], ct);

    /// <summary>False if somebody else changed it meanwhile.</summary>
    public async ValueTask<bool> SaveAsync(StoredExample before, Example after, CancellationToken ct) =>
        await claim.CommitAsync([new Change.Replace(before.Entry.Key, Serialize(after), before.Entry.ETag)], ct) is not null;

    /// <summary>Takes a person out of all of a tenant's rows.</summary>
    public ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct) => PersonTraces.EraseAsync(table, PartitionOf(tenantId), personId, ct);

    private async ValueTask<IEnumerable<Example>> QueryAsync(RowRange range, CancellationToken ct)
    {
        var page = await table.QueryAsync(range, Most, continuation: null, ct);
        return page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, ExampleJson.Default.Example)).OfType<Example>();
    }

    private static string Serialize(Example example) => JsonSerializer.Serialize(example, ExampleJson.Default.Example);

    private static Key KeyOf(string tenantId, string channelId, string id) => new(PartitionOf(tenantId), Key.Join(channelId, id));

    private static string PartitionOf(string tenantId) => Key.Join("examples", tenantId);
}

/// <summary>An example as it was read.</summary>
internal sealed record StoredExample(Example Example, Entry Entry);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Example))]
internal sealed partial class ExampleJson : JsonSerializerContext;
