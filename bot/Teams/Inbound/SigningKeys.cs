using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// The keys that sign what Bot Framework sends us. Read at start and every 12 hours; an unknown key id causes one more reading as far as
/// <see cref="KeyAllowance"/> goes, and whoever names one while a reading is under way waits for it. The last good set serves while readings fail, up to
/// 5 days (as long as Microsoft says that it may be cached); without any set nobody is let in.
/// </summary>
/// <remarks>
/// IdentityModel's <c>ConfigurationManager</c> goes by the system clock and refreshes in the background: the activity that brings a new key would be
/// refused, and Teams does not send it again. Reading and parsing are IdentityModel's here as well.
/// </remarks>
internal sealed partial class SigningKeys(
    IOptions<BotOptions> options, IDocumentRetriever documents, KeyAllowance allowance, TimeProvider clock, ILogger<SigningKeys> logger)
{
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(12);
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(5);
    private static readonly TimeSpan BetweenRefreshes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenColdAttempts = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private volatile KeySet? _keys;
    private Task<KeySet?>? _reading;
    private DateTimeOffset _nextAttempt = DateTimeOffset.MinValue;

    /// <summary>The keys that were read last and are still good; null before that. Reads nothing.</summary>
    public KeySet? InForce => Usable(clock.GetUtcNow());

    /// <summary>The keys in force, or null when there are none to be had.</summary>
    public async ValueTask<KeySet?> CurrentAsync()
    {
        var now = clock.GetUtcNow();
        if (Usable(now) is { } current && now - current.FetchedAt <= RefreshAfter) return current;
        Task<KeySet?>? reading;
        lock (_lock) reading = _reading ?? (now < _nextAttempt ? null : Begin(now));
        // A set that is only a little old serves meanwhile: nobody waits for the next one.
        return Usable(now) ?? (reading is null ? null : await reading);
    }

    /// <summary>Because a token names a key that is not in <paramref name="seen"/>; returns what is in force then, read again or not.</summary>
    /// <param name="source">Where the token came from; see <see cref="KeyAllowance.SourceOf"/>.</param>
    public async ValueTask<KeySet?> AfterUnknownAsync(KeySet seen, string keyId, string source)
    {
        if (seen.Withdrew(keyId) && clock.GetUtcNow() - seen.FetchedAt < BetweenRefreshes) return Usable(clock.GetUtcNow());
        var (reading, isOwn) = ReadingFor(seen, source);
        if (reading is null) return Usable(clock.GetUtcNow());
        var read = await reading;
        if (isOwn || read is null || read.Knows(keyId)) return read;
        // That reading may have begun before the key was published.
        return ReadingFor(read, source).Reading is { } another ? await another : Usable(clock.GetUtcNow());
    }

    /// <summary>The reading that is under way, or one of its own; none where somebody has read since, or too much was read for that source.</summary>
    private (Task<KeySet?>? Reading, bool IsOwn) ReadingFor(KeySet seen, string source)
    {
        lock (_lock)
        {
            if (_reading is { } underWay) return (underWay, false);
            if (_keys != seen) return (Task.FromResult(Usable(clock.GetUtcNow())), false);
            return allowance.Take(source) ? (Begin(clock.GetUtcNow()), true) : (null, false);
        }
    }

    /// <summary>Called under the lock.</summary>
    private Task<KeySet?> Begin(DateTimeOffset now)
    {
        _nextAttempt = now + (_keys is null ? BetweenColdAttempts : BetweenRefreshes);
        return _reading = Task.Run(RefreshAsync);
    }

    private async Task<KeySet?> RefreshAsync()
    {
        var read = await ReadAsync(clock.GetUtcNow());
        lock (_lock)
        {
            if (read is not null) _keys = read;
            _reading = null;
        }
        return Usable(clock.GetUtcNow());
    }

    private KeySet? Usable(DateTimeOffset now) => _keys is { } current && now - current.FetchedAt <= GoodFor ? current : null;

    private async Task<KeySet?> ReadAsync(DateTimeOffset now)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(options.Value.OpenIdMetadata, documents, patience.Token);
            var read = new KeySet(metadata.JsonWebKeySet?.Keys ?? [], now, _keys);
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
        [LoggerMessage(LogLevel.Warning,
            "The signing keys of Bot Framework could not be read ({Error}, HTTP {Status}). Bot:OpenIdMetadata says where they are.")]
        public static partial void NotRead(ILogger logger, string error, int status);

        [LoggerMessage(LogLevel.Warning, "The metadata of Bot Framework holds no signing key. Bot:OpenIdMetadata says where it is.")]
        public static partial void NoKeys(ILogger logger);
    }
}
