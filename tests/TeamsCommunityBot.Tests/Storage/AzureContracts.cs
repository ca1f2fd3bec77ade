using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

public sealed class AzureTableTests(Azurite azurite) : TableContract, IAsyncLifetime
{
    private AzureTable? table;

    protected override ITable Table => table!;

    public async ValueTask InitializeAsync() => table = new(await AzureStore.OpenAsync(azurite));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureTableQueryTests(Azurite azurite) : TableQueryContract, IAsyncLifetime
{
    private AzureTable? table;

    protected override ITable Table => table!;

    public async ValueTask InitializeAsync() => table = new(await AzureStore.OpenAsync(azurite));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureTableBatchTests(Azurite azurite) : TableBatchContract, IAsyncLifetime
{
    private AzureTable? table;

    protected override ITable Table => table!;

    public async ValueTask InitializeAsync() => table = new(await AzureStore.OpenAsync(azurite));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A table of its own for each test.</summary>
internal static class AzureStore
{
    public static async Task<AzureStorage> OpenAsync(Azurite azurite)
    {
        var name = $"t{Guid.NewGuid():N}";
        return new(new() { ConnectionString = await azurite.ConnectionStringAsync(), Table = name }, null);
    }
}
