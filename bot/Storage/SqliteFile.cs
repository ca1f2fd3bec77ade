using System.Collections.Concurrent;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// The data file: reads on the caller's thread, each with a connection of its own; writes through one <see cref="SqliteWriter"/>.
/// Opened at first use, and again after a failure. Other processes may use the same file.
/// </summary>
internal sealed partial class SqliteFile : IStorageHealth, IErasedSpace, IDisposable
{
    /// <summary>Reads never wait, so no more of them run at once than there are threads; connections beyond this number are not kept.</summary>
    private const int KeptReaders = 32;

    private const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string path;
    private readonly ILogger logger;
    private readonly SqliteWriter writer;
    private readonly ConcurrentStack<SqliteSession> readers = new();
    private readonly Lock opening = new();
    private volatile bool ready;

    public SqliteFile(string path, ILogger<SqliteFile>? logger = null)
    {
        this.path = Path.GetFullPath(path);
        this.logger = logger ?? NullLogger<SqliteFile>.Instance;
        writer = new(Open, this.path);
    }

    /// <exception cref="StorageUnavailableException">The file cannot be opened or read.</exception>
    public TResult Read<TState, TResult>(TState state, Func<SqliteSession, TState, TResult> work)
    {
        var session = readers.TryPop(out var kept) ? kept : Open();
        try
        {
            var result = work(session, state);
            Keep(session);
            return result;
        }
        catch (SqliteException problem)
        {
            session.Dispose();
            throw SqliteErrors.From(problem, path);
        }
    }

    /// <inheritdoc cref="SqliteWriter.RunAsync"/>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, Func<T, bool>? keep, CancellationToken ct) => writer.RunAsync(work, keep, ct);

    /// <inheritdoc/>
    public async ValueTask ClearAsync(CancellationToken ct) => await writer.RewriteAsync(ct);

    public async ValueTask<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            // Stamping the version writes the first page anew: a full or read-only disk shows.
            await WriteAsync(session => { SqliteSchema.Stamp(session); return true; }, null, ct);
            return null;
        }
        catch (StorageUnavailableException problem)
        {
            return problem.Message;
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        while (readers.TryPop(out var session))
            session.Dispose();
    }

    private void Keep(SqliteSession session)
    {
        if (readers.Count < KeptReaders)
            readers.Push(session);
        else
            session.Dispose();
    }

    private SqliteSession Open()
    {
        try
        {
            if (ready)
                return new(path);
            lock (opening)
                return ready ? new(path) : Prepare();
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw SqliteErrors.From(problem, path);
        }
    }

    private SqliteSession Prepare()
    {
        CreateFile();
        var session = new SqliteSession(path);
        try
        {
            SqliteSchema.Ensure(session, path);
            ready = true;
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The file holds personal data and the keys that sign cards: on Unix it is for its owner alone, and SQLite gives the files beside it the same rights. One
    /// that stands there with more, as a backup brought back does, is closed; where that is refused, the log says so.
    /// </summary>
    private void CreateFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var create = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = ForOwner;
        if (!File.Exists(path))
            new FileStream(path, create).Dispose();
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
            if (File.Exists(file) && (File.GetUnixFileMode(file) & ~ForOwner) != 0)
                Close(file);
    }

    [UnsupportedOSPlatform("windows")]
    private void Close(string file)
    {
        try
        {
            File.SetUnixFileMode(file, ForOwner);
            Log.Closed(logger, file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Log.Open(logger, file);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The data file {File} could be read by others; it is for its owner alone now. "
            + "Whoever read it before knows what stood in it, the keys that sign cards too.")]
        public static partial void Closed(ILogger logger, string file);

        [LoggerMessage(2, LogLevel.Error, "The data file {File} can be read by others, and its rights could not be changed: "
            + "it belongs to somebody else. Run chmod 600 on it.")]
        public static partial void Open(ILogger logger, string file);
    }
}
