using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>Fills a database of the bot with more of what is in it, through the bot's own storage.</summary>
internal static class Seed
{
    /// <summary>How many writes wait together: the store commits them in groups.</summary>
    private const int AtOnce = 1000;
    private const int MostPerBatch = 100;

    /// <summary>Adds communities: copies of the registered one, each in its own channel, with its line in the tenant's index.</summary>
    public static Task CommunitiesAsync(string file, int count) => FillAsync(file, async table =>
    {
        var index = Key.Join("communities", Activities.Tenant);
        var community = await table.FindAsync(CommunityOf(Activities.Channel), default) ?? throw new BenchmarkException("There is no community to copy.");
        var line = (await table.QueryAsync(new RowRange(index), 1, null, default)).Entries.Single();
        foreach (var numbers in Enumerable.Range(1, count).Chunk(AtOnce))
            await Task.WhenAll(numbers.Select(async number =>
            {
                var channel = $"19:{number:x32}@thread.tacv2";
                await table.InsertAsync(CommunityOf(channel), community.Json.Replace(Activities.Channel, channel, StringComparison.Ordinal), default);
                await table.InsertAsync(new(index, Key.Join(channel)), line.Json.Replace(Activities.Channel, channel, StringComparison.Ordinal), default);
            }));
    });

    /// <summary>Adds a community to other tenants: a copy of the registered one, in the channel given, with its line in the tenant's index.</summary>
    public static Task TenantsAsync(string file, IEnumerable<(string Tenant, string Channel)> places) => FillAsync(file, async table =>
    {
        var community = await table.FindAsync(CommunityOf(Activities.Channel), default) ?? throw new BenchmarkException("There is no community to copy.");
        var line = (await table.QueryAsync(new RowRange(Key.Join("communities", Activities.Tenant)), 1, null, default)).Entries.Single();
        foreach (var (tenant, channel) in places)
        {
            await table.InsertAsync(new(TurnClaim.PartitionOf(tenant, channel), "community"), Elsewhere(community.Json), default);
            await table.InsertAsync(new(Key.Join("communities", tenant), Key.Join(channel)), Elsewhere(line.Json), default);

            string Elsewhere(string json) => json.Replace(Activities.Tenant, tenant, StringComparison.Ordinal)
                .Replace(Activities.Channel, channel, StringComparison.Ordinal);
        }
    });

    /// <summary>Adds rows beside the registered community, in its partition, as weekly activities and answers would be.</summary>
    public static Task HistoryAsync(string file, int rows) => FillAsync(file, async table =>
    {
        var partition = TurnClaim.PartitionOf(Activities.Tenant, Activities.Channel);
        foreach (var numbers in Enumerable.Range(1, rows).Chunk(MostPerBatch))
            await table.BatchAsync([.. numbers.Select(number => new Change.Insert(new(partition,
                Key.Join("history", number.ToString("D8", CultureInfo.InvariantCulture))), HistoryRow(number)))], default);
    });

    private static Key CommunityOf(string channel) => new(TurnClaim.PartitionOf(Activities.Tenant, channel), "community");

    private static string HistoryRow(int number) =>
        $$"""{"v":1,"week":{{number}},"kind":"nudge","role":"builder","person":"a0000000-0000-4000-8000-000000000001","answer":"done","note":"{{new string('x', 200)}}"}""";

    private static async Task FillAsync(string file, Func<ITable, Task> fill)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Sqlite"] = file }).Build();
        await using var services = new ServiceCollection().AddStorage(settings).BuildServiceProvider();
        await fill(services.GetRequiredService<ITable>());
    }
}
