using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// HMAC-SHA256 over tenant, conversation, verb and facts. Every field goes in with its length before it, and the facts in ordinal order of their
/// names, so that no two different buttons give the same bytes. Fields are taken as UTF-16, which knows no text that it cannot hold.
/// </summary>
internal static class CardSignature
{
    /// <summary>Keeps these bytes apart from anything else that a key may come to sign, and from a later form.</summary>
    private const string Purpose = "card.1";

    /// <summary><c>{period of the key}.{base64url}</c></summary>
    public static string Of(byte[] key, int period, string tenantId, string conversationId, string verb, IReadOnlyDictionary<string, string> data)
    {
        var canonical = new ArrayBufferWriter<byte>(1024);
        Add(canonical, Purpose);
        Add(canonical, tenantId.ToLowerInvariant());
        Add(canonical, Address.WithoutThread(conversationId));
        Add(canonical, verb);
        AddCount(canonical, data.Count);
        foreach (var (name, value) in InOrder(data))
        {
            Add(canonical, name);
            Add(canonical, value);
        }
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, canonical.WrittenSpan, hash);
        return string.Create(CultureInfo.InvariantCulture, $"{period}.{Base64Url.EncodeToString(hash)}");
    }

    /// <summary>The period of the key that a signature names, or null where it is none of ours. Says nothing about the rest.</summary>
    public static int? PeriodOf(string signature) =>
        signature.IndexOf('.', StringComparison.Ordinal) is > 0 and < 8 and var dot
        && int.TryParse(signature.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var period)
            ? period
            : null;

    /// <summary>Compares in constant time, for texts of equal length.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(one.AsSpan()), MemoryMarshal.AsBytes(other.AsSpan()));

    private static IEnumerable<KeyValuePair<string, string>> InOrder(IReadOnlyDictionary<string, string> data) =>
        data.Count < 2 ? data : data.OrderBy(fact => fact.Key, StringComparer.Ordinal);

    private static void Add(ArrayBufferWriter<byte> to, string field)
    {
        var bytes = MemoryMarshal.AsBytes(field.AsSpan());
        AddCount(to, bytes.Length);
        to.Write(bytes);
    }

    private static void AddCount(ArrayBufferWriter<byte> to, int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(sizeof(int)), count);
        to.Advance(sizeof(int));
    }
}
