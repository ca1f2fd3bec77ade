using System.Net;
using System.Text.Json;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// One request and its answer, within limits: 15 seconds for all of it and, unless the question says otherwise, 64 KiB of body. No redirect is followed,
/// no cookie kept, no proxy asked.
/// </summary>
internal static class HttpEdge
{
    /// <summary>No error, no token and nothing about one thing or one person is longer.</summary>
    public const int MostBytes = 64 * 1024;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>The handler under every client that speaks to Bot Framework.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // One client lives as long as the program, so the handler looks the host up again by itself.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // Shorter than servers keep a connection: a request on a connection that just closed has an unknown outcome.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
    };

    /// <summary>Sends and reads. Never throws for what the network or the server does.</summary>
    /// <param name="most">The longest body in bytes.</param>
    /// <param name="read">Makes of a good answer what was asked for, as it comes in: a long one is never kept whole.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async ValueTask<Exchange> ExchangeAsync(
        HttpClient http, HttpRequestMessage request, TimeProvider time, CancellationToken ct, int most = MostBytes,
        Func<Stream, CancellationToken, ValueTask<object?>>? read = null)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var linked = ct.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct) : null;
        var stop = (linked ?? limit).Token;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            var isReadAsItComes = read is not null && response.IsSuccessStatusCode;
            return new Exchange
            {
                Status = (int)response.StatusCode,
                RetryAfter = RetryAfter.Read(response.Headers, time.GetUtcNow()),
                Value = isReadAsItComes ? await ReadAsync(response.Content, most, read!, stop, ct) : null,
                Body = isReadAsItComes ? null : await ReadAsync(response.Content, read is null ? most : MostBytes, stop, ct),
            };
        }
        catch (HttpRequestException error)
        {
            return new Exchange { Status = 0, Left = !NeverLeft(error.HttpRequestError) };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Without our own limit having passed it was the connection that took too long, and nothing left.
            return new Exchange { Status = 0, Left = limit.IsCancellationRequested };
        }
    }

    private static bool NeverLeft(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    /// <summary>Null where it was too long, broke off or is not what was asked for.</summary>
    private static async ValueTask<object?> ReadAsync(
        HttpContent content, int most, Func<Stream, CancellationToken, ValueTask<object?>> read, CancellationToken stop, CancellationToken ct)
    {
        if (content.Headers.ContentLength > most) return null;
        try
        {
            await using var stream = new BoundedStream(await content.ReadAsStreamAsync(stop), most);
            return await read(stream, stop);
        }
        catch (Exception error) when (error is JsonException or HttpRequestException or IOException
            || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async ValueTask<byte[]?> ReadAsync(HttpContent content, int most, CancellationToken stop, CancellationToken ct)
    {
        if (content.Headers.ContentLength > most) return null;
        try
        {
            await using var stream = await content.ReadAsStreamAsync(stop);
            var buffer = new byte[(int)(content.Headers.ContentLength ?? 4096) + 1];
            var length = 0;
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), stop)) > 0;)
            {
                length += read;
                if (length > most) return null;
                if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(length * 2, most + 1));
            }
            Array.Resize(ref buffer, length);
            return buffer;
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
