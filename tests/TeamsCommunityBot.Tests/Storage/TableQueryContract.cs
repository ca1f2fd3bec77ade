using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>What every <see cref="ITable"/> keeps when it is queried.</summary>
public abstract class TableQueryContract
{
    protected abstract ITable Table { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_partition_is_one_empty_page()
    {
        var page = await Table.QueryAsync(new("p"), 10, null, Ct);

        Assert.Empty(page.Entries);
        Assert.Null(page.Continuation);
    }

    [Fact]
    public async Task Rows_come_in_ordinal_order()
    {
        string[] ordinal = ["-", ".", "0", "10", "2", "9", ":", ";", "=", "@", "A", "B", "Z", "_", "a", "aa", "ab", "b", "z", "|", "~C3~A9"];
        await FillAsync("p", ordinal.Reverse());

        Assert.Equal(ordinal, await RowsAsync(new("p")));
    }

    [Fact]
    public async Task A_page_holds_key_content_and_ETag()
    {
        var etag = await Table.InsertAsync(new("p", "r"), """{"a":"é 😀 '"}""", Ct);

        Assert.Equal([new Entry(new("p", "r"), """{"a":"é 😀 '"}""", etag!)], (await Table.QueryAsync(new("p"), 1, null, Ct)).Entries);
    }

    [Fact]
    public async Task An_ETag_from_a_page_is_good_for_a_write()
    {
        await Table.InsertAsync(new("p", "r"), "{}", Ct);
        var row = (await Table.QueryAsync(new("p"), 1, null, Ct)).Entries[0];

        Assert.NotNull(await Table.ReplaceAsync(row.Key, """{"n":1}""", row.ETag, Ct));
    }

    [Fact]
    public async Task Rows_of_other_partitions_stay_out()
    {
        await FillAsync("p", ["a"]);
        await FillAsync("pp", ["b"]);
        await FillAsync("P", ["c"]);
        await FillAsync("o", ["d"]);

        Assert.Equal(["a"], await RowsAsync(new("p")));
    }

    [Fact]
    public async Task A_range_includes_its_start_and_excludes_its_end()
    {
        await FillAsync("p", ["a", "b", "b0", "c", "d"]);

        Assert.Equal(["b", "b0", "c"], await RowsAsync(new("p", "b", "d")));
        Assert.Equal(["c", "d"], await RowsAsync(new("p", "c")));
        Assert.Equal(["a", "b"], await RowsAsync(new("p", To: "b0")));
        Assert.Empty(await RowsAsync(new("p", "c", "b")));
    }

    [Fact]
    public async Task The_rows_under_some_ids_are_those_with_more_ids()
    {
        await FillAsync("p", [Key.Join("a"), Key.Join("a", ""), Key.Join("a", "é"), Key.Join("a", "z", "z"), Key.Join("a|b"), Key.Join("a}"),
            Key.Join("aa", "b"), Key.Join("b", "c")]);

        Assert.Equal([Key.Join("a", ""), Key.Join("a", "z", "z"), Key.Join("a", "é")], await RowsAsync(RowRange.Under("p", "a")));
    }

    [Fact]
    public async Task Paging_over_more_than_a_thousand_rows_meets_each_once()
    {
        var rows = Enumerable.Range(0, 1234).Select(n => $"{n:D5}").ToArray();
        await FillAsync("p", rows);

        Assert.Equal(rows, await RowsAsync(new("p"), TableLimits.PageSize));
        Assert.Equal(rows, await RowsAsync(new("p"), 97));
    }

    [Fact]
    public async Task A_page_is_full_while_there_is_more()
    {
        await FillAsync("p", ["a", "b", "c"]);

        var first = await Table.QueryAsync(new("p"), 2, null, Ct);
        var second = await Table.QueryAsync(new("p"), 2, first.Continuation, Ct);

        Assert.Equal(["a", "b"], first.Entries.Select(row => row.Key.Row));
        Assert.Equal(["c"], second.Entries.Select(row => row.Key.Row));
        Assert.NotNull(first.Continuation);
        Assert.Null(second.Continuation);
    }

    [Fact]
    public async Task Paging_stays_within_the_range()
    {
        await FillAsync("p", ["a", "b", "c", "d", "e"]);

        Assert.Equal(["b", "c", "d"], await RowsAsync(new("p", "b", "e"), 1));
    }

    [Fact]
    public async Task Paging_goes_on_where_it_was_though_rows_come_and_go()
    {
        await FillAsync("p", ["b", "c", "d"]);
        var first = await Table.QueryAsync(new("p"), 2, null, Ct);
        await Table.DeleteAsync(first.Entries[1].Key, first.Entries[1].ETag, Ct);
        await FillAsync("p", ["a", "c0"]);

        var second = await Table.QueryAsync(new("p"), 10, first.Continuation, Ct);

        Assert.Equal(["c0", "d"], second.Entries.Select(row => row.Key.Row));
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(1001)]
    public async Task A_page_size_out_of_range_is_refused(int take) =>
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.QueryAsync(new("p"), take, null, Ct));

    [Fact]
    public async Task A_range_outside_the_alphabet_is_refused()
    {
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.QueryAsync(new("p' or PartitionKey ne '"), 1, null, Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.QueryAsync(new("p", "' or '"), 1, null, Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.QueryAsync(new("p", To: "' or '"), 1, null, Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.QueryAsync(new("p"), 1, "' or '", Ct));
    }

    private async Task FillAsync(string partition, IEnumerable<string> rows)
    {
        foreach (var chunk in rows.Chunk(TableLimits.BatchCount))
            Assert.True((await Table.BatchAsync([.. chunk.Select(row => new Change.Insert(new(partition, row), "{}"))], Ct)).Applied);
    }

    private async Task<List<string>> RowsAsync(RowRange range, int take = 100)
    {
        var rows = new List<string>();
        string? continuation = null;
        do
        {
            var page = await Table.QueryAsync(range, take, continuation, Ct);
            Assert.True(page.Entries.Count == take || page.Continuation is null);
            rows.AddRange(page.Entries.Select(row => row.Key.Row));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}
