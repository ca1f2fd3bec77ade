using System.Net.Http.Headers;
using TeamsCommunityBot.Teams.Outbound.Tokens;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>A request to the connector, over its tries.</summary>
/// <param name="Until">No try is waited for past this moment.</param>
/// <param name="Leaving">Called when the body leaves, at each try.</param>
/// <param name="Read">Reads a good answer as it comes in.</param>
/// <param name="MostBytes">The longest answer to this question.</param>
internal sealed record ConnectorRequest(
    HttpMethod Method, Uri Url, ReadOnlyMemory<byte> Body, DateTimeOffset Until, Action? Leaving = null,
    Func<Stream, CancellationToken, ValueTask<object?>>? Read = null, int MostBytes = HttpEdge.MostBytes)
{
    public int Tries { get; set; }

    public bool HasFreshToken;
}

/// <summary>
/// The last place before a request leaves for the connector: what is not on a trusted host does not leave at all, whoever asked and wherever the
/// address came from, and the token goes nowhere else.
/// </summary>
internal sealed class ConnectorEdge(IHttpClientFactory clients, ServiceHosts hosts, BotTokens tokens, Retries retries, ConnectorMeter meter, TimeProvider time)
{
    /// <summary>The HTTP client that speaks to the connector. Its handler looks after its connections, so it is kept.</summary>
    public const string Client = "connector";

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly HttpClient _http = clients.CreateClient(Client);

    public bool Allows(Uri url) => hosts.Allows(url);

    /// <exception cref="InvalidOperationException">The host is not trusted: the caller asks <see cref="Allows"/> first.</exception>
    public ValueTask<Exchange> SendAsync(ConnectorRequest request, CancellationToken ct)
    {
        if (!hosts.Allows(request.Url)) throw new InvalidOperationException("A request was about to leave for a host that is not trusted.");
        return retries.RunAsync(TryAsync, request, request.Until, ct);
    }

    private async ValueTask<Exchange> TryAsync(ConnectorRequest request, CancellationToken ct)
    {
        var token = default(AccessToken);
        if (!tokens.IsAnonymous)
        {
            var answer = await tokens.GetAsync(ct);
            // Nothing left; the wait for a token is not the connector's, so it is not repeated here.
            if (answer.Token is null) return new Exchange { Status = 0, Left = false, RetryAfter = answer.RetryAfter };
            token = answer.Token;
        }
        using var message = Message(request, token);
        var exchange = await HttpEdge.ExchangeAsync(_http, message, time, ct, request.MostBytes, request.Read);
        meter.Count(exchange.Status, isRetry: request.Tries++ > 0);
        return token is null ? exchange : tokens.Judge(token, exchange, ref request.HasFreshToken);
    }

    private static HttpRequestMessage Message(ConnectorRequest request, AccessToken? token)
    {
        var message = new HttpRequestMessage(request.Method, request.Url);
        message.Headers.Authorization = token?.Header;
        if (request.Body.IsEmpty) return message;
        message.Content = request.Leaving is { } leaving ? new LeavingContent(request.Body, leaving) : new ReadOnlyMemoryContent(request.Body);
        message.Content.Headers.ContentType = Json;
        return message;
    }
}
