using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams.Outbound.Tokens;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Fetches the first token and today's key for cards beside the start, so that the first answer waits for neither. What fails here is asked for
/// again when it is needed: an outage must not stop the start.
/// </summary>
internal sealed partial class OutboundWarmUp(BotTokens tokens, CardKeys keys, ILogger<OutboundWarmUp> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(tokens.WarmUpAsync(stoppingToken), Task.Run(() => WarmKeysAsync(stoppingToken), stoppingToken));

    private async Task WarmKeysAsync(CancellationToken ct)
    {
        try
        {
            await keys.ForSigningAsync(keys.Current, ct);
        }
        catch (StorageUnavailableException)
        {
            Log.NoKey(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The key for cards could not be read at the start; the first card asks again.")]
        public static partial void NoKey(ILogger logger);
    }
}
