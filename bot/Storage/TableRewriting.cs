namespace TeamsCommunityBot.Storage;

/// <summary>Changes many rows of one partition.</summary>
internal static class TableRewriting
{
    private const int PageSize = 1_000;

    /// <summary>The most that a batch holds.</summary>
    private const int MostChanges = 100;

    /// <summary>Each time somebody else's change got through; so many in a row are no coincidence.</summary>
    private const int Tries = 20;

    /// <summary>
    /// Lets a rule decide about every row of a range, and writes what it decided. Where somebody changed a row meanwhile, nothing of its batch is written,
    /// and the rule decides anew on what stands by then: nothing of theirs is written over, and nothing stays that had to go.
    /// </summary>
    /// <param name="rule">What becomes of a row, under its ETag; null: it stays as it is.</param>
    /// <returns>How many rows are left.</returns>
    /// <exception cref="InvalidOperationException">Others changed the rows again and again. The caller comes again.</exception>
    public static async ValueTask<int> RewriteAsync(this ITable table, RowRange range, Func<Entry, Change?> rule, CancellationToken ct)
    {
        var (left, refusals, continuation) = (0, 0, default(string));
        while (true)
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            var changes = page.Entries.Select(rule).OfType<Change>().ToList();
            if (!await TryWriteAsync(table, changes, ct))
            {
                if (++refusals == Tries) throw new InvalidOperationException("Others changed the rows again and again.");
                continue;
            }
            left += page.Entries.Count - changes.OfType<Change.Delete>().Count();
            if (page.Continuation is null) return left;
            (continuation, refusals) = (page.Continuation, 0);
        }
    }

    /// <summary>Takes away the rows of a range of which a rule says that they are to go.</summary>
    /// <inheritdoc cref="RewriteAsync"/>
    public static ValueTask<int> ClearAsync(this ITable table, RowRange range, Func<Entry, bool> mustGo, CancellationToken ct) =>
        table.RewriteAsync(range, entry => mustGo(entry) ? new Change.Delete(entry.Key, entry.ETag) : null, ct);

    private static async ValueTask<bool> TryWriteAsync(ITable table, List<Change> changes, CancellationToken ct)
    {
        foreach (var some in changes.Chunk(MostChanges))
            if (!(await table.BatchAsync(some, ct)).Applied) return false;
        return true;
    }
}
