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

    private readonly Dictionary<Fingerprint, LinkedListNode<(Fingerprint Key, Caller Caller)>> byToken = [];
    private readonly LinkedList<(Fingerprint Key, Caller Caller)> byUse = [];
    private readonly Lock gate = new();

    public int Count
    {
        get
        {
            lock (gate) return byToken.Count;
        }
    }

    /// <summary>Who the token speaks for, if it was found valid by the keys still in force and has not ended.</summary>
    public Caller? Find(string token, KeySet keys, DateTimeOffset now)
    {
        var key = Fingerprint.Of(token);
        lock (gate)
        {
            if (!byToken.TryGetValue(key, out var node)) return null;
            byUse.Remove(node);
            if (node.Value.Caller.Expires <= now || node.Value.Caller.Keys != keys)
            {
                byToken.Remove(key);
                return null;
            }

            byUse.AddFirst(node);
            return node.Value.Caller;
        }
    }

    public void Add(string token, Caller caller)
    {
        var key = Fingerprint.Of(token);
        lock (gate)
        {
            if (byToken.TryGetValue(key, out var known)) byUse.Remove(known);
            byToken[key] = byUse.AddFirst((key, caller));
            if (byToken.Count <= Capacity) return;
            byToken.Remove(byUse.Last!.Value.Key);
            byUse.RemoveLast();
        }
    }

    /// <summary>All 256 bits: two tokens that meet here would be one.</summary>
    private readonly record struct Fingerprint(UInt128 High, UInt128 Low)
    {
        public static Fingerprint Of(string token)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
            return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash), System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
