using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace TeamsCommunityBot.Tests.Schedule.Bulk;

/// <summary>The real program in Production with the bulk sweep in it, as a process that can be killed, frozen and asked to stop.</summary>
internal sealed class SweeperProcess : IDisposable
{
    private readonly Process _process;
    private readonly string? _file;

    private SweeperProcess(Process process, string? file) => (_process, _file) = (process, file);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <param name="settings">By environment, where a secret belongs.</param>
    public static SweeperProcess Start(string folder, IReadOnlyDictionary<string, string?> settings)
    {
        // The runtime runs it as it runs the bot.
        string[] asBot = ["exec", "--runtimeconfig", Path.ChangeExtension(typeof(Startup).Assembly.Location, ".runtimeconfig.json")];
        var start = new ProcessStartInfo("dotnet", [.. asBot, typeof(SweeperProcess).Assembly.Location, BulkSweep.Command,
            "--urls=http://127.0.0.1:0"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment[BulkSweep.Folder] = folder;
        foreach (var (key, value) in settings)
            if (value is not null) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start)!;
        // Nobody reads it, and yet it must not stand still because nobody does.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, settings.GetValueOrDefault("Storage:Sqlite"));
    }

    /// <summary>SIGKILL: it gets no chance to finish anything.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    /// <summary>SIGTERM, and the code with which it ended: 0 where it did so by itself.</summary>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        await SignalAsync("TERM", ct);
        return await EndedAsync(ct);
    }

    /// <summary>Waits until it ends by itself, and says with which code.</summary>
    public async Task<int> EndedAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    /// <summary>
    /// SIGSTOP: it stands still, as in a long pause of the machine, and knows nothing of it. Not in the midst of a write to the data file: whoever holds the
    /// file's lock keeps everybody waiting, which is how SQLite is made and not what is looked at here.
    /// </summary>
    public async Task FreezeAsync(CancellationToken ct)
    {
        await SignalAsync("STOP", ct);
        while (await IsWritingAsync(ct))
        {
            await ThawAsync(ct);
            await SignalAsync("STOP", ct);
        }
    }

    public Task ThawAsync(CancellationToken ct) => SignalAsync("CONT", ct);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task<bool> IsWritingAsync(CancellationToken ct)
    {
        if (!File.Exists(_file)) return false;
        using var connection = new SqliteConnection($"Data Source={_file};Pooling=False;Default Timeout=1");
        await connection.OpenAsync(ct);
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
        try
        {
            await command.ExecuteNonQueryAsync(ct);
            return false;
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    private async Task SignalAsync(string signal, CancellationToken ct)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync(ct);
    }
}
