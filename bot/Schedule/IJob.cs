namespace TeamsCommunityBot.Schedule;

/// <summary>
/// Something that becomes due. The line in the agenda is only a hint: the job reads the truth and decides whether anything is to be done. So a line may
/// come twice, too late, or without need; it must never be missing, which is why it is written before the truth that calls for it.
/// </summary>
public interface IJob
{
    /// <summary>What is to be posted for a due line; also where the job changes the store (idempotently: it may run again after a crash).</summary>
    ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Hears what became of each post of the plan, once that is final. What it returns is planned on: a reminder, or another way to reach somebody.
    /// </summary>
    /// <remarks>Unless a job says otherwise, nothing: what cannot be delivered is not sent after anybody.</remarks>
    ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct) => new(JobPlan.Nothing);
}
