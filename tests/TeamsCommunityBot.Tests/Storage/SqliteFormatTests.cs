using Microsoft.Data.Sqlite;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>Which files the program opens: its own, of this and every released version, and no others.</summary>
public sealed class SqliteFormatTests : IDisposable
{
    private readonly DataFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Files that a released version wrote, as <see cref="WriteAsync"/> fills them; each release adds its own.</summary>
    public static TheoryData<string> Released { get; } = ["0.1.0", "0.1.0-work", "0.2.0"];

    [Theory, MemberData(nameof(Released))]
    public async Task A_file_of_a_released_version_opens_with_all_that_is_in_it(string version)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Storage", "Released", $"{version}.sqlite"), folder.File);
        using var file = new SqliteFile(folder.File);
        var table = new SqliteTable(file);

        Assert.Null(await file.ProblemAsync(Ct));
        var row = await table.FindAsync(new(Key.Join("tenant"), Key.Join("community", "19:kanaal@thread.tacv2")), Ct);
        Assert.Equal("""{"v":1,"name":"Vóórbeeld 😀"}""", row!.Json);
        Assert.NotNull(await table.ReplaceAsync(row.Key, row.Json, row.ETag, Ct));
        Assert.DoesNotContain("TABLE work", Schema(folder.File), StringComparison.Ordinal);
    }

    /// <summary>What waited and what was given up in the queue of format 1, as rows: nothing of it is read here, and nothing is lost.</summary>
    [Fact]
    public async Task What_a_file_of_format_1_held_in_its_queue_stands_in_rows()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Storage", "Released", "0.1.0.sqlite"), folder.File);
        using var file = new SqliteFile(folder.File);

        var page = await new SqliteTable(file).QueryAsync(new(SqliteSchema.FormerQueue), 10, null, Ct);

        Assert.Equal(["""{"v":1,"body":"poison","reason":"It never worked."}""", """{"v":1,"body":"work"}"""], page.Entries.Select(entry => entry.Json));
    }

    /// <summary>Whoever has the file open from before writes the old number again at every question for its health.</summary>
    [Fact]
    public async Task A_file_that_a_program_of_format_1_stamped_again_after_the_move_opens()
    {
        await WriteAsync();
        Run("PRAGMA user_version = 1");
        using var file = new SqliteFile(folder.File);

        Assert.Null(await file.ProblemAsync(Ct));
        Assert.NotNull(await new SqliteTable(file).FindAsync(new(Key.Join("tenant"), Key.Join("community", "19:kanaal@thread.tacv2")), Ct));
    }

    [Fact]
    public async Task The_file_of_this_version_is_among_those_kept()
    {
        await WriteAsync();
        var kept = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Storage", "Released"), "*.sqlite");

        Assert.Contains(kept, file => Schema(file) == Schema(folder.File));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_alone()
    {
        await WriteAsync();
        Run($"PRAGMA user_version = {SqliteSchema.Version + 1}");
        using var file = new SqliteFile(folder.File);

        var problem = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await new SqliteTable(file).InsertAsync(new("p", "r"), "{}", Ct));

        Assert.Contains("newer version", problem.Message, StringComparison.Ordinal);
        Assert.Equal(problem.Message, await file.ProblemAsync(Ct));
        Assert.Throws<StorageUnavailableException>(() => file.Read(0, static (session, _) => session.Scalar("SELECT 1")));
    }

    [Fact]
    public async Task A_file_of_another_program_is_refused_and_left_alone()
    {
        Run("CREATE TABLE theirs (x)");
        using var file = new SqliteFile(folder.File);

        Assert.Contains("belongs to another program", await file.ProblemAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("entity", Schema(folder.File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        await File.WriteAllTextAsync(folder.File, new string('x', 5000), Ct);
        using var file = new SqliteFile(folder.File);

        Assert.Contains("is not an SQLite file", await file.ProblemAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(folder.File, Ct));
    }

    [Fact]
    public async Task A_path_that_cannot_be_is_an_outage_that_passes()
    {
        var obstacle = Path.Combine(folder.Full, "obstacle");
        await File.WriteAllTextAsync(obstacle, "", Ct);
        using var file = new SqliteFile(Path.Combine(obstacle, "community.db"));

        Assert.Contains("obstacle", await file.ProblemAsync(Ct), StringComparison.Ordinal);
        File.Delete(obstacle);
        Assert.Null(await file.ProblemAsync(Ct));
    }

    public void Dispose() => folder.Dispose();

    private async Task WriteAsync()
    {
        using var file = new SqliteFile(folder.File);
        await new SqliteTable(file).InsertAsync(
            new(Key.Join("tenant"), Key.Join("community", "19:kanaal@thread.tacv2")), """{"v":1,"name":"Vóórbeeld 😀"}""", Ct);
    }

    private static string Schema(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(group_concat(sql, char(10)), '') FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
        return (string)command.ExecuteScalar()!;
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
