using Azure.Data.Tables;

namespace TeamsCommunityBot.Benchmarks.Servers;

/// <summary>A claim inserted and a row read with the plain client of Azure Tables: what a durable turn costs before any other work.</summary>
internal sealed class EchoRows(TableClient table)
{
    private const string Partition = "echo";
    private const string Row = "community";

    public static async Task<EchoRows> OpenAsync(string connection)
    {
        var table = new TableClient(connection, "echo");
        await table.CreateIfNotExistsAsync();
        await table.UpsertEntityAsync(new TableEntity(Partition, Row) { ["Json"] = new string('x', 1000) });
        return new(table);
    }

    public async Task ClaimAndReadAsync(string activityId, CancellationToken ct)
    {
        await table.AddEntityAsync(new TableEntity(Partition, activityId), ct);
        await table.GetEntityAsync<TableEntity>(Partition, Row, cancellationToken: ct);
    }
}
