using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// The keys that sign what Bot Framework sends us. Read at start and every 12 hours; an unknown key id causes one more reading, at most once in
/// 5 minutes however many come. The last good set serves while readings fail, up to 5 days (as long as Microsoft says that it may be cached);
/// without any set nobody is let in.
/// </summary>
/// <remarks>
/// IdentityModel's <c>ConfigurationManager</c> has the same limits, but goes by the system clock and refreshes in the background: the activity that
/// brings a new key would be refused. Reading and parsing are IdentityModel's here as well.
/// </remarks>
internal sealed partial class SigningKeys(IOptions<BotOptions> options, IDocumentRetriever documents, TimeProvider clock, ILogger<SigningKeys> logger) : IDisposable
{
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(12);
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(5);
    private static readonly TimeSpan BetweenRefreshes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenColdAttempts = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile KeySet? _keys;
    private long _nextAttempt = long.MinValue;
    private long _nextForUnknown = long.MinValue;

    /// <summary>The keys in force, or null when there are none to be had.</summary>
    public async ValueTask<KeySet?> CurrentAsync()
    {
        var now = clock.GetUtcNow();
        var current = _keys;
        if (current is null || now - current.FetchedAt > GoodFor) return await RefreshAsync(current, isForUnknown: false);
        if (now - current.FetchedAt > RefreshAfter && now.Ticks >= Volatile.Read(ref _nextAttempt)) _ = RefreshAsync(current, isForUnknown: false);
        return current;
    }

    /// <summary>Reads again because a token names a key that is not in <paramref name="seen"/>; returns what is in force then, read again or not.</summary>
    public async ValueTask<KeySet?> AfterUnknownAsync(KeySet seen) =>
        clock.GetUtcNow().Ticks < Volatile.Read(ref _nextForUnknown) ? _keys : await RefreshAsync(seen, isForUnknown: true);

    /// <summary>The keys that were read last and are still good; null before that. Reads nothing.</summary>
    public KeySet? InForce => Usable(clock.GetUtcNow());

    public void Dispose() => _reading.Dispose();

    private async Task<KeySet?> RefreshAsync(KeySet? seen, bool isForUnknown)
    {
        await _reading.WaitAsync();
        try
        {
            var now = clock.GetUtcNow();
            if (_keys != seen || now.Ticks < (isForUnknown ? _nextForUnknown : _nextAttempt)) return Usable(now);
            Volatile.Write(ref _nextAttempt, (now + (seen is null ? BetweenColdAttempts : BetweenRefreshes)).Ticks);
            if (isForUnknown) Volatile.Write(ref _nextForUnknown, (now + BetweenRefreshes).Ticks);
            if (await ReadAsync(now) is { } read) _keys = read;
            return Usable(now);
        }
        finally
        {
            _reading.Release();
        }
    }

    private KeySet? Usable(DateTimeOffset now) => _keys is { } current && now - current.FetchedAt <= GoodFor ? current : null;

    private async Task<KeySet?> ReadAsync(DateTimeOffset now)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(options.Value.OpenIdMetadata, documents, patience.Token);
            var read = new KeySet(metadata.JsonWebKeySet?.Keys ?? [], now);
            if (!read.IsEmpty) return read;
            Log.NoKeys(logger);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a foreign document does to its parser, the keys that we have stay in force.
            Log.NotRead(logger, e.GetType().Name, (e as HttpRequestException)?.StatusCode is { } status ? (int)status : 0);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The signing keys of Bot Framework could not be read ({Error}, HTTP {Status}). Bot:OpenIdMetadata says where they are.")]
        public static partial void NotRead(ILogger logger, string error, int status);

        [LoggerMessage(LogLevel.Warning, "The metadata of Bot Framework holds no signing key. Bot:OpenIdMetadata says where it is.")]
        public static partial void NoKeys(ILogger logger);
    }
}
