using System.ComponentModel;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Local;

/// <summary>
/// Runs the Playground for as long as the bot runs, so that one command is enough to try it. Whatever is wrong with the Playground, the bot runs on.
/// </summary>
internal sealed partial class PlaygroundLauncher(
    IServer server,
    IHostApplicationLifetime lifetime,
    IOptions<PlaygroundOptions> options,
    TimeProvider clock,
    ILogger<PlaygroundLauncher> logger) : BackgroundService
{
    /// <summary>Ctrl-C reaches the Playground as well, and often before the bot has begun to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Whoever waits is told so often that something goes on.</summary>
    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;

        await StartedAsync(stoppingToken);
        if (BotAddress() is not { } bot)
        {
            Log.NeedsHttp(logger);
            return;
        }

        try
        {
            await RunAsync(bot, stoppingToken);
        }
        catch (Win32Exception)
        {
            Log.NodeIsMissing(logger, bot);
        }
    }

    private async Task RunAsync(Uri bot, CancellationToken ct)
    {
        var port = PlaygroundProcess.FreePort(options.Value.Port);
        if (options.Value.Port != 0 && port != options.Value.Port)
            Log.PortIsTaken(logger, options.Value.Port, port);

        Log.Starting(logger, bot);
        await using var playground = PlaygroundProcess.Start(bot, port, clock);
        var listening = await WaitAsync(playground.ListeningAsync(ct), ct);
        if (listening == port)
            Log.Open(logger, port);
        else if (listening is not null)
        {
            // Its own choice of a port would not fit the service address that it gives to the bot.
            Log.PortWasTaken(logger, port);
            return;
        }

        var complaint = await playground.EndedAsync(ct);
        await Task.Delay(Grace, clock, ct);
        Log.Ended(logger, complaint, bot);
    }

    /// <summary>Waits, and says every few seconds that it still does.</summary>
    private async Task<T> WaitAsync<T>(Task<T> what, CancellationToken ct)
    {
        for (var seconds = Sign.Seconds; await Task.WhenAny(what, Task.Delay(Sign, clock, ct)) != what; seconds += Sign.Seconds)
        {
            ct.ThrowIfCancellationRequested();
            Log.StillWaiting(logger, seconds);
        }
        return await what;
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    /// <summary>Null where the bot speaks https alone: the Playground does not trust a certificate of one's own.</summary>
    private Uri? BotAddress()
    {
        var addresses = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(BindingAddress.Parse);
        return addresses.FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttp) is { } http ? new Uri($"http://127.0.0.1:{http.Port}") : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information,
            "The bot listens at {Bot}. Starting the Microsoft 365 Agents Playground; the first time npm fetches it (15 MB), which takes up to a minute.")]
        public static partial void Starting(ILogger logger, Uri bot);

        [LoggerMessage(2, LogLevel.Information,
            "Try the bot: open http://127.0.0.1:{Port} in a browser, choose the channel Erfgoed, and post: @Community Bot /community register. Ctrl-C ends "
                + "both.")]
        public static partial void Open(ILogger logger, int port);

        [LoggerMessage(3, LogLevel.Warning, "Port {Wanted} is taken, so the Playground gets port {Port}. Playground:Port sets another.")]
        public static partial void PortIsTaken(ILogger logger, int wanted, int port);

        [LoggerMessage(4, LogLevel.Warning,
            "Port {Port} was taken while the Playground started, so it was stopped. The bot runs on; start it again, or set Playground:Port.")]
        public static partial void PortWasTaken(ILogger logger, int port);

        [LoggerMessage(5, LogLevel.Warning,
            "Node.js is missing: install Node.js 20 or later (https://nodejs.org) to try the bot in the Playground. The bot runs on at {Bot}.")]
        public static partial void NodeIsMissing(ILogger logger, Uri bot);

        [LoggerMessage(6, LogLevel.Warning,
            "The Playground ended ({Complaint}). It needs Node.js 20 or later and, the first time, the npm registry. The bot runs on at {Bot}; "
                + "for a new Playground end it with Ctrl-C and start it again.")]
        public static partial void Ended(ILogger logger, string complaint, Uri bot);

        [LoggerMessage(7, LogLevel.Information, "Waiting for the Playground: {Seconds} seconds so far. The first time npm is still fetching it.")]
        public static partial void StillWaiting(ILogger logger, int seconds);

        [LoggerMessage(8, LogLevel.Warning, "The Playground needs the bot on http: add --urls=http://127.0.0.1:3978. The bot runs on without it.")]
        public static partial void NeedsHttp(ILogger logger);
    }
}
