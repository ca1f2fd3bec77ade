using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Connections that have not yet sent a whole request header: they have five seconds, and there are only so many of them from one address and in all. The
/// oldest goes for a new one, once it had a second: a real client sends at once, but many may come at once. Kestrel itself counts its time for headers only
/// from the first byte, and gives a connection that never sends one two minutes.
/// </summary>
/// <remarks>
/// Behind a front door (App Service, a reverse proxy) all come from few addresses and it is the front door that has to hold silent clients off; what is
/// bounded here is silence alone, so that a busy front door is never shut out.
/// </remarks>
internal sealed class SilentConnections(TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public const int MostFromOneAddress = 200;
    public const int Most = 2_000;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The first byte of a TLS handshake: what follows is not for us to read, and Kestrel bounds the handshake itself.</summary>
    private const byte Tls = 0x16;

    private readonly Lock _lock = new();
    private readonly LinkedList<Silent> _all = new();
    private readonly Dictionary<string, LinkedList<Silent>> _byAddress = [];

    /// <summary>How many are silent now.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _all.Count;
        }
    }

    /// <summary>Hands a connection on once its first request can be read; ends it where that does not come.</summary>
    /// <param name="ct">The connection is closed.</param>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next, CancellationToken ct)
    {
        if (await HasSpokenAsync(connection, ct)) await next(connection);
        else connection.Abort();
    }

    private async ValueTask<bool> HasSpokenAsync(ConnectionContext connection, CancellationToken ct)
    {
        using var silent = new Silent(KeyAllowance.SourceOf((connection.RemoteEndPoint as IPEndPoint)?.Address), Patience, time);
        Enter(silent);
        await using var closed = ct.Register(silent.End);
        try
        {
            var input = connection.Transport.Input;
            while (true)
            {
                var read = await input.ReadAsync(silent.Over);
                var (enough, ended) = (IsEnough(read.Buffer), read.IsCompleted || read.IsCanceled);
                // Nothing is taken: whoever comes next reads it all.
                input.AdvanceTo(read.Buffer.Start, enough ? read.Buffer.Start : read.Buffer.End);
                if (enough) return true;
                if (ended) return false;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or ConnectionAbortedException or ConnectionResetException)
        {
            return false;
        }
        finally
        {
            Leave(silent);
        }
    }

    /// <summary>A whole header, more than a header may be (then Kestrel answers), or TLS.</summary>
    private static bool IsEnough(ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsEmpty) return false;
        if (bytes.FirstSpan[0] == Tls || bytes.Length > Limits.LongestHeaders) return true;
        var reader = new SequenceReader<byte>(bytes);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8);
    }

    private void Enter(Silent silent)
    {
        Silent? tooMany = null;
        lock (_lock)
        {
            if (!_byAddress.TryGetValue(silent.Address, out var near)) _byAddress[silent.Address] = near = new();
            if (near.Count >= MostFromOneAddress && time.GetElapsedTime(near.First!.Value.Since) > Moment) tooMany = near.First.Value;
            else if (_all.Count >= Most) tooMany = _all.First!.Value;
            if (tooMany is not null) Remove(tooMany);
            silent.InAll = _all.AddLast(silent);
            silent.Near = (_byAddress[silent.Address] = near).AddLast(silent);
        }
        tooMany?.End();
    }

    private void Leave(Silent silent)
    {
        lock (_lock) Remove(silent);
    }

    private void Remove(Silent silent)
    {
        if (silent.InAll.List is null) return;
        _all.Remove(silent.InAll);
        var near = silent.Near.List!;
        near.Remove(silent.Near);
        if (near.Count == 0) _byAddress.Remove(silent.Address);
    }

    private sealed class Silent(string address, TimeSpan patience, TimeProvider time) : IDisposable
    {
        private readonly CancellationTokenSource _over = new(patience, time);

        public string Address => address;

        public long Since { get; } = time.GetTimestamp();

        public CancellationToken Over => _over.Token;

        public LinkedListNode<Silent> InAll { get; set; } = null!;

        public LinkedListNode<Silent> Near { get; set; } = null!;

        public void End()
        {
            try
            {
                _over.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It spoke, or went, in this very moment.
            }
        }

        public void Dispose() => _over.Dispose();
    }
}
