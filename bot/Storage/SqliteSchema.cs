namespace TeamsCommunityBot.Storage;

/// <summary>The tables of the data file and their version, kept in <c>PRAGMA user_version</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>The version that this program reads and writes. A file of an older one is brought up to it; a newer one is refused.</summary>
    public const int Version = 1;

    private const string Create = """
        CREATE TABLE entity (
          partition TEXT NOT NULL, row TEXT NOT NULL, body TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (partition, row)) WITHOUT ROWID;
        CREATE TABLE work (
          id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, visible INTEGER NOT NULL, received INTEGER NOT NULL, receipt INTEGER NOT NULL);
        CREATE INDEX work_by_time ON work (visible, id);
        CREATE TABLE poison (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, reason TEXT NOT NULL, moved INTEGER NOT NULL);
        """;

    /// <summary>Makes an empty file ours, or checks that it is. Two processes may do so at once.</summary>
    /// <exception cref="StorageUnavailableException">The file belongs to another program or to a newer version of this one.</exception>
    public static void Ensure(SqliteSession session, string path)
    {
        if (Read(session) != Version)
            Migrate(session, path);
        // Write-ahead logging is what lets readers go on while one writes; the file remembers it.
        session.Scalar("PRAGMA journal_mode = WAL");
    }

    public static void Stamp(SqliteSession session) => session.Execute($"PRAGMA user_version = {Version}");

    private static void Migrate(SqliteSession session, string path)
    {
        session.Execute("BEGIN IMMEDIATE");
        var version = Read(session);
        if (version > Version)
            throw new StorageUnavailableException(
                $"The data file {path} was written by a newer version of the bot (its format is {version}, this program knows {Version}): update the bot.");
        if (version == 0)
        {
            if (session.Scalar("SELECT count(*) FROM sqlite_schema") is not 0L)
                throw new StorageUnavailableException($"The SQLite file {path} belongs to another program: check Storage:Sqlite.");
            session.Execute(Create);
            Stamp(session);
        }
        session.Execute("COMMIT");
    }

    private static long Read(SqliteSession session) => (long)session.Scalar("PRAGMA user_version")!;
}
