namespace TeamsCommunityBot.Storage;

/// <summary>The tables of the data file and their version, kept in <c>PRAGMA user_version</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>The version that this program reads and writes. A file of an older one is brought up to it; a newer one is refused.</summary>
    public const int Version = 2;

    /// <summary>The partition of what waited in the queue that a file of format 1 held, for those who know what it means.</summary>
    public const string FormerQueue = "former-queue";

    private const string Create = """
        CREATE TABLE entity (
          partition TEXT NOT NULL, row TEXT NOT NULL, body TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (partition, row)) WITHOUT ROWID;
        """;

    private static readonly string From1 = $"""
        INSERT INTO entity SELECT '{FormerQueue}', 'work|' || id, json_object('v', 1, 'body', body), 1 FROM work;
        INSERT INTO entity SELECT '{FormerQueue}', 'poison|' || id, json_object('v', 1, 'body', body, 'reason', reason), 1 FROM poison;
        DROP TABLE work;
        DROP TABLE poison;
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
        if (version == 1)
        {
            // A program of format 1 that still has the file open stamps its own number again when it is asked for its health; the tables are gone all the same.
            if (session.Scalar("SELECT count(*) FROM sqlite_schema WHERE name IN ('work', 'poison')") is 2L) session.Execute(From1);
            Stamp(session);
        }
        session.Execute("COMMIT");
    }

    private static long Read(SqliteSession session) => (long)session.Scalar("PRAGMA user_version")!;
}
