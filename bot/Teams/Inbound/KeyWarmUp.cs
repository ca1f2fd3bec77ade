using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Reads the signing keys while the program starts, so that the first activity does not wait for them.</summary>
internal sealed class KeyWarmUp(SigningKeys keys, IOptions<BotOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsAnonymous) await keys.CurrentAsync();
    }
}
