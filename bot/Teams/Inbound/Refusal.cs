namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Why a request goes no further.</summary>
/// <param name="Status">What the sender gets, and nothing else.</param>
/// <param name="Reason">For the log: the rule that was broken, in words of ours; nothing out of the request.</param>
internal sealed record Refusal(int Status, string Reason)
{
    public static Refusal Unauthorized(string reason) => new(StatusCodes.Status401Unauthorized, reason);

    public static Refusal Forbidden(string reason) => new(StatusCodes.Status403Forbidden, reason);

    public static Refusal Bad(string reason) => new(StatusCodes.Status400BadRequest, reason);

    public static Refusal Unavailable(string reason) => new(StatusCodes.Status503ServiceUnavailable, reason);
}
