using System.Diagnostics.Metrics;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

public sealed class StorageMeterTests
{
    /// <summary>Other tests run at the same time; what is counted in this one's flow is told by this.</summary>
    private static readonly AsyncLocal<List<string>?> Counted = new();

    [Fact]
    public async Task Each_operation_on_the_table_is_counted_once_by_its_kind()
    {
        var ct = TestContext.Current.CancellationToken;
        using var store = new SqliteStore();
        using var listener = Listen();
        Counted.Value = [];

        var etag = await store.Table.InsertAsync(new("p", "r"), "{}", ct);
        await store.Table.FindAsync(new("p", "r"), ct);
        etag = await store.Table.ReplaceAsync(new("p", "r"), "{}", etag!, ct);
        await store.Table.QueryAsync(new("p"), 1, null, ct);
        await store.Table.DeleteAsync(new("p", "r"), etag!, ct);
        await store.Table.BatchAsync([new Change.Insert(new("p", "a"), "{}"), new Change.Insert(new("p", "b"), "{}")], ct);

        Assert.Equal(["insert", "find", "replace", "query", "delete", "batch"], Counted.Value);
    }

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == StorageMeter.Name && instrument.Name == StorageMeter.Operations)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, count, tags, _) =>
            Counted.Value?.AddRange(Enumerable.Repeat((string)tags[0].Value!, (int)count)));
        listener.Start();
        return listener;
    }
}
