using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

public sealed class SqliteTableTests : TableContract, IDisposable
{
    private readonly SqliteStore store = new();

    protected override ITable Table => store.Table;

    public void Dispose() => store.Dispose();
}

public sealed class SqliteTableQueryTests : TableQueryContract, IDisposable
{
    private readonly SqliteStore store = new();

    protected override ITable Table => store.Table;

    public void Dispose() => store.Dispose();
}

public sealed class SqliteTableBatchTests : TableBatchContract, IDisposable
{
    private readonly SqliteStore store = new();

    protected override ITable Table => store.Table;

    public void Dispose() => store.Dispose();
}

public sealed class SqliteWorkQueueTests : WorkQueueContract, IDisposable
{
    private readonly SqliteStore store = new();

    protected override IWorkQueue Queue => store.Queue;

    public void Dispose() => store.Dispose();

    protected override void Pass(TimeSpan time) => store.Time.Advance(time);

    [Fact]
    public async Task The_item_that_waits_longest_comes_first()
    {
        await Queue.EnqueueAsync("second", TimeSpan.FromSeconds(2), Ct);
        await Queue.EnqueueAsync("first", TimeSpan.FromSeconds(1), Ct);
        Pass(TimeSpan.FromSeconds(3));

        Assert.Equal("first", (await Queue.ReceiveAsync(Minute, Ct))!.Body);
    }

    [Fact]
    public async Task An_item_is_hidden_to_the_last_moment_of_its_time()
    {
        await Queue.EnqueueAsync("work", TimeSpan.FromMinutes(5), Ct);

        Pass(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Null(await Queue.ReceiveAsync(Minute, Ct));
        Pass(TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await Queue.ReceiveAsync(Minute, Ct));
    }
}

/// <summary>A data file with its two stores, gone with the test.</summary>
internal sealed class SqliteStore : IDisposable
{
    private readonly DataFolder folder = new();
    private readonly SqliteFile file;

    public SqliteStore()
    {
        file = new(folder.File);
        Table = new SqliteTable(file);
        Queue = new SqliteWorkQueue(file, Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public ITable Table { get; }

    public IWorkQueue Queue { get; }

    public void Dispose()
    {
        file.Dispose();
        folder.Dispose();
    }
}
