using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>What every <see cref="ITable"/> keeps of a batch: all or nothing, and Azure's limits.</summary>
public abstract class TableBatchContract
{
    protected abstract ITable Table { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_applies_every_kind_of_change()
    {
        var replaced = await Table.InsertAsync(new("p", "replaced"), "{}", Ct);
        var deleted = await Table.InsertAsync(new("p", "deleted"), "{}", Ct);
        await Table.InsertAsync(new("p", "overwritten"), "{}", Ct);

        var result = await Table.BatchAsync(
            [
                new Change.Insert(new("p", "inserted"), """{"n":1}"""),
                new Change.Replace(new("p", "replaced"), """{"n":2}""", replaced!),
                new Change.Delete(new("p", "deleted"), deleted!),
                new Change.Upsert(new("p", "overwritten"), """{"n":3}"""),
                new Change.Upsert(new("p", "new"), """{"n":4}"""),
            ],
            Ct);

        Assert.True(result.Applied);
        var rows = (await Table.QueryAsync(new("p"), 10, null, Ct)).Entries.ToDictionary(row => row.Key.Row);
        Assert.Equal(["inserted", "new", "overwritten", "replaced"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["""{"n":1}""", """{"n":4}""", """{"n":3}""", """{"n":2}"""], ["inserted", "new", "overwritten", "replaced"],
            (json, row) => json == rows[row].Json);
        Assert.Equal([rows["inserted"].ETag, rows["replaced"].ETag, null, rows["overwritten"].ETag, rows["new"].ETag], result.ETags);
    }

    [Fact]
    public async Task A_stale_fence_refuses_the_whole_batch_at_its_index()
    {
        var stale = await Table.InsertAsync(new("p", "fence"), """{"epoch":1}""", Ct);
        await Table.ReplaceAsync(new("p", "fence"), """{"epoch":2}""", stale!, Ct);

        var result = await Table.BatchAsync(
            [new Change.Insert(new("p", "a"), "{}"), new Change.Upsert(new("p", "b"), "{}"), new Change.Replace(new("p", "fence"), "{}", stale!),
                new Change.Insert(new("p", "c"), "{}")],
            Ct);

        Assert.Equal(2, result.RefusedAt);
        Assert.Empty(result.ETags);
        Assert.Equal([("fence", """{"epoch":2}""")], (await Table.QueryAsync(new("p"), 10, null, Ct)).Entries.Select(row => (row.Key.Row, row.Json)));
    }

    [Fact]
    public async Task A_row_that_exists_refuses_the_whole_batch_at_its_index()
    {
        await Table.InsertAsync(new("p", "claim"), "{}", Ct);

        var result = await Table.BatchAsync([new Change.Insert(new("p", "a"), "{}"), new Change.Insert(new("p", "claim"), """{"n":2}""")], Ct);

        Assert.Equal(1, result.RefusedAt);
        Assert.Equal([("claim", "{}")], (await Table.QueryAsync(new("p"), 10, null, Ct)).Entries.Select(row => (row.Key.Row, row.Json)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_row_that_is_gone_refuses_the_whole_batch(bool delete)
    {
        var etag = await Table.InsertAsync(new("p", "gone"), "{}", Ct);
        await Table.DeleteAsync(new("p", "gone"), etag!, Ct);

        Change last = delete ? new Change.Delete(new("p", "gone"), etag!) : new Change.Replace(new("p", "gone"), "{}", etag!);
        var result = await Table.BatchAsync([new Change.Insert(new("p", "a"), "{}"), last], Ct);

        Assert.Equal(1, result.RefusedAt);
        Assert.Null(await Table.FindAsync(new("p", "a"), Ct));
    }

    [Fact]
    public async Task A_refused_delete_brings_back_what_went_before_it()
    {
        var kept = await Table.InsertAsync(new("p", "kept"), "{}", Ct);
        var stale = await Table.InsertAsync(new("p", "changed"), "{}", Ct);
        await Table.ReplaceAsync(new("p", "changed"), "{}", stale!, Ct);

        var result = await Table.BatchAsync([new Change.Delete(new("p", "kept"), kept!), new Change.Delete(new("p", "changed"), stale!)], Ct);

        Assert.Equal(1, result.RefusedAt);
        Assert.Equal(kept, (await Table.FindAsync(new("p", "kept"), Ct))!.ETag);
    }

    [Fact]
    public async Task A_batch_of_one_hundred_is_taken_and_of_one_more_refused()
    {
        var changes = Enumerable.Range(0, TableLimits.BatchCount + 1).Select(n => new Change.Insert(new("p", $"{n:D3}"), "{}")).ToArray();

        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.BatchAsync(changes, Ct));
        Assert.Empty((await Table.QueryAsync(new("p"), 10, null, Ct)).Entries);

        var result = await Table.BatchAsync(changes[..TableLimits.BatchCount], Ct);

        Assert.Equal(TableLimits.BatchCount, result.ETags.Count);
        Assert.DoesNotContain(null, result.ETags);
    }

    [Fact]
    public async Task A_batch_of_none_is_refused() => await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.BatchAsync([], Ct));

    [Fact]
    public async Task A_batch_over_two_partitions_is_refused()
    {
        await Assert.ThrowsAsync<StorageLimitException>(
            async () => await Table.BatchAsync([new Change.Insert(new("p", "a"), "{}"), new Change.Insert(new("q", "b"), "{}")], Ct));
        Assert.Null(await Table.FindAsync(new("p", "a"), Ct));
    }

    [Fact]
    public async Task A_batch_that_names_a_key_twice_is_refused()
    {
        await Assert.ThrowsAsync<StorageLimitException>(
            async () => await Table.BatchAsync([new Change.Insert(new("p", "a"), "{}"), new Change.Upsert(new("p", "a"), "{}")], Ct));
        Assert.Null(await Table.FindAsync(new("p", "a"), Ct));
    }

    [Fact]
    public async Task A_batch_heavier_than_four_mebibytes_on_the_wire_is_refused()
    {
        // A letter that JSON escapes takes six bytes: 22 rows of 32,768 weigh more than 4 MiB, 20 do not.
        Change[] changes = [.. Enumerable.Range(0, 22).Select(n => new Change.Upsert(new("p", $"{n:D2}"), new('é', TableLimits.JsonLength)))];

        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.BatchAsync(changes, Ct));
        Assert.Empty((await Table.QueryAsync(new("p"), 1, null, Ct)).Entries);
        Assert.True((await Table.BatchAsync(changes[..20], Ct)).Applied);
    }

    [Fact]
    public async Task Of_sixteen_batches_under_one_fence_one_is_applied()
    {
        var fence = await Table.InsertAsync(new("p", "fence"), "{}", Ct);

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(
            async () => await Table.BatchAsync([new Change.Replace(new("p", "fence"), "{}", fence!), new Change.Insert(new("p", $"wave{n}"), "{}")], Ct), Ct)));

        Assert.Single(results, result => result.Applied);
        Assert.All(results.Where(result => !result.Applied), result => Assert.Equal(0, result.RefusedAt));
        Assert.Equal(2, (await Table.QueryAsync(new("p"), 100, null, Ct)).Entries.Count);
    }
}
