using System.Text;
using Microsoft.Data.Sqlite;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

public sealed class SqliteFileTests : IDisposable
{
    private const string Somebody = "79f3519f-0000-4000-8000-c90bb15b27ca";
    private static readonly Key Row = new("p", "r");
    private readonly DataFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_folder_and_the_file_are_made_for_their_owner_alone()
    {
        var path = Path.Combine(folder.Full, "some", "where", "community.db");
        using var file = new SqliteFile(path);

        await new SqliteTable(file).InsertAsync(Row, "{}", Ct);

        Assert.True(File.Exists(path));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path + "-wal") == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Nothing_is_opened_before_its_first_use()
    {
        using var file = new SqliteFile(folder.File);

        Assert.False(File.Exists(folder.File));
        Assert.Null(await file.ProblemAsync(Ct));
        Assert.True(File.Exists(folder.File));
    }

    [Fact]
    public async Task Rows_outlive_the_program()
    {
        using (var first = new SqliteFile(folder.File))
        {
            await new SqliteTable(first).InsertAsync(Row, """{"kept":1}""", Ct);
        }
        using var second = new SqliteFile(folder.File);

        Assert.Equal("""{"kept":1}""", (await new SqliteTable(second).FindAsync(Row, Ct))!.Json);
    }

    /// <summary>SQLite moves rows from page to page as it balances them: where that leaves a copy depends on what else is stored.</summary>
    [Fact]
    public async Task A_file_that_is_written_anew_has_no_copy_of_what_was_deleted()
    {
        var copies = await Task.WhenAll(Enumerable.Range(0, 60).Select(async seed =>
        {
            var path = Path.Combine(folder.Full, $"{seed}.db");
            using var file = new SqliteFile(path);
            await file.WriteAsync(session => Churn(session, new Random(seed)), keep: null, Ct);
            var before = await CopiesAsync(path);
            await file.ClearAsync(Ct);
            return (Before: before, After: await CopiesAsync(path));
        }));

        Assert.True(copies.Sum(one => one.Before) > 0, "Nowhere was a copy left before, so the test proves nothing.");
        Assert.Equal(0, copies.Sum(one => one.After));
    }

    [Fact]
    public async Task What_waits_when_the_program_stops_is_written_first()
    {
        var writes = new List<Task<string?>>();
        using (var file = new SqliteFile(folder.File))
        {
            var table = new SqliteTable(file);
            writes.AddRange(Enumerable.Range(0, 200).Select(n => table.InsertAsync(new("p", $"{n:D3}"), "{}", Ct).AsTask()));
        }

        Assert.All(await Task.WhenAll(writes), Assert.NotNull);
        Assert.Equal(200L, Scalar("SELECT count(*) FROM entity"));
        Assert.False(File.Exists(folder.File + "-wal"));
    }

    [Fact]
    public async Task A_write_after_the_end_is_refused()
    {
        var file = new SqliteFile(folder.File);
        file.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await new SqliteTable(file).InsertAsync(Row, "{}", Ct));
    }

    [Fact]
    public async Task Eight_handles_that_open_a_new_file_at_once_all_work()
    {
        var files = Enumerable.Range(0, 8).Select(_ => new SqliteFile(folder.File)).ToArray();

        var etags = await Task.WhenAll(files.Select((file, n) => Task.Run(async () => await new SqliteTable(file).InsertAsync(new("p", $"{n}"), "{}", Ct),
            Ct)));

        Assert.All(etags, Assert.NotNull);
        foreach (var file in files)
            file.Dispose();
        Assert.Equal(8L, Scalar("SELECT count(*) FROM entity"));
    }

    [Fact]
    public async Task Two_handles_on_one_file_lose_no_increment()
    {
        using var one = new SqliteFile(folder.File);
        using var two = new SqliteFile(folder.File);
        await new SqliteTable(one).InsertAsync(Row, "0", Ct);

        await Task.WhenAll(new[] { one, two, one, two }.Select(file => Task.Run(() => IncrementAsync(new SqliteTable(file), 25), Ct)));

        Assert.Equal("100", (await new SqliteTable(one).FindAsync(Row, Ct))!.Json);
    }

    [Fact]
    public async Task What_was_deleted_or_replaced_leaves_the_disk()
    {
        var (deleted, replaced) = (Unique(), Unique());
        using var file = new SqliteFile(folder.File);
        var table = new SqliteTable(file);
        var etag = await table.InsertAsync(Row, $"{{\"name\":\"{deleted}\"}}", Ct);
        var other = await table.InsertAsync(new("p", "other"), $"{{\"name\":\"{replaced}\"}}", Ct);
        Assert.True(folder.Holds(Encoding.UTF8.GetBytes(deleted)));

        await table.DeleteAsync(Row, etag!, Ct);
        await table.ReplaceAsync(new("p", "other"), "{}", other!, Ct);

        var began = TimeProvider.System.GetTimestamp();
        while (folder.Holds(Encoding.UTF8.GetBytes(deleted)) || folder.Holds(Encoding.UTF8.GetBytes(replaced)))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(20), "The bytes stayed on disk.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }
        Assert.Equal("{}", (await table.FindAsync(new("p", "other"), Ct))!.Json);
    }

    [Fact]
    public async Task A_full_disk_is_an_outage_that_passes_and_damages_nothing()
    {
        var full = true;
        using (var prepare = new SqliteFile(folder.File))
            Assert.Null(await prepare.ProblemAsync(Ct));
        using var writer = new SqliteWriter(() => Limited(full ? "PRAGMA max_page_count = 20" : "PRAGMA max_page_count = 2000"), folder.File);
        var written = 0;

        var problem = await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
        {
            for (; written < 200; written++)
                await InsertAsync(writer, written);
        });
        full = false;
        await InsertAsync(writer, 1000);

        Assert.Contains("the disk is full", problem.Message, StringComparison.Ordinal);
        Assert.Equal(written + 1L, Scalar("SELECT count(*) FROM entity"));
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_read_only_file_is_an_outage_that_says_what_to_do()
    {
        using (var prepare = new SqliteFile(folder.File))
            Assert.Null(await prepare.ProblemAsync(Ct));
        using var writer = new SqliteWriter(() => Limited("PRAGMA query_only = ON"), folder.File);

        var problem = await Assert.ThrowsAsync<StorageUnavailableException>(() => InsertAsync(writer, 1));

        Assert.Contains("write access", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_held_by_another_process_is_read_and_its_writers_wait()
    {
        using var file = new SqliteFile(folder.File);
        var table = new SqliteTable(file);
        await table.InsertAsync(Row, "{}", Ct);
        using var holder = Open();
        Run(holder, "BEGIN IMMEDIATE");

        var waiting = table.InsertAsync(new("p", "waits"), "{}", Ct).AsTask();
        Assert.NotNull(await table.FindAsync(Row, Ct));
        Assert.False(waiting.IsCompleted);
        Run(holder, "COMMIT");

        Assert.NotNull(await waiting);
    }

    [Fact]
    public async Task A_file_held_for_too_long_is_an_outage_that_passes()
    {
        using var file = new SqliteFile(folder.File);
        Assert.Null(await file.ProblemAsync(Ct));
        using var holder = Open();
        Run(holder, "BEGIN IMMEDIATE");

        var problem = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await new SqliteTable(file).InsertAsync(Row, "{}", Ct));
        Run(holder, "ROLLBACK");

        Assert.Contains("held by another process", problem.Message, StringComparison.Ordinal);
        Assert.NotNull(await new SqliteTable(file).InsertAsync(Row, "{}", Ct));
    }

    [Fact]
    public async Task A_caller_that_gives_up_waits_no_longer()
    {
        using var file = new SqliteFile(folder.File);
        Assert.Null(await file.ProblemAsync(Ct));
        using var holder = Open();
        Run(holder, "BEGIN IMMEDIATE");
        using var patience = new CancellationTokenSource();

        var write = new SqliteTable(file).InsertAsync(Row, "{}", patience.Token).AsTask();
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Run(holder, "ROLLBACK");
    }

    public void Dispose() => folder.Dispose();

    private static string Unique() => $"Anna Voorbeeld {Guid.NewGuid():N}";

    private static async Task IncrementAsync(SqliteTable table, int times)
    {
        while (times > 0)
        {
            var row = (await table.FindAsync(Row, Ct))!;
            var next = (int.Parse(row.Json, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            times -= await table.ReplaceAsync(Row, next, row.ETag, Ct) is null ? 0 : 1;
        }
    }

    private static Task<int> InsertAsync(SqliteWriter writer, int n) =>
        writer.RunAsync(session => session.Execute("INSERT INTO entity VALUES ('p', $0, $1, 1)", n, new string('x', 3000)), null, Ct);

    private SqliteSession Limited(string limit)
    {
        var session = new SqliteSession(folder.File);
        session.Scalar(limit);
        return session;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static bool Churn(SqliteSession session, Random random)
    {
        var rows = new List<(string Partition, string Row)>();
        for (var n = 0; n < 400; n++)
        {
            rows.Add(($"p{random.Next(12)}", $"{random.Next():D10}|{(random.Next(10) == 0 ? Somebody : new string('x', Somebody.Length))}"));
            session.Execute("INSERT INTO entity VALUES ($0, $1, $2, 1)", rows[^1].Partition, rows[^1].Row, new string('j', random.Next(20, 600)));
            if (random.Next(2) == 0) Delete(session, rows[random.Next(rows.Count)]);
        }
        foreach (var row in rows.Where(row => row.Row.EndsWith(Somebody, StringComparison.Ordinal))) Delete(session, row);
        return true;
    }

    private static void Delete(SqliteSession session, (string Partition, string Row) row) =>
        session.Execute("DELETE FROM entity WHERE partition = $0 AND row = $1", row.Partition, row.Row);

    /// <summary>Once the log is empty, what stands in the file.</summary>
    private static async Task<int> CopiesAsync(string path)
    {
        while (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 }) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return (await reader.ReadToEndAsync(Ct)).Split(Somebody).Length - 1;
    }
}
