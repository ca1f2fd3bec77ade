using System.Net;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// How often an unknown key id may have the signing keys read again: three times at once for each source, and one more after a while. Whoever has sent a
/// genuine token counts alone, so that strangers use up nothing of theirs; all strangers together have one allowance more.
/// </summary>
internal sealed class KeyAllowance(TimeProvider clock)
{
    /// <summary>So many readings at once.</summary>
    public const int Most = 3;

    /// <summary>
    /// After so long a known source may have one more. Behind a front end everybody is one source, so this is how long a flood can keep new keys out.
    /// </summary>
    public static readonly TimeSpan ForKnown = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan ForStrangers = TimeSpan.FromMinutes(5);

    /// <summary>Sources that are remembered; Bot Framework sends from some dozens.</summary>
    private const int MostSources = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Bucket> _known = [];
    private Bucket _strangers = new(Most, DateTimeOffset.MinValue);

    /// <summary>A genuine token came from there.</summary>
    public void Vouch(string source)
    {
        lock (_lock)
        {
            if (_known.ContainsKey(source)) return;
            if (_known.Count >= MostSources) _known.Clear();
            _known[source] = new(Most, clock.GetUtcNow());
        }
    }

    /// <summary>Whether the keys may be read for an unknown key id from there; counts it.</summary>
    public bool Take(string source)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (!_known.TryGetValue(source, out var own)) return Take(ref _strangers, ForStrangers, now);
            var taken = Take(ref own, ForKnown, now);
            _known[source] = own;
            return taken;
        }
    }

    /// <summary>An address, of IPv6 the network: who has one has all of it.</summary>
    public static string SourceOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }

    private static bool Take(ref Bucket bucket, TimeSpan each, DateTimeOffset now)
    {
        var back = (int)Math.Min(Most, (now - bucket.Since) / each);
        if (back > 0) bucket = bucket.Left + back >= Most ? new(Most, now) : new(bucket.Left + back, bucket.Since + (each * back));
        if (bucket.Left == 0) return false;
        bucket = new(bucket.Left - 1, bucket.Left == Most ? now : bucket.Since);
        return true;
    }

    /// <param name="Since">From when on the next one is waited for.</param>
    private readonly record struct Bucket(int Left, DateTimeOffset Since);
}
