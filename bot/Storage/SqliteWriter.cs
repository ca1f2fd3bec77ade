using Microsoft.Data.Sqlite;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// Group commit: one thread takes all writes that wait, runs them in one transaction, commits once (the costly part, a disk flush), and only then
/// answers them all. A thread of its own, since it spends its time in the disk's flush, where a thread of the pool would be missed.
/// </summary>
internal sealed class SqliteWriter(Func<SqliteSession> open, string path) : IDisposable
{
    /// <summary>After so long without a write the log is emptied, so that what was deleted leaves the disk.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    // A Monitor, since the thread waits on it; System.Threading.Lock cannot be waited on.
    private readonly object gate = new();
    private List<SqliteWrite> waiting = [];
    private List<SqliteWrite> group = [];
    private Thread? thread;
    private SqliteSession? session;
    private TaskCompletionSource? rewriting;
    private bool closing;
    private bool logged;

    /// <summary>
    /// Runs <paramref name="work"/> in the next transaction and returns its result once that is on disk.
    /// Cancelled while it waits, the write may still be done.
    /// </summary>
    /// <param name="keep">
    /// Given for work of several statements: it then runs in a savepoint, undone when this says no. One statement alone is atomic by itself.
    /// </param>
    /// <exception cref="StorageUnavailableException">The transaction failed; nothing of it was written.</exception>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> work, Func<T, bool>? keep, CancellationToken ct)
    {
        var write = new SqliteWrite<T>(work, keep, ct);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing, this);
            waiting.Add(write);
            thread ??= Start();
            if (waiting.Count == 1)
                Monitor.Pulse(gate);
        }
        return write.Task.WaitAsync(ct);
    }

    /// <summary>
    /// Writes the whole file anew, between two transactions, so that no copy of a deleted row stays in it: <c>secure_delete</c> overwrites a row where it stood
    /// last, and not where it stood before SQLite moved it to another page. Asked for by several, it is done once.
    /// </summary>
    /// <exception cref="StorageUnavailableException">It failed, and the file is as it was.</exception>
    public Task RewriteAsync(CancellationToken ct)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing, this);
            rewriting ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            thread ??= Start();
            Monitor.Pulse(gate);
            return rewriting.Task.WaitAsync(ct);
        }
    }

    /// <summary>Finishes what waits, then closes.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closing = true;
            Monitor.Pulse(gate);
        }
        thread?.Join();
        session?.Dispose();
    }

    private Thread Start()
    {
        var started = new Thread(Loop) { IsBackground = true, Name = "SQLite writer" };
        started.Start();
        return started;
    }

    private void Loop()
    {
        while (true)
            switch (Wait())
            {
                case Signal.Writes:
                    Commit();
                    group.Clear();
                    Rewrite();
                    break;
                case Signal.Rewrite:
                    Rewrite();
                    break;
                case Signal.Quiet:
                    EmptyLog();
                    break;
                default:
                    return;
            }
    }

    private Signal Wait()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (rewriting is not null)
                    return Signal.Rewrite;
                if (closing)
                    return Signal.Closing;
                if (!Monitor.Wait(gate, logged ? Quiet : Timeout.InfiniteTimeSpan))
                    return Signal.Quiet;
            }
        }
        Gather();
        lock (gate)
            (waiting, group) = (group, waiting);
        return Signal.Writes;
    }

    /// <summary>
    /// Gives way, and again as long as that brings more: where cores are few, the turns that are nearly there come along, and one flush serves them all.
    /// </summary>
    private void Gather()
    {
        var gathered = 0;
        for (var now = CountWaiting(); now > gathered; now = CountWaiting())
        {
            gathered = now;
            Thread.Yield();
        }
    }

    private int CountWaiting()
    {
        lock (gate)
            return waiting.Count;
    }

    private void Commit()
    {
        try
        {
            session ??= open();
            session.Execute("BEGIN IMMEDIATE");
            foreach (var write in group)
                write.Run(session);
            session.Execute("COMMIT");
            logged = true;
        }
        catch (Exception problem)
        {
            // Whatever it is, the callers must hear of it; on a thread of its own it would end the program instead.
            Reset();
            var unavailable = SqliteErrors.From(problem, path);
            foreach (var write in group)
                write.Fail(unavailable);
            return;
        }
        foreach (var write in group)
            write.Complete();
    }

    private void Rewrite()
    {
        TaskCompletionSource? asked;
        lock (gate)
            (asked, rewriting) = (rewriting, null);
        if (asked is null)
            return;
        try
        {
            session ??= open();
            session.Execute("VACUUM");
            logged = true;
            asked.SetResult();
        }
        catch (Exception problem)
        {
            Reset();
            asked.SetException(SqliteErrors.From(problem, path));
        }
    }

    private void EmptyLog()
    {
        try
        {
            logged = session is not null && !session.TryCheckpoint();
        }
        catch (SqliteException)
        {
            // Nothing is lost: the log still holds it all. The next write meets the trouble again and reports it to its caller.
            logged = false;
            Reset();
        }
    }

    /// <summary>Closing rolls back; the next write opens anew, so that trouble that has passed leaves no trace.</summary>
    private void Reset()
    {
        session?.Dispose();
        session = null;
    }

    private enum Signal { Writes, Rewrite, Quiet, Closing }
}
