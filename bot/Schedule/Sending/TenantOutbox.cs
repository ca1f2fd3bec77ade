using System.Collections.Concurrent;
using TeamsCommunityBot.Schedule.Tenants;

namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>A held tenant's way to Teams: what goes out is in the ledger before, and what became of it after.</summary>
/// <param name="Room">How many posts of a sweep may be on their way at once just now, should Teams be slow to answer.</param>
/// <param name="Stop">The process is to end: finish what is on its way, begin nothing.</param>
/// <param name="Abort">The tenant was lost, or the time to finish is over.</param>
internal sealed record TenantOutbox(
    string TenantId, HeldLedger Ledger, Courier Courier, ScheduleMeter Meter, LedgerUpkeep Upkeep, TimeProvider Clock, Func<int> Room, CancellationToken Stop,
        CancellationToken Abort)
{
    /// <summary>The rows of the posts that jobs have on their way.</summary>
    private readonly ConcurrentDictionary<string, Task> _delivering = [];

    /// <summary>
    /// Posts for a job: once under its id, whatever happens; returns when the result is written down. What another line has on its way under that id is waited
    /// for: in the ledger it looks like a post of which nobody knows whether it was sent.
    /// </summary>
    /// <param name="ct">As <see cref="Stop"/>.</param>
    public async Task<PostResult> DeliverAsync(Post post, CancellationToken ct)
    {
        var (row, over) = (Tenants.Ledger.RowOf(post), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        while (_delivering.GetOrAdd(row, over.Task) is var other && other != over.Task) await other.WaitAsync(Abort);
        try
        {
            return await DeliverAsync(row, post, ct);
        }
        finally
        {
            _delivering.TryRemove(row, out _);
            over.SetResult();
        }
    }

    /// <inheritdoc cref="HeldLedger.BeginAsync"/>
    public async Task<IReadOnlyList<LedgerRow?>> BeginAsync(IReadOnlyList<Intent> intents, CancellationToken ct)
    {
        await Upkeep.EnsureAsync(TenantId, ct);
        return await Ledger.BeginAsync(intents, ct);
    }

    /// <summary>Sends what was begun, and hands the ledger what became of it.</summary>
    /// <param name="step">The step of a sweep that this ends.</param>
    /// <param name="ct">As <see cref="Stop"/>.</param>
    public async Task<LedgerRow> SendAsync(string row, Post post, string? note, PostProgress? watch, SweepStep? step, CancellationToken ct)
    {
        var ended = await Courier.DeliverAsync(TenantId, post, watch, ct, Abort) switch
        {
            SendOutcome.Done { Result: PostResult.Sent sent } =>
                Row(PostState.Sent) with { ActivityId = sent.ActivityId, Where = note is null ? sent.Where : null, Note = note },
            SendOutcome.Done { Result: PostResult.Refused refused } => Row(PostState.Refused) with { Refusal = refused.Why, Code = refused.Code, Note = note },
            SendOutcome.Unsent => Row(PostState.Waiting) with { Note = note },
            _ => Row(PostState.Unknown) with { Note = note },
        };
        // What comes again must not be passed over.
        var isOver = ended.IsFinal || (ended.State == PostState.Unknown && !ct.IsCancellationRequested);
        Ledger.Settle(row, ended, isOver ? step : null);
        Meter.CountPost(ended.State);
        return ended;
    }

    public LedgerRow Row(PostState state) => new(1, state, Clock.GetUtcNow());

    private async Task<PostResult> DeliverAsync(string row, Post post, CancellationToken ct)
    {
        if ((await BeginAsync([new(row, Row(PostState.Intended), post)], Abort))[0] is { } before) return before.ToResult();
        var ended = await SendAsync(row, post, note: null, watch: null, step: null, ct);
        await Ledger.FlushAsync(Abort);
        // What was not sent because we were stopped is planned again by whoever comes next.
        if (!ended.IsFinal) ct.ThrowIfCancellationRequested();
        return ended.ToResult();
    }
}
