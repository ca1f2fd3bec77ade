namespace TeamsCommunityBot.People.Graph;

/// <summary>Why Graph did not give what was asked.</summary>
internal enum GraphProblem
{
    /// <summary>The permission is not consented to, or not any more.</summary>
    NoConsent,
    NotFound,

    /// <summary>A delta link is too old (410): start over.</summary>
    Expired,
    Throttled,

    /// <summary>No answer, or none that can be understood.</summary>
    Unavailable,
}

/// <param name="Code">For the log; never anything personal.</param>
/// <param name="RetryAfter">How long Graph wants to be left alone.</param>
internal sealed record GraphFailure(GraphProblem Problem, string Code, TimeSpan? RetryAfter = null)
{
    public static GraphFailure OfStatus(int status, TimeSpan? retryAfter) => new(
        status switch
        {
            403 => GraphProblem.NoConsent,
            404 => GraphProblem.NotFound,
            410 => GraphProblem.Expired,
            429 => GraphProblem.Throttled,
            503 when retryAfter is not null => GraphProblem.Throttled,
            _ => GraphProblem.Unavailable,
        },
        $"status {status}",
        retryAfter);
}

/// <summary>Carries a failure from the edge through the Graph client to whoever asked.</summary>
internal sealed class GraphException(GraphFailure failure) : Exception(failure.Code)
{
    public GraphFailure Failure { get; } = failure;
}

/// <summary>What was asked for, or why there is none.</summary>
internal sealed record GraphAnswer<T>(T? Value, GraphFailure? Failure)
{
    public static implicit operator GraphAnswer<T>(T value) => new(value, null);

    public static implicit operator GraphAnswer<T>(GraphFailure failure) => new(default, failure);
}
