namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>How much the endpoint takes on. Teams gives up after about 15 seconds and sends again, so to queue for longer helps nobody.</summary>
/// <param name="Concurrent">Turns worked on at once, shared out by tenant; most of a turn is waiting for the store and for Teams. One tenant alone gets
/// half.</param>
/// <param name="Queued">Turns that wait for a place; whoever comes after is told to come back.</param>
/// <param name="TurnBudget">After so long a turn is given up.</param>
internal sealed record InboundLimits(int Concurrent, int Queued, TimeSpan TurnBudget)
{
    public static InboundLimits Default { get; } = new(512, 512, TimeSpan.FromSeconds(10));

    /// <summary>Requests whose token and body are looked at at once, whoever they are from, and as many that wait for it.</summary>
    public int Reading { get; init; } = 256;

    /// <summary>So long a turn waits for a place: with the turn itself it stays below what Teams waits for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Seconds that a refused sender is asked to wait.</summary>
    public const string RetryAfter = "2";
}
