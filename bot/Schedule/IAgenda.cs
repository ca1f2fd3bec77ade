namespace TeamsCommunityBot.Schedule;

/// <summary>Plans what must happen later, or at once but outside the turn. What is due now is done within a second or so.</summary>
public interface IAgenda
{
    /// <summary>Adds a line to the due index; the same line twice is one.</summary>
    ValueTask PlanAsync(DueItem item, CancellationToken ct);
}
