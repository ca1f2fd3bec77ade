using System.Diagnostics;
using Microsoft.Data.Sqlite;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>The data file under a process that dies, and under two processes at once.</summary>
public sealed class SqliteCrashTests : IDisposable
{
    private readonly DataFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_process_had_acknowledged_is_there()
    {
        var acknowledged = new List<string>();
        for (var kill = 0; kill < 3; kill++)
            acknowledged.AddRange(await WriteAndKillAsync($"run{kill}", rows: 300));

        using var file = new SqliteFile(folder.File);
        var there = await RowsAsync(file);

        Assert.True(acknowledged.Count >= 900);
        Assert.DoesNotContain("taken", acknowledged);
        Assert.Empty(acknowledged.Except(there));
        Assert.Equal("ok", Integrity());
    }

    [Fact]
    public async Task Two_processes_share_a_file_and_lose_nothing()
    {
        using var other = Process.Start(RowWriter.Start(folder.File, "other"))!;
        var told = ReadAllAsync(other);
        using var file = new SqliteFile(folder.File);
        var table = new SqliteTable(file);
        for (var n = 0; n < 200; n++)
            Assert.NotNull(await table.InsertAsync(new(RowWriter.Partition, $"ours-{n}"), "{}", Ct));
        while (await CountAsync(file, "other-") == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        other.StandardInput.Close();
        var theirs = await told;
        await other.WaitForExitAsync(Ct);

        // The exit code also tells that a store in a file loads no library of Azure.
        Assert.Equal(0, other.ExitCode);
        Assert.Equal(200, await CountAsync(file, "ours-"));
        Assert.Empty(theirs.Except(await RowsAsync(file)));
        Assert.Equal("ok", Integrity());
    }

    public void Dispose() => folder.Dispose();

    private async Task<List<string>> WriteAndKillAsync(string name, int rows)
    {
        using var writer = Process.Start(RowWriter.Start(folder.File, name))!;
        var told = new List<string>();
        while (told.Count < rows && await writer.StandardOutput.ReadLineAsync(Ct) is { } row)
            told.Add(row);
        writer.Kill();
        // What it said before it died counts as well; a line cut short by its death does not.
        var rest = await writer.StandardOutput.ReadToEndAsync(Ct);
        told.AddRange(rest.Split('\n')[..^1]);
        await writer.WaitForExitAsync(Ct);
        return told;
    }

    private static async Task<List<string>> ReadAllAsync(Process process)
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(Ct) is { } line)
            lines.Add(line);
        return lines;
    }

    private static async Task<int> CountAsync(SqliteFile file, string prefix) =>
        (await RowsAsync(file)).Count(row => row.StartsWith(prefix, StringComparison.Ordinal));

    private static async Task<HashSet<string>> RowsAsync(SqliteFile file)
    {
        var table = new SqliteTable(file);
        var rows = new HashSet<string>();
        string? continuation = null;
        do
        {
            var page = await table.QueryAsync(new(RowWriter.Partition), TableLimits.PageSize, continuation, Ct);
            rows.UnionWith(page.Entries.Select(entry => entry.Key.Row));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }

    private string Integrity()
    {
        using var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }
}
