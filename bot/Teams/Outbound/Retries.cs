using Polly;
using Polly.Retry;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Sends again what is worth sending again, and nothing else: 412, 429, 502, 503 and 504 (Teams' own list), and once a 401 with a fresh token.
/// A request that broke off is not: it may have arrived.
/// </summary>
internal sealed class Retries
{
    /// <summary>Requests in all, the first included.</summary>
    public const int MostTries = 3;

    /// <summary>The longest wait before the second try where the server names none; it doubles with each try.</summary>
    private static readonly TimeSpan FirstCeiling = TimeSpan.FromMilliseconds(500);

    private static readonly ResiliencePropertyKey<DateTimeOffset> Until = new("until");

    private readonly ResiliencePipeline<Exchange> _pipeline;
    private readonly TimeProvider _time;
    private readonly Random _random;

    public Retries(TimeProvider time, Random random)
    {
        (_time, _random) = (time, random);
        _pipeline = new ResiliencePipelineBuilder<Exchange> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Exchange>
            {
                MaxRetryAttempts = MostTries - 1,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { } exchange && IsWorthIt(exchange, args.AttemptNumber, args.Context)),
                DelayGenerator = args => ValueTask.FromResult(Delay(args.Outcome.Result!, args.AttemptNumber)),
            })
            .Build();
    }

    /// <summary>Runs <paramref name="attempt"/> up to <see cref="MostTries"/> times; the last answer counts.</summary>
    /// <param name="until">No wait goes on past this moment: rather the answer is given back as it is.</param>
    public async ValueTask<Exchange> RunAsync<T>(Func<T, CancellationToken, ValueTask<Exchange>> attempt, T request, DateTimeOffset until, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        context.Properties.Set(Until, until);
        try
        {
            return await _pipeline.ExecuteAsync(static (context, state) => state.attempt(state.request, context.CancellationToken), context,
                (attempt, request));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool IsWorthIt(Exchange exchange, int attempt, ResilienceContext context) =>
        exchange.Again
        || (exchange.Status is 412 or 429 or 502 or 503 or 504
            && _time.GetUtcNow() + (exchange.RetryAfter ?? Ceiling(attempt)) <= context.Properties.GetValue(Until, DateTimeOffset.MaxValue));

    /// <summary>What the server asks for; else anything from nothing to the ceiling, so that many who failed together do not come back together.</summary>
    private TimeSpan? Delay(Exchange exchange, int attempt) =>
        exchange.Again ? TimeSpan.Zero : exchange.RetryAfter ?? Ceiling(attempt) * _random.NextDouble();

    private static TimeSpan Ceiling(int attempt) => FirstCeiling * Math.Pow(2, attempt);
}
