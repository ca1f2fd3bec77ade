using System.Globalization;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// The table in the data file. An ETag is the row's version: at random when inserted, so that a row deleted and made anew never has an ETag
/// of its former life, and one more with each write.
/// </summary>
internal sealed class SqliteTable(SqliteFile file) : ITable
{
    private const string Find = "SELECT body, version FROM entity WHERE partition = $0 AND row = $1";
    private const string Query = "SELECT row, body, version FROM entity WHERE partition = $0 AND row >= $1 AND row < $2 ORDER BY row LIMIT $3";
    private const string QueryAfter = "SELECT row, body, version FROM entity WHERE partition = $0 AND row > $1 AND row < $2 ORDER BY row LIMIT $3";
    private const string FirstVersion = "random() & 0x3FFFFFFFFFFFFFFF";
    private const string Insert = $"INSERT INTO entity VALUES ($0, $1, $2, {FirstVersion}) ON CONFLICT DO NOTHING RETURNING version";
    private const string Replace =
        "UPDATE entity SET body = $2, version = version + 1 WHERE partition = $0 AND row = $1 AND version = $3 RETURNING version";
    private const string Upsert =
        $"INSERT INTO entity VALUES ($0, $1, $2, {FirstVersion}) ON CONFLICT DO UPDATE SET body = excluded.body, version = version + 1 RETURNING version";
    private const string Delete = "DELETE FROM entity WHERE partition = $0 AND row = $1 AND version = $2";

    /// <summary>Above every key: no key's alphabet reaches it.</summary>
    private const string Top = "\u007F";

    public ValueTask<Entry?> FindAsync(Key key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TableLimits.Check(key);
        StorageMeter.Count("find");
        return new(file.Read(key, static (session, key) =>
        {
            using var row = session.Bind(Find, key.Partition, key.Row).ExecuteReader();
            return row.Read() ? new Entry(key, row.GetString(0), ETag(row.GetInt64(1))) : null;
        }));
    }

    public ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TableLimits.Check(range, take, continuation);
        StorageMeter.Count("query");
        return new(file.Read((range, take, continuation), static (session, ask) =>
        {
            var (range, take, continuation) = ask;
            var rows = new List<Entry>();
            using var row = session.Bind(continuation is null ? Query : QueryAfter, range.Partition, continuation ?? range.From, range.To ?? Top, take)
                .ExecuteReader();
            while (row.Read())
                rows.Add(new(new(range.Partition, row.GetString(0)), row.GetString(1), ETag(row.GetInt64(2))));
            return new Page(rows, rows.Count == take ? rows[^1].Key.Row : null);
        }));
    }

    public ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct)
    {
        TableLimits.Check(key, json);
        StorageMeter.Count("insert");
        return new(file.WriteAsync(session => ETag(session.Scalar(Insert, key.Partition, key.Row, json)), null, ct));
    }

    public ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct)
    {
        TableLimits.Check(key, json);
        TableLimits.CheckETag(etag);
        StorageMeter.Count("replace");
        return new(file.WriteAsync(session => ETag(session.Scalar(Replace, key.Partition, key.Row, json, Version(etag))), null, ct));
    }

    public ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct)
    {
        TableLimits.Check(key);
        TableLimits.CheckETag(etag);
        StorageMeter.Count("delete");
        return new(file.WriteAsync(session => session.Execute(Delete, key.Partition, key.Row, Version(etag)) == 1, null, ct));
    }

    public ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        TableLimits.Check(changes);
        StorageMeter.Count("batch");
        return new(file.WriteAsync(session => Apply(session, changes), static result => result.Applied, ct));
    }

    private static BatchResult Apply(SqliteSession session, IReadOnlyList<Change> changes)
    {
        var etags = new string?[changes.Count];
        for (var i = 0; i < etags.Length; i++)
            if (!TryApply(session, changes[i], out etags[i]))
                return new(i, []);
        return new(null, etags);
    }

    private static bool TryApply(SqliteSession session, Change change, out string? etag)
    {
        var (partition, row) = change.Key;
        etag = change switch
        {
            Change.Insert insert => ETag(session.Scalar(Insert, partition, row, insert.Json)),
            Change.Replace replace => ETag(session.Scalar(Replace, partition, row, replace.Json, Version(replace.ETag))),
            Change.Upsert upsert => ETag(session.Scalar(Upsert, partition, row, upsert.Json)),
            _ => null,
        };
        return etag is not null || change is Change.Delete delete && session.Execute(Delete, partition, row, Version(delete.ETag)) == 1;
    }

    private static string? ETag(object? version) => version is long number ? ETag(number) : null;

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>No row has version -1: an ETag of another store meets none.</summary>
    private static long Version(string etag) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
}
