using System.Linq.Expressions;
using Azure;
using Azure.Data.Tables;

namespace TeamsCommunityBot.Storage;

/// <summary>The table in Azure: a row is an entity with its content in the property <c>Body</c>.</summary>
internal sealed class AzureTable(AzureStorage storage) : ITable
{
    private const string Body = "Body";
    private static readonly string[] Columns = [nameof(TableEntity.RowKey), Body];

    private TableClient Table => storage.Table;

    public ValueTask<Entry?> FindAsync(Key key, CancellationToken ct)
    {
        TableLimits.Check(key);
        StorageMeter.Count("find");
        return storage.RunAsync(
            async ct =>
            {
                var found = await Table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, Columns, ct);
                return found.HasValue ? Read(key, found.Value!) : null;
            },
            ct,
            ShareOf(key.Partition));
    }

    public ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct)
    {
        TableLimits.Check(range, take, continuation);
        StorageMeter.Count("query");
        return storage.RunAsync(ct => ReadPageAsync(range, take, continuation, ct), ct, ShareOf(range.Partition));
    }

    public ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct)
    {
        TableLimits.Check(key, json);
        StorageMeter.Count("insert");
        return WriteAsync(key, ct => Table.AddEntityAsync(Entity(key, json), ct), ct);
    }

    public ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct)
    {
        TableLimits.Check(key, json);
        TableLimits.CheckETag(etag);
        StorageMeter.Count("replace");
        return WriteAsync(key, ct => Table.UpdateEntityAsync(Entity(key, json), new(etag), TableUpdateMode.Replace, ct), ct);
    }

    public async ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct)
    {
        TableLimits.Check(key);
        TableLimits.CheckETag(etag);
        StorageMeter.Count("delete");
        // The client takes a missing row for deleted, so that the answer's status tells.
        return await WriteAsync(key, ct => Table.DeleteEntityAsync(key.Partition, key.Row, new(etag), ct), ct) is not null;
    }

    public ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        TableLimits.Check(changes);
        StorageMeter.Count("batch");
        var actions = changes.Select(Action).ToArray();
        return storage.RunAsync(ct => SubmitAsync(actions, ct), ct, ShareOf(changes[0].Key.Partition));
    }

    private async Task<Page> ReadPageAsync(RowRange range, int take, string? after, CancellationToken ct)
    {
        // Azure may end a page early, at the borders of its own servers; ours are as full as asked for.
        var rows = new List<Entry>();
        await foreach (var row in Table.QueryAsync(Filter(range, after), take, Columns, ct))
        {
            rows.Add(Read(new(range.Partition, row.RowKey), row));
            if (rows.Count == take)
                return new(rows, row.RowKey);
        }
        return new(rows, null);
    }

    /// <summary>An expression, never a text: the client makes the filter and quotes what is in it.</summary>
    private static Expression<Func<TableEntity, bool>> Filter(RowRange range, string? after) => (after, range.To) switch
    {
        (null, null) => row => row.PartitionKey == range.Partition && row.RowKey.CompareTo(range.From) >= 0,
        (null, _) => row => row.PartitionKey == range.Partition && row.RowKey.CompareTo(range.From) >= 0 && row.RowKey.CompareTo(range.To) < 0,
        (_, null) => row => row.PartitionKey == range.Partition && row.RowKey.CompareTo(after) > 0,
        _ => row => row.PartitionKey == range.Partition && row.RowKey.CompareTo(after) > 0 && row.RowKey.CompareTo(range.To) < 0,
    };

    /// <summary>The tenant that a partition belongs to: the first id in its key that can be one; else the partition itself.</summary>
    private static string ShareOf(string partition)
    {
        var rest = partition.AsSpan();
        foreach (var part in rest.Split('|'))
            if (Guid.TryParseExact(rest[part], "D", out _)) return rest[part].ToString();
        return partition;
    }

    private async ValueTask<string?> WriteAsync(Key key, Func<CancellationToken, Task<Response>> write, CancellationToken ct) =>
        await storage.RunAsync(
            async ct =>
            {
                try
                {
                    var answer = await write(ct);
                    return answer.Status == 404 ? null : answer.Headers.ETag?.ToString() ?? "";
                }
                catch (RequestFailedException problem) when (IsConflict(problem))
                {
                    return null;
                }
            },
            ct,
            ShareOf(key.Partition));

    private async Task<BatchResult> SubmitAsync(TableTransactionAction[] actions, CancellationToken ct)
    {
        try
        {
            var answers = await Table.SubmitTransactionAsync(actions, ct);
            return new(null, [.. answers.Value.Select(static answer => answer.Headers.ETag?.ToString())]);
        }
        catch (TableTransactionFailedException problem) when (IsConflict(problem) && problem.FailedTransactionActionIndex is { } index)
        {
            return new(index, []);
        }
    }

    private static bool IsConflict(RequestFailedException problem) =>
        problem.ErrorCode is "EntityAlreadyExists" or "UpdateConditionNotSatisfied" or "ConditionNotMet" or "ResourceNotFound" or "EntityNotFound";

    private static TableTransactionAction Action(Change change) => change switch
    {
        Change.Insert insert => new(TableTransactionActionType.Add, Entity(change.Key, insert.Json)),
        Change.Replace replace => new(TableTransactionActionType.UpdateReplace, Entity(change.Key, replace.Json), new(replace.ETag)),
        Change.Upsert upsert => new(TableTransactionActionType.UpsertReplace, Entity(change.Key, upsert.Json)),
        Change.Delete delete => new(TableTransactionActionType.Delete, new TableEntity(change.Key.Partition, change.Key.Row), new(delete.ETag)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static TableEntity Entity(Key key, string json) => new(key.Partition, key.Row) { [Body] = json };

    private static Entry Read(Key key, TableEntity row) => new(key, row.GetString(Body) ?? "", row.ETag.ToString());
}
