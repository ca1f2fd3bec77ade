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

public sealed class AzureWorkQueueTests(Azurite azurite) : WorkQueueContract, IAsyncLifetime
{
    private AzureStorage? storage;
    private AzureWorkQueue? queue;

    protected override IWorkQueue Queue => queue!;

    public async ValueTask InitializeAsync()
    {
        storage = await AzureStore.OpenAsync(azurite);
        queue = new(storage);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Here time passes by itself; whoever waits for an item asks until it comes.</summary>
    protected override void Pass(TimeSpan time) { }

    [Fact]
    public async Task A_message_that_somebody_else_put_there_is_read_as_it_stands()
    {
        await Queue.CompleteAsync(new("none", "", 1, "none"), Ct);
        await storage!.Work.SendMessageAsync("{ not Base64 }", Ct);

        var item = await Queue.ReceiveAsync(Minute, Ct);

        Assert.Equal("{ not Base64 }", item!.Body);
        Assert.True(await Queue.PoisonAsync(item, "Not ours.", Ct));
        Assert.Equal(1, await Queue.CountPoisonAsync(Ct));
    }
}

/// <summary>A table and queues of their own for each test.</summary>
internal static class AzureStore
{
    public static async Task<AzureStorage> OpenAsync(Azurite azurite)
    {
        var name = $"t{Guid.NewGuid():N}";
        return new(new() { ConnectionString = await azurite.ConnectionStringAsync(), Table = name, Queue = name }, null);
    }
}
