namespace TeamsCommunityBot.Teams.Outbound.Tokens;

/// <summary>
/// The token for the connector, or for Graph: kept until shortly before it expires, renewed ahead of that beside the work, fetched once however many wait for
/// it. After a failure the issuer is left alone for as long as it asks, and for a growing while where it does not.
/// </summary>
/// <param name="scope">What the tokens are for; stands in the log.</param>
/// <param name="source">Null in anonymous mode, where no token is sent.</param>
internal sealed partial class BotTokens(ITokenSource? source, string scope, TimeProvider time, ILogger<BotTokens> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private AccessToken? _current;
    private Task<TokenAnswer>? _pending;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>Set when the connector refused the token before, so that the next one is known as the answer to that.</summary>
    private bool _renewing;
    private AccessToken? _renewed;

    public bool IsAnonymous => source is null;

    /// <summary>A token, or why there is none at the moment.</summary>
    public ValueTask<TokenAnswer> GetAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (Volatile.Read(ref _current) is not { } token || now >= token.UsableUntil) return new(Start(now).WaitAsync(ct));
        if (now >= token.RenewFrom) _ = Start(now);
        return new(new TokenAnswer(token));
    }

    /// <summary>Fetches the first token, so that the first answer need not wait for it.</summary>
    public async Task WarmUpAsync(CancellationToken ct)
    {
        if (!IsAnonymous) await GetAsync(ct);
    }

    /// <summary>
    /// The connector refused a token. True if asking for another is worth it: not when it was itself the answer to a refusal and never worked,
    /// for then it is we who are refused, and asking on would only burden the issuer.
    /// </summary>
    public bool Reject(AccessToken token)
    {
        lock (_gate)
        {
            if (_current != token) return true;
            if (!token.Proved && token == _renewed && time.GetUtcNow() - token.IssuedAt < LongestPause) return false;
            _current = null;
            _renewing = true;
            return true;
        }
    }

    /// <summary>What an answer says about the token that it was asked with: one that is refused is replaced, and the request sent once more.</summary>
    /// <param name="hasFresh">Whether the request was sent with a replaced token already.</param>
    public Exchange Judge(AccessToken token, Exchange exchange, ref bool hasFresh)
    {
        if (exchange.Status != 401)
        {
            if (exchange.IsSuccess && !token.Proved) token.Proved = true;
            return exchange;
        }
        var again = Reject(token) && !hasFresh;
        hasFresh = true;
        return exchange with { Again = again };
    }

    private Task<TokenAnswer> Start(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_pending is { IsCompleted: false }) return _pending;
            if (now < _pausedUntil) return Task.FromResult(new TokenAnswer(null, "paused after a failure", _pausedUntil - now));
            // Not the caller's own cancellation: others wait for the same token.
            return _pending = Task.Run(() => AcquireAsync(source!));
        }
    }

    private async Task<TokenAnswer> AcquireAsync(ITokenSource from)
    {
        var answer = await from.AcquireAsync(CancellationToken.None);
        lock (_gate)
        {
            if (answer.Token is { } token)
            {
                if (_renewing) _renewed = token;
                _renewing = false;
                _failures = 0;
                Volatile.Write(ref _current, token);
                return answer;
            }
            var pause = answer.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, _failures++)));
            _pausedUntil = time.GetUtcNow() + pause;
            Log.NoToken(logger, scope, answer.Problem, (int)pause.TotalSeconds);
            return answer with { RetryAfter = pause };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "No token for {Scope}: {Problem}. Asked again after {Seconds} s.")]
        public static partial void NoToken(ILogger logger, string scope, string? problem, int seconds);
    }
}
