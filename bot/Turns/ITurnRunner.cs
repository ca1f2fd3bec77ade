namespace TeamsCommunityBot.Turns;

/// <summary>Runs one turn to its reply: what the boundary calls. The router is the implementation; tests may put another.</summary>
public interface ITurnRunner
{
    /// <summary>Finds the route, checks who may, sets the language, runs the handler and stores the turn's claim.</summary>
    ValueTask<TurnResult> RunAsync(Turn turn, CancellationToken ct);
}

/// <param name="Outcome">What became of the turn.</param>
/// <param name="Reply">What to send, already in the right language; <see cref="Reply.None"/> for a duplicate.</param>
/// <param name="Language">The language that the reply is in.</param>
public sealed record TurnResult(TurnOutcome Outcome, Reply Reply, string Language);

public enum TurnOutcome
{
    Answered,

    /// <summary>Handled before: acknowledge, send nothing. A press still gets a fresh card in <see cref="TurnResult.Reply"/>.</summary>
    Duplicate,

    /// <summary>An invoke that no route answers.</summary>
    Unknown,
}
