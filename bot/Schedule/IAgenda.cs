namespace TeamsCommunityBot.Schedule;

/// <summary>
/// Plans what must happen later, or at once but outside the turn. What is due now is done within a second or so after the turn (or the job) is over, so
/// that the job finds the truth that the turn wrote; should the process die in between, half a minute later.
/// </summary>
public interface IAgenda
{
    /// <summary>Adds a line to the agenda; the same line twice is one.</summary>
    ValueTask PlanAsync(DueItem item, CancellationToken ct);

    /// <summary>
    /// The same for a line that many moments call for, such as the next night's: what this process planned last under this tenant, kind and subject costs
    /// nothing when it is asked for again. For lines about nobody: what <see cref="EraseAsync"/> took away would be believed to be there.
    /// </summary>
    ValueTask EnsureAsync(DueItem item, CancellationToken ct);

    /// <summary>Takes away the lines (also those that were given up) and the records of posts that name a person: they are erased.</summary>
    ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct);
}
