using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>Runs one sweep: takes its stream in waves, each begun in one batch while the wave before is still going out.</summary>
internal sealed partial class SweepRunner(IServiceScopeFactory scopes, JobTable jobs, TimeProvider clock, ILogger<SweepRunner> logger)
{
    public bool Does(DueLine due) => due.Line is { } line && IsSweepKind(line.Item.Kind);

    /// <summary>Until the stream is at its end, or we are to stop.</summary>
    public async Task RunAsync(DueLine due, TenantOutbox outbox)
    {
        var (item, line) = (due.Line!.Item, due.Entry.Key.Row);
        await using var scope = Scope();
        var sweep = Sweep(scope, item);
        var progress = outbox.Ledger.Follow(line);
        var begin = progress.Reached;
        var waves = new SweepWaves(outbox, progress, (post, refused) => HearAsync(item, post, refused, outbox.Abort));
        try
        {
            await foreach (var post in sweep.PostsAsync(item, begin, Now(item), outbox.Abort).WithCancellation(outbox.Abort))
            {
                if (outbox.Stop.IsCancellationRequested) break;
                await waves.AddAsync(post, outbox.Abort);
            }
        }
        finally
        {
            // A stream that breaks off must not leave posts on their way that nobody writes down.
            await waves.EndAsync(outbox.Abort);
        }
        if (outbox.Stop.IsCancellationRequested) return;

        await FinishAsync(item, outbox.Abort);
        await outbox.Ledger.UnfollowAsync(line, outbox.Abort);
    }

    private async ValueTask FinishAsync(DueItem item, CancellationToken ct)
    {
        await using var scope = Scope();
        var agenda = scope.ServiceProvider.GetRequiredService<IAgenda>();
        foreach (var next in await Sweep(scope, item).FinishedAsync(item, Now(item), ct)) await agenda.PlanAsync(next, ct);
    }

    /// <summary>What the slice makes of a refusal is its own affair: it must not stop the others.</summary>
    private async Task HearAsync(DueItem item, SweepPost post, PostResult.Refused refused, CancellationToken ct)
    {
        try
        {
            await using var scope = Scope();
            await Sweep(scope, item).RefusedAsync(item, post, refused, Now(item), ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotHeard(logger, item.Kind, failure.GetType().Name);
        }
    }

    private AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        return scope;
    }

    private ISweep Sweep(AsyncServiceScope scope, DueItem item) => (ISweep)scope.ServiceProvider.GetRequiredService(jobs.Find(item.Kind)!);

    private bool IsSweepKind(string kind) => jobs.Find(kind)?.IsAssignableTo(typeof(ISweep)) == true;

    private DateTimeOffset Now(DueItem item) => clock.GetUtcNow() is var now && now < item.At ? item.At : now;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The sweep {Kind} could not take in that a post was refused: {Failure}.")]
        public static partial void NotHeard(ILogger logger, string kind, string failure);
    }
}
