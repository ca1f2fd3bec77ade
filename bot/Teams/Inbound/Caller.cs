namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Who sent the request, once it is established that it is Bot Framework, for our app.</summary>
/// <param name="ServiceUrl">The token's claim <c>serviceurl</c>: the connector that it speaks for. Null where the token has none.</param>
/// <param name="Expires">When the token that says so ends.</param>
/// <param name="Keys">The keys by which the token was found genuine; when these are replaced, it is to be looked at again.</param>
internal sealed record Caller(string? ServiceUrl, DateTimeOffset Expires, KeySet? Keys)
{
    /// <summary>The Playground in Development, where nothing is authenticated.</summary>
    public static Caller Anonymous { get; } = new(null, DateTimeOffset.MaxValue, null);
}
