using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Without authentication nothing may listen but on a loopback address: stops the start otherwise.</summary>
internal sealed class LoopbackOnly(IServer server, IOptions<BotOptions> options) : IHostedLifecycleService
{
    /// <exception cref="OptionsValidationException">The server listens on an address that others can reach.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (!options.Value.IsAnonymous || addresses.All(IsLoopback)) return Task.CompletedTask;
        throw new OptionsValidationException(BotOptions.Section, typeof(BotOptions),
        [
            "Bot:AppId is empty, so nobody is authenticated; then the bot listens on loopback addresses only. Set Bot:AppId, or "
                + "--urls=http://127.0.0.1:5130.",
        ]);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
