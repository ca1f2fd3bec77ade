using System.Net;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>A body that says when it is written to its connection: by then the token was fetched and the connection opened, however long that took.</summary>
internal sealed class LeavingContent(ReadOnlyMemory<byte> body, Action leaving) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        leaving();
        await stream.WriteAsync(body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
