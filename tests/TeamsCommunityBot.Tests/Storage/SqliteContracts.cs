using TeamsCommunityBot.Storage;

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

/// <summary>A data file with its store, gone with the test.</summary>
internal sealed class SqliteStore : IDisposable
{
    private readonly DataFolder folder = new();
    private readonly SqliteFile file;

    public SqliteStore()
    {
        file = new(folder.File);
        Table = new SqliteTable(file);
    }

    public ITable Table { get; }

    public void Dispose()
    {
        file.Dispose();
        folder.Dispose();
    }
}
