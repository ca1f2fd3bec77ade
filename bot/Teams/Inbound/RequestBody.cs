using System.Buffers;
using System.Net.Http.Headers;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Reads a request's body with a limit that holds whatever the headers say.</summary>
internal static class RequestBody
{
    /// <summary>Bytes; an activity of Teams has 1 to 30 thousand.</summary>
    public const int Longest = 256 * 1024;

    /// <summary>Why the body is not even read, or null: <c>application/json</c> in UTF-8 and nothing packed around it.</summary>
    public static Refusal? CheckHeaders(HttpRequest request)
    {
        if (!IsJson(request.ContentType)) return new(StatusCodes.Status415UnsupportedMediaType, "body is not JSON in UTF-8");
        if (request.Headers.ContentEncoding.Count > 0) return new(StatusCodes.Status415UnsupportedMediaType, "body is encoded");
        return request.ContentLength > Longest ? TooLong : null;
    }

    /// <summary>The whole body, to be returned to the pool by <see cref="Rented.Dispose"/>; or why not.</summary>
    public static async ValueTask<(Rented? Body, Refusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? 16 * 1024) + 1);
        var length = 0;
        try
        {
            while (await request.Body.ReadAsync(buffer.AsMemory(length), ct) is var read and > 0)
            {
                length += read;
                if (length > Longest) return Give(buffer, TooLong);
                if (length == buffer.Length) buffer = Grow(buffer);
            }

            return (new Rented(buffer, length), null);
        }
        catch (BadHttpRequestException e)
        {
            return Give(buffer, new(e.StatusCode, "body breaks the protocol")); // 400, 408 or 413, as the server found
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return Give(buffer, Refusal.Bad("body ended early"));
        }
    }

    private static Refusal TooLong { get; } = new(StatusCodes.Status413PayloadTooLarge, "body is too long");

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && "application/json".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full, clearArray: true);
        return larger;
    }

    private static (Rented?, Refusal?) Give(byte[] buffer, Refusal refusal)
    {
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return (null, refusal);
    }

    /// <summary>What somebody sent, in a buffer that others use afterwards: it is wiped first.</summary>
    internal sealed class Rented(byte[] buffer, int length) : IDisposable
    {
        public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

        public void Dispose() => ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }
}
