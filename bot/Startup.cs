using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Local;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot;

/// <summary>Puts the program together: one block per folder.</summary>
public static class Startup
{
    /// <summary>The whole bot, ready to run; the tests start it the same way.</summary>
    /// <param name="time">The clock of everything; the system's unless said otherwise.</param>
    /// <param name="more">Registrations on top of the bot's own: jobs that only a test has.</param>
    public static WebApplication Build(string[] args, TimeProvider? time = null, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(Limits.Apply);
        // Six lines a request would bury what matters, such as the address to open, and cost time.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // A line for each connection too many: anybody could write the log with them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Error);
        // One JSON line per entry: text that a person typed can never start a line of its own.
        if (!builder.Environment.IsDevelopment()) builder.Logging.ClearProviders().AddJsonConsole();

        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddTeamsInbound(builder.Configuration);
        builder.Services.AddTeamsOutbound(builder.Configuration);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddPeople(builder.Configuration);
        builder.Services.AddSchedule(builder.Configuration, Routes.Jobs, Routes.Alarms);
        builder.Services.AddContent(builder.Configuration);
        builder.Services.AddLocal(builder.Configuration, builder.Environment);
        AddTurns(builder.Services);
        builder.Services.AddCommunities(Routes.Named, Routes.Rounds, Routes.Erasers);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapMessages();
        app.MapHealth();
        return app;
    }

    /// <summary>Runs until it is asked to stop, or a service of it ended by a fault.</summary>
    /// <returns>The exit code: not 0 after a fault, so that whoever watches over the process starts it again.</returns>
    public static async Task<int> RunAsync(IHost app, CancellationToken ct = default)
    {
        var services = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        await app.RunAsync(ct);
        return services.Any(service => service.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
    }

    private static void AddTurns(IServiceCollection services)
    {
        services.AddSingleton(new CommandParser(Routes.Commands));
        services.AddSingleton<ITurnRunner>(provider => new Router(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<CommandParser>(),
            Routes.All,
            Routes.Otherwise,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IServiceMode, ServiceMode>();
        services.AddSingleton<ChangeLimits>();
        services.AddScoped<TurnClaim>();
        services.AddSingleton<OwnChats>();
        services.AddSingleton<TurnExpiry>();
        services.AddHostedService(provider => provider.GetRequiredService<TurnExpiry>());
    }
}
