namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>How much the endpoint takes on. Teams gives up after about 15 seconds and sends again, so to queue for longer helps nobody.</summary>
/// <param name="Concurrent">Requests worked on at once; most of a turn is waiting for the store and for Teams.</param>
/// <param name="Queued">Requests that wait for a place; whoever comes after is told to come back.</param>
/// <param name="TurnBudget">After so long a turn is given up.</param>
internal sealed record InboundLimits(int Concurrent, int Queued, TimeSpan TurnBudget)
{
    public static InboundLimits Default { get; } = new(256, 256, TimeSpan.FromSeconds(10));

    /// <summary>Seconds that a refused sender is asked to wait.</summary>
    public const string RetryAfter = "2";
}
