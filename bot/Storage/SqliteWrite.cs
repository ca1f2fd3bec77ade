using Microsoft.Data.Sqlite;

namespace TeamsCommunityBot.Storage;

/// <summary>One write that waits for its group, and its caller for it.</summary>
internal abstract class SqliteWrite
{
    /// <summary>Does the work within the group's transaction. Its own failure stays with its caller; SQLite's goes up, since the group fails with it.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Answers the caller, once the group is on disk.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception problem);
}

internal sealed class SqliteWrite<T>(Func<SqliteSession, T> work, Func<T, bool>? keep, CancellationToken ct) : SqliteWrite
{
    // Continuations run elsewhere: the writer's thread is for writing.
    private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private Exception? problem;

    public Task<T> Task => source.Task;

    public override void Run(SqliteSession session)
    {
        if (ct.IsCancellationRequested)
        {
            problem = new OperationCanceledException(ct);
            return;
        }
        try
        {
            result = keep is null ? work(session) : RunInSavepoint(session, keep);
        }
        catch (Exception thrown) when (thrown is not SqliteException)
        {
            problem = thrown;
        }
    }

    public override void Complete()
    {
        if (problem is null)
            source.SetResult(result!);
        else
            source.SetException(problem);
    }

    public override void Fail(Exception problem) => source.SetException(problem);

    private T RunInSavepoint(SqliteSession session, Func<T, bool> keep)
    {
        var kept = false;
        session.Execute("SAVEPOINT one");
        try
        {
            var outcome = work(session);
            kept = keep(outcome);
            return outcome;
        }
        finally
        {
            if (!kept)
                session.Execute("ROLLBACK TO one");
            session.Execute("RELEASE one");
        }
    }
}
