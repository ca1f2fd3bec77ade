using Microsoft.Extensions.Options;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams;

/// <inheritdoc cref="IServiceMode"/>
internal sealed class ServiceMode(IOptions<BotOptions> options) : IServiceMode
{
    public bool IsAuthenticated => !options.Value.IsAnonymous;
}
