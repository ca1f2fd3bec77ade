using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>Runs the job of one due line: asks it what to do, has that posted, and tells it what became of each post.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobTable jobs, TimeProvider clock)
{
    /// <summary>A job that answers every refusal with another post would never end.</summary>
    private const int MostPosts = 50;

    /// <summary>Whether nothing else may run in the tenant while the line's job does.</summary>
    public bool RunsAlone(DueLine due) => due.Line is { } line && jobs.RunsAlone(line.Item.Kind);

    /// <param name="deliver">Posts, and returns when the result is final.</param>
    /// <exception cref="UnknownJobException">No job of this version answers the line.</exception>
    public async Task RunAsync(DueItem item, Func<Post, CancellationToken, Task<PostResult>> deliver, CancellationToken ct)
    {
        var type = jobs.Find(item.Kind) ?? throw new UnknownJobException();
        var posts = new Queue<Post>(await AskAsync(type, (job, now) => job.PlanAsync(item, now, ct), item, ct));
        for (var count = 0; count < MostPosts && posts.TryDequeue(out var post); count++)
        {
            var result = await deliver(post, ct);
            foreach (var another in await AskAsync(type, (job, now) => job.ReportAsync(item, post, result, now, ct), item, ct)) posts.Enqueue(another);
        }
    }

    /// <summary>Each question has a scope of its own: what a job read before a post may have changed after it.</summary>
    private async ValueTask<IReadOnlyList<Post>> AskAsync(Type type, Func<IJob, DateTimeOffset, ValueTask<JobPlan>> ask, DueItem item, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        // Clocks of two machines differ: a job never sees a time before its own.
        var now = clock.GetUtcNow() is var time && time < item.At ? item.At : time;
        var plan = await ask((IJob)scope.ServiceProvider.GetRequiredService(type), now);
        var agenda = scope.ServiceProvider.GetRequiredService<IAgenda>();
        foreach (var later in plan.Later) await agenda.PlanAsync(later, ct);
        return plan.Posts;
    }
}

/// <summary>A due line names a job that this version does not have.</summary>
internal sealed class UnknownJobException() : Exception("No job answers this kind of line.");
