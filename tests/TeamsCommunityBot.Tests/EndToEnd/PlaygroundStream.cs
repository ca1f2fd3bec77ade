using Microsoft.Playwright;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>
/// What the Playground tells its page: each message of the bot, over a WebSocket. The page itself has a race there: it hears on another connection what
/// its own new post is called, and an answer that comes first is for a post that it does not know. Then it throws ("Invalid conversation id"), and shows
/// nothing of the bot any more. So while the page posts, what it would hear is held back until the post is there.
/// </summary>
internal sealed class PlaygroundStream
{
    private readonly Lock _lock = new();
    private readonly Queue<string> _held = [];
    private IWebSocketRoute? _toPage;
    private bool _isHolding;

    private PlaygroundStream()
    {
    }

    /// <summary>Stands between the server and a page that has not been opened yet.</summary>
    public static async Task<PlaygroundStream> OfAsync(IPage page)
    {
        var stream = new PlaygroundStream();
        await page.RouteWebSocketAsync("**/_ws_conversation/**", stream.Connect);
        return stream;
    }

    /// <summary>Holds messages back until it is disposed of.</summary>
    public IDisposable Hold()
    {
        lock (_lock) _isHolding = true;
        return new Held(this);
    }

    private void Connect(IWebSocketRoute page)
    {
        lock (_lock) _toPage = page;
        page.ConnectToServer().OnMessage(message => Pass(message.Text ?? ""));
    }

    private void Pass(string message)
    {
        lock (_lock)
        {
            if (_isHolding) _held.Enqueue(message);
            else _toPage!.Send(message);
        }
    }

    private void Release()
    {
        lock (_lock)
        {
            _isHolding = false;
            while (_held.TryDequeue(out var message)) _toPage!.Send(message);
        }
    }

    private sealed class Held(PlaygroundStream stream) : IDisposable
    {
        public void Dispose() => stream.Release();
    }
}
