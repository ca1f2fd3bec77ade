using System.Globalization;
using System.Text.Json;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>What every <see cref="ITable"/> keeps: the same cases against the data file and against Azure's protocol.</summary>
public abstract class TableContract
{
    /// <summary>Text that means something to SQL, OData, a key, a path or a terminal.</summary>
    public static TheoryData<string> Hostile { get; } =
    [
        "tenantA' or PartitionKey eq 'tenantB", "'; DROP TABLE entity; --", "x' OR '1'='1", "\" OR \"\"=\"", "$0", "?1", "%27%20or%201%20eq%201", "%", "_", "*",
        "a/b\\c#d?e", "\t\n\r\0\u007f\u0085", "../../etc", "~7E", "a|b", "Ærøskøbing 😀", "\u202Eright", " ", "", "NULL", "null",
    ];

    protected abstract ITable Table { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_is_not_there_is_null() => Assert.Null(await Table.FindAsync(new("p", "r"), Ct));

    [Fact]
    public async Task A_row_is_found_as_it_was_inserted()
    {
        var etag = await Table.InsertAsync(new("p", "r"), """{"a":1}""", Ct);

        Assert.NotNull(etag);
        Assert.Equal(new Entry(new("p", "r"), """{"a":1}""", etag), await Table.FindAsync(new("p", "r"), Ct));
    }

    [Fact]
    public async Task An_insert_over_a_row_is_a_conflict_and_changes_nothing()
    {
        var etag = await Table.InsertAsync(new("p", "r"), "{}", Ct);

        Assert.Null(await Table.InsertAsync(new("p", "r"), """{"other":1}""", Ct));
        Assert.Equal(new Entry(new("p", "r"), "{}", etag!), await Table.FindAsync(new("p", "r"), Ct));
    }

    [Fact]
    public async Task The_same_row_key_in_two_partitions_is_two_rows()
    {
        await Table.InsertAsync(new("p", "r"), """{"p":1}""", Ct);

        Assert.NotNull(await Table.InsertAsync(new("q", "r"), """{"q":1}""", Ct));
        Assert.Equal("""{"p":1}""", (await Table.FindAsync(new("p", "r"), Ct))!.Json);
    }

    [Fact]
    public async Task Upper_and_lower_case_are_different_keys()
    {
        await Table.InsertAsync(new("p", "Row"), """{"upper":1}""", Ct);

        Assert.NotNull(await Table.InsertAsync(new("p", "row"), "{}", Ct));
        Assert.NotNull(await Table.InsertAsync(new("P", "Row"), "{}", Ct));
        Assert.Equal("""{"upper":1}""", (await Table.FindAsync(new("p", "Row"), Ct))!.Json);
    }

    [Fact]
    public async Task A_replace_with_the_current_ETag_is_written_and_gives_a_new_one()
    {
        var first = await Table.InsertAsync(new("p", "r"), "{}", Ct);

        var second = await Table.ReplaceAsync(new("p", "r"), """{"n":2}""", first!, Ct);

        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Equal(new Entry(new("p", "r"), """{"n":2}""", second), await Table.FindAsync(new("p", "r"), Ct));
    }

    [Fact]
    public async Task A_replace_with_a_stale_ETag_is_a_conflict()
    {
        var first = await Table.InsertAsync(new("p", "r"), "{}", Ct);
        await Table.ReplaceAsync(new("p", "r"), """{"n":2}""", first!, Ct);

        Assert.Null(await Table.ReplaceAsync(new("p", "r"), """{"n":3}""", first!, Ct));
        Assert.Equal("""{"n":2}""", (await Table.FindAsync(new("p", "r"), Ct))!.Json);
    }

    [Fact]
    public async Task A_replace_of_a_row_that_is_gone_is_a_conflict()
    {
        var etag = await Table.InsertAsync(new("p", "r"), "{}", Ct);
        await Table.DeleteAsync(new("p", "r"), etag!, Ct);

        Assert.Null(await Table.ReplaceAsync(new("p", "r"), "{}", etag!, Ct));
        Assert.Null(await Table.FindAsync(new("p", "r"), Ct));
    }

    [Fact]
    public async Task A_replace_that_changes_nothing_gives_a_new_ETag_too()
    {
        var first = await Table.InsertAsync(new("p", "r"), "{}", Ct);

        Assert.NotEqual(first, await Table.ReplaceAsync(new("p", "r"), "{}", first!, Ct));
    }

    [Fact]
    public async Task A_row_made_anew_does_not_take_an_ETag_of_its_former_life()
    {
        var first = await Table.InsertAsync(new("p", "r"), "{}", Ct);
        await Table.DeleteAsync(new("p", "r"), first!, Ct);
        await Table.InsertAsync(new("p", "r"), "{}", Ct);

        Assert.Null(await Table.ReplaceAsync(new("p", "r"), """{"stale":1}""", first!, Ct));
    }

    [Fact]
    public async Task A_delete_with_the_current_ETag_removes_the_row()
    {
        var etag = await Table.InsertAsync(new("p", "r"), "{}", Ct);

        Assert.True(await Table.DeleteAsync(new("p", "r"), etag!, Ct));
        Assert.Null(await Table.FindAsync(new("p", "r"), Ct));
    }

    [Fact]
    public async Task A_delete_with_a_stale_ETag_is_a_conflict()
    {
        var first = await Table.InsertAsync(new("p", "r"), "{}", Ct);
        await Table.ReplaceAsync(new("p", "r"), "{}", first!, Ct);

        Assert.False(await Table.DeleteAsync(new("p", "r"), first!, Ct));
        Assert.NotNull(await Table.FindAsync(new("p", "r"), Ct));
    }

    [Fact]
    public async Task A_delete_of_a_row_that_is_gone_is_a_conflict()
    {
        var etag = await Table.InsertAsync(new("p", "r"), "{}", Ct);
        await Table.DeleteAsync(new("p", "r"), etag!, Ct);

        Assert.False(await Table.DeleteAsync(new("p", "r"), etag!, Ct));
    }

    [Fact]
    public async Task Of_thirty_two_inserts_of_one_key_one_wins()
    {
        var etags = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Table.InsertAsync(new("p", "r"), $"{{\"n\":{n}}}", Ct).AsTask()));

        var winner = Assert.Single(Enumerable.Range(0, 32), n => etags[n] is not null);
        Assert.Equal($"{{\"n\":{winner}}}", (await Table.FindAsync(new("p", "r"), Ct))!.Json);
    }

    [Fact]
    public async Task Thirty_two_concurrent_increments_lose_none()
    {
        await Table.InsertAsync(new("p", "r"), "0", Ct);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(IncrementAsync, Ct)));

        Assert.Equal("32", (await Table.FindAsync(new("p", "r"), Ct))!.Json);

        async Task IncrementAsync()
        {
            string? etag = null;
            while (etag is null)
            {
                var row = (await Table.FindAsync(new("p", "r"), Ct))!;
                var next = int.Parse(row.Json, CultureInfo.InvariantCulture) + 1;
                etag = await Table.ReplaceAsync(row.Key, next.ToString(CultureInfo.InvariantCulture), row.ETag, Ct);
            }
        }
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task Hostile_text_in_key_and_content_is_kept_to_the_letter(string text)
    {
        var (key, json) = (new Key(Key.Join("tenant", text), Key.Join(text, "x")), JsonSerializer.Serialize(new { text }));
        var neighbour = new Key(Key.Join("tenant", "neighbour"), "x");
        await Table.InsertAsync(neighbour, """{"neighbour":1}""", Ct);

        var etag = await Table.InsertAsync(key, json, Ct);

        Assert.Equal(new Entry(key, json, etag!), await Table.FindAsync(key, Ct));
        Assert.Equal([new Entry(key, json, etag!)], (await Table.QueryAsync(new(key.Partition), 10, null, Ct)).Entries);
        Assert.Equal([key], (await Table.QueryAsync(RowRange.Under(key.Partition, text), 10, null, Ct)).Entries.Select(row => row.Key));
        Assert.NotNull(await Table.ReplaceAsync(key, json, etag!, Ct));
        Assert.Equal("""{"neighbour":1}""", (await Table.FindAsync(neighbour, Ct))!.Json);
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task Hostile_text_as_a_raw_key_is_refused_or_harmless(string text)
    {
        await Table.InsertAsync(new("tenantB", "secret"), """{"secret":1}""", Ct);

        var found = await Record.ExceptionAsync(async () => Assert.Null(await Table.FindAsync(new("tenantA", text), Ct)));
        var queried = await Record.ExceptionAsync(async () => Assert.Empty((await Table.QueryAsync(new(text), 10, null, Ct)).Entries));
        var after = await Record.ExceptionAsync(async () => Assert.Empty((await Table.QueryAsync(new("tenantA"), 10, text, Ct)).Entries));

        Assert.All([found, queried, after], problem => Assert.True(problem is null or StorageLimitException, problem?.ToString()));
    }

    [Theory, InlineData("1"), InlineData("W/\"datetime'2001-01-01T00%3A00%3A00.0000000Z'\""), InlineData("W/\"1' or 1 eq 1\"")]
    public async Task A_strange_ETag_writes_nothing(string etag)
    {
        await Table.InsertAsync(new("p", "r"), "{}", Ct);

        Assert.Null(await ValueOrRefusal(Table.ReplaceAsync(new("p", "r"), """{"n":1}""", etag, Ct)));
        Assert.Equal("{}", (await Table.FindAsync(new("p", "r"), Ct))!.Json);

        static async Task<string?> ValueOrRefusal(ValueTask<string?> write)
        {
            try
            {
                return await write;
            }
            catch (StorageLimitException)
            {
                return null;
            }
        }
    }

    [Theory, InlineData("*"), InlineData(""), InlineData("a\r\nb")]
    public async Task An_ETag_that_matches_anything_is_refused(string etag)
    {
        await Table.InsertAsync(new("p", "r"), "{}", Ct);

        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.ReplaceAsync(new("p", "r"), "{}", etag, Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.DeleteAsync(new("p", "r"), etag, Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.BatchAsync([new Change.Delete(new("p", "r"), etag)], Ct));
        Assert.NotNull(await Table.FindAsync(new("p", "r"), Ct));
    }

    [Fact]
    public async Task The_longest_row_under_the_longest_key_is_kept()
    {
        var key = new Key(new('p', TableLimits.KeyLength), new('r', TableLimits.KeyLength));
        var json = new string('€', TableLimits.JsonLength);

        Assert.NotNull(await Table.InsertAsync(key, json, Ct));
        Assert.Equal(json, (await Table.FindAsync(key, Ct))!.Json);
    }

    [Fact]
    public async Task A_longer_row_is_refused() =>
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.InsertAsync(new("p", "r"), new('x', TableLimits.JsonLength + 1), Ct));

    [Fact]
    public async Task A_row_with_half_a_character_is_refused() =>
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.InsertAsync(new("p", "r"), "{\"x\":\"\uD83D\"}", Ct));

    [Fact]
    public async Task A_longer_key_is_refused() =>
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.InsertAsync(new("p", new('r', TableLimits.KeyLength + 1)), "{}", Ct));

    [Theory, InlineData("a/b"), InlineData("a\\b"), InlineData("a#b"), InlineData("a?b"), InlineData("a\tb"), InlineData("a\u0085b"), InlineData("a'b"),
        InlineData("é")]
    public async Task A_key_outside_the_alphabet_is_refused(string part)
    {
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.InsertAsync(new(part, "r"), "{}", Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.FindAsync(new("p", part), Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.BatchAsync([new Change.Upsert(new("p", part), "{}")], Ct));
    }

    [Fact]
    public async Task A_cancelled_call_throws_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Table.FindAsync(new("p", "r"), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Table.InsertAsync(new("p", "r"), "{}", cancelled.Token));
    }
}
