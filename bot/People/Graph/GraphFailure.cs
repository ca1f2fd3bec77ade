using System.Text.Json;

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
    /// <summary>
    /// Graph's own word for a thing that is not there, as its page on errors has it. A 404 without it says only that something is wrong with the address,
    /// and nobody's account is gone because of that.
    /// </summary>
    public const string NoSuchThing = "Request_ResourceNotFound";

    /// <param name="body">The answer's body, for the code in it.</param>
    public static GraphFailure OfStatus(int status, TimeSpan? retryAfter, ReadOnlyMemory<byte> body = default) => new(
        status switch
        {
            403 => GraphProblem.NoConsent,
            404 => GraphProblem.NotFound,
            410 => GraphProblem.Expired,
            429 => GraphProblem.Throttled,
            503 when retryAfter is not null => GraphProblem.Throttled,
            _ => GraphProblem.Unavailable,
        },
        CodeIn(body) ?? $"status {status}",
        retryAfter);

    private static string? CodeIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var code = json.RootElement.GetProperty("error").GetProperty("code").GetString();
            return code is { Length: > 0 and <= 64 } && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? code : null;
        }
        catch (Exception nonsense) when (nonsense is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
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
