namespace TeamsCommunityBot.Teams.Outbound.Tokens;

/// <summary>Gets one token from whoever issues them; keeps nothing.</summary>
internal interface ITokenSource
{
    /// <summary>Never throws for what the issuer or the network does.</summary>
    Task<TokenAnswer> AcquireAsync(CancellationToken ct);
}

/// <param name="Token">Null where none was given.</param>
/// <param name="Problem">Why not, without anything secret or personal.</param>
/// <param name="RetryAfter">The wait that the issuer asks for.</param>
internal sealed record TokenAnswer(AccessToken? Token, string? Problem = null, TimeSpan? RetryAfter = null);
