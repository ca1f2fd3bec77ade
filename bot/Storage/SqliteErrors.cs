using Microsoft.Data.Sqlite;

namespace TeamsCommunityBot.Storage;

/// <summary>Says in words for administrators what SQLite's result codes mean (https://sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;

    public static StorageUnavailableException From(Exception problem, string path) => problem switch
    {
        StorageUnavailableException unavailable => unavailable,
        SqliteException sqlite => new($"The data file {path} {Describe(sqlite)}.", sqlite),
        UnauthorizedAccessException denied => new($"The data file {path} may not be opened: give the account that runs the bot write access.", denied),
        _ => new($"The data file {path} failed: {problem.GetType().Name}.", problem),
    };

    private static string Describe(SqliteException problem) => problem.SqliteErrorCode switch
    {
        Busy or Locked => "is held by another process for too long",
        ReadOnly => "is read-only: give the account that runs the bot write access to it and its folder",
        IoError => $"cannot be read or written: the disk reports an error ({problem.SqliteExtendedErrorCode})",
        Full => "cannot grow: the disk is full",
        CannotOpen => "cannot be opened: check that its folder exists and may be written",
        Corrupt => "is damaged: restore it from a backup",
        NoDatabase => "is not an SQLite file: check Storage:Sqlite",
        _ => $"refused an operation (SQLite result {problem.SqliteExtendedErrorCode})",
    };
}
