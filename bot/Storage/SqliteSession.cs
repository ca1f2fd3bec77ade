using Microsoft.Data.Sqlite;

namespace TeamsCommunityBot.Storage;

/// <summary>One connection with its prepared statements, used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int BusySeconds = 5;

    private static readonly string[] Names = ["$0", "$1", "$2", "$3", "$4"];
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> statements = new(StringComparer.Ordinal);

    public SqliteSession(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusySeconds };
        connection = new(settings.ConnectionString);
        try
        {
            connection.Open();
            SetBusyTimeout(TimeSpan.FromSeconds(BusySeconds));
            // FULL: an acknowledged write survives a power cut. secure_delete: what is erased is overwritten, not merely unlinked.
            Execute("PRAGMA synchronous = FULL");
            Execute("PRAGMA secure_delete = ON");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The prepared statement with <paramref name="values"/> for <c>$0</c>, <c>$1</c> …; prepared at its first use.</summary>
    public SqliteCommand Bind(string sql, params ReadOnlySpan<object> values)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements[sql] = statement = Prepare(sql, values.Length);
        for (var i = 0; i < values.Length; i++)
            statement.Parameters[i].Value = values[i];
        return statement;
    }

    public int Execute(string sql, params ReadOnlySpan<object> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object> values) => Bind(sql, values).ExecuteScalar();

    /// <summary>
    /// Puts everything in the file itself and empties the log, unless another process reads just now: true when done.
    /// Bytes that were overwritten or deleted are on no disk after that.
    /// </summary>
    public bool TryCheckpoint()
    {
        SetBusyTimeout(TimeSpan.Zero);
        try
        {
            return Scalar("PRAGMA wal_checkpoint(TRUNCATE)") is 0L;
        }
        finally
        {
            SetBusyTimeout(TimeSpan.FromSeconds(BusySeconds));
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private void SetBusyTimeout(TimeSpan time) => Execute($"PRAGMA busy_timeout = {(int)time.TotalMilliseconds}");

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var statement = connection.CreateCommand();
        statement.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            statement.Parameters.Add(new SqliteParameter { ParameterName = Names[i] });
        return statement;
    }
}
