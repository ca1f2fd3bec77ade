using System.Net;
using System.Net.Http.Headers;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Teams.Outbound.Tokens;

namespace TeamsCommunityBot.People.Graph;

/// <summary>
/// The last place before a request leaves for Graph, under the Graph client. What is not below our own base address does not leave, wherever the link
/// came from; no redirect is followed; an answer is read within limits, and anything but a success becomes a <see cref="GraphException"/>.
/// It never waits: whoever is throttled hears how long, and until then nobody asks.
/// </summary>
internal sealed class GraphEdge(IHttpClientFactory clients, GraphOptions options, BotTokens tokens, Retries retries, GraphMeter meter, TimeProvider time)
    : HttpMessageHandler
{
    /// <summary>The HTTP client that speaks to Graph.</summary>
    public const string Client = "graph";

    /// <summary>A page of 999 users is 200 KiB, a batch of twenty pages of members 2 MiB.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private readonly HttpClient _http = clients.CreateClient(Client);
    private readonly Uri _root = options.Root;
    private long _pausedUntil;

    /// <inheritdoc/>
    /// <exception cref="GraphException">There is no good answer.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsOurs(request.RequestUri!)) throw new GraphException(new(GraphProblem.Unavailable, "LinkElsewhere"));
        if (Pause() is { } pause) throw new GraphException(new(GraphProblem.Throttled, "Paused", pause));
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var exchange = await retries.RunAsync(TryAsync, new Call(request, body), time.GetUtcNow(), cancellationToken);
        if (!exchange.IsSuccess) throw new GraphException(Note(GraphFailure.OfStatus(exchange.Status, exchange.RetryAfter, exchange.Body)));
        return new((HttpStatusCode)exchange.Status) { Content = ContentOf(exchange), RequestMessage = request };
    }

    /// <summary>A part of a batch was refused: it counts like an answer of its own.</summary>
    public GraphFailure Note(GraphFailure failure)
    {
        if (failure is { Problem: GraphProblem.Throttled })
            Volatile.Write(ref _pausedUntil, (time.GetUtcNow() + (failure.RetryAfter ?? RetryAfter.Shortest)).UtcTicks);
        return failure;
    }

    private TimeSpan? Pause()
    {
        var left = TimeSpan.FromTicks(Volatile.Read(ref _pausedUntil) - time.GetUtcNow().UtcTicks);
        return left > TimeSpan.Zero ? left : null;
    }

    private bool IsOurs(Uri url) =>
        url.Scheme == _root.Scheme && url.Authority.Equals(_root.Authority, StringComparison.OrdinalIgnoreCase) && url.UserInfo.Length == 0
        && (url.AbsolutePath + "/").StartsWith(_root.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal);

    private async ValueTask<Exchange> TryAsync(Call call, CancellationToken ct)
    {
        var answer = await tokens.GetAsync(ct);
        if (answer.Token is not { } token) return new Exchange { Status = 0, Left = false };
        using var message = call.Message(token.Header);
        var exchange = await HttpEdge.ExchangeAsync(_http, message, time, ct, MostBytes);
        meter.Count(exchange.Status);
        return tokens.Judge(token, exchange, ref call.HasFreshToken);
    }

    private static ByteArrayContent ContentOf(Exchange exchange)
    {
        var content = new ByteArrayContent(exchange.Body ?? throw new GraphException(new(GraphProblem.Unavailable, "AnswerNotReadable")));
        content.Headers.ContentType = new("application/json");
        return content;
    }

    /// <summary>A request, to be made anew for each try.</summary>
    private sealed class Call(HttpRequestMessage request, byte[]? body)
    {
        public bool HasFreshToken;

        public HttpRequestMessage Message(AuthenticationHeaderValue authorization)
        {
            var message = new HttpRequestMessage(request.Method, request.RequestUri);
            foreach (var (name, values) in request.Headers) message.Headers.TryAddWithoutValidation(name, values);
            message.Headers.Authorization = authorization;
            if (body is null) return message;
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = request.Content!.Headers.ContentType ?? new("application/json");
            return message;
        }
    }
}
