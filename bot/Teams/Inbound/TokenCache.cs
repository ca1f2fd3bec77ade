using System.Security.Cryptography;
using System.Text;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Tokens that were found valid, so that the RS256 check is made once for each and not once an activity: Bot Framework uses a token for about an
/// hour. Known by SHA-256 of the whole token, so a changed byte is another token. Invalid tokens never enter. The least recently used of 1,024 goes.
/// </summary>
internal sealed class TokenCache
{
    public const int Capacity = 1024;

    private readonly Dictionary<Fingerprint, LinkedListNode<(Fingerprint Key, Caller Caller)>> _byToken = [];
    private readonly LinkedList<(Fingerprint Key, Caller Caller)> _byUse = [];
    private readonly Lock _gate = new();

    public int Count
    {
        get
        {
            lock (_gate) return _byToken.Count;
        }
    }

    /// <summary>Who the token speaks for, if it was found valid by the keys still in force and has not ended.</summary>
    public Caller? Find(string token, KeySet keys, DateTimeOffset now)
    {
        var key = Fingerprint.Of(token);
        lock (_gate)
        {
            if (!_byToken.TryGetValue(key, out var node)) return null;
            _byUse.Remove(node);
            if (node.Value.Caller.Expires <= now || node.Value.Caller.Keys != keys)
            {
                _byToken.Remove(key);
                return null;
            }

            _byUse.AddFirst(node);
            return node.Value.Caller;
        }
    }

    public void Add(string token, Caller caller)
    {
        var key = Fingerprint.Of(token);
        lock (_gate)
        {
            if (_byToken.TryGetValue(key, out var known)) _byUse.Remove(known);
            _byToken[key] = _byUse.AddFirst((key, caller));
            if (_byToken.Count <= Capacity) return;
            _byToken.Remove(_byUse.Last!.Value.Key);
            _byUse.RemoveLast();
        }
    }

    /// <summary>All 256 bits: two tokens that meet here would be one.</summary>
    private readonly record struct Fingerprint(UInt128 High, UInt128 Low)
    {
        public static Fingerprint Of(string token)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
            return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash),
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
