using System.Globalization;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// The hosts of the Bot Framework service that we trust: activities may name them as their service, and our token may go to them.
/// Asked twice, on what comes in and again at the edge where a request leaves, since an address may have rested in the store in between.
/// </summary>
internal sealed class ServiceHosts
{
    /// <summary>The connector of the public cloud, of GCC, and of GCC High and DoD. Exact hosts: trafficmanager.net is shared with everyone.</summary>
    private static readonly string[] PublicCloud =
        ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us"];

    private readonly HashSet<Entry> _entries;
    private readonly bool _isAnonymous;

    /// <exception cref="ArgumentException">An entry of <c>Bot:ServiceHosts</c> is no <c>host</c> or <c>host:port</c>.</exception>
    public ServiceHosts(IOptions<BotOptions> options)
    {
        ICollection<string> configured = options.Value.ServiceHosts;
        _isAnonymous = options.Value.IsAnonymous;
        _entries = [.. (configured.Count == 0 ? PublicCloud : configured).Select(Entry.Parse)];
    }

    /// <summary>
    /// Whether <paramref name="url"/> is on a trusted host: https, or http where the host is a loopback address; the port is the scheme's own or
    /// exactly the configured one; no user information, and the host written plainly. No name is resolved. Without a registration, which is for
    /// trying out and has no token to lose, it is this machine at any port, and nothing else.
    /// </summary>
    public bool Allows(Uri url)
    {
        return url.IsAbsoluteUri
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && IsWrittenPlainly(url)
            && (_isAnonymous ? url.IsLoopback : _entries.Contains(new Entry(url.Host, url.IsDefaultPort ? null : url.Port)));
    }

    /// <summary>
    /// Holds when the authority as written is what the parser made of it, upper case apart. Full-width letters, percent escapes, user
    /// information, numeric addresses and backslashes are all ways of writing a host that two parsers may read as two hosts.
    /// </summary>
    private static bool IsWrittenPlainly(Uri url)
    {
        var written = url.OriginalString.AsSpan();
        var scheme = $"{url.Scheme}://";
        if (!written.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return false;
        written = written[scheme.Length..];
        var end = written.IndexOfAny("/\\?#");
        if (end >= 0) written = written[..end];
        return written.Equals(url.Host, StringComparison.OrdinalIgnoreCase)
            || written.Equals(string.Create(CultureInfo.InvariantCulture, $"{url.Host}:{url.Port}"), StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="Port">Null for the scheme's own port.</param>
    private readonly record struct Entry(string Host, int? Port)
    {
        public static Entry Parse(string text)
        {
            var bare = text.Trim().ToLowerInvariant();
            if (Uri.TryCreate($"https://{bare}/", UriKind.Absolute, out var url) && url.Host.Length > 0
                && (bare == url.Host || bare == $"{url.Host}:{url.Port}"))
                return new Entry(url.Host, url.IsDefaultPort ? null : url.Port);
            throw new ArgumentException($"Bot:ServiceHosts: '{text}' is neither a host nor host:port.", nameof(text));
        }
    }
}
