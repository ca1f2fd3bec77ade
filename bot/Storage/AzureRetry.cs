using Azure.Core;
using Azure.Core.Pipeline;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// Retries within the time of a turn, and a write only when Azure said that it did not do it (429, 503). A write whose answer was lost may have been
/// done: tried again it would meet its own row and look like a conflict, so the caller hears of the outage instead.
/// </summary>
internal sealed class AzureRetry() : RetryPolicy(MaxRetries, DelayStrategy.CreateExponentialDelayStrategy(FirstDelay, LongestDelay))
{
    private const int MaxRetries = 2;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        MayRepeat(message, exception) && base.ShouldRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        MayRepeat(message, exception) && await base.ShouldRetryAsync(message, exception);

    private static bool MayRepeat(HttpMessage message, Exception? exception) =>
        message.Request.Method == RequestMethod.Get || exception is null && message is { HasResponse: true, Response.Status: 429 or 503 };
}
