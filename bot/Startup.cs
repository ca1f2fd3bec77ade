using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Features.Activities;
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
        // What fails while it starts is thrown as well, and said once where it is caught: these two would write the whole trace first.
        var hasStarted = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => hasStarted && level >= LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => hasStarted && level >= LogLevel.Warning);

        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddTeamsInbound(builder.Configuration);
        builder.Services.AddTeamsOutbound(builder.Configuration);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddPeople(builder.Configuration);
        builder.Services.AddSchedule(builder.Configuration, Routes.Jobs, Routes.Alarms);
        builder.Services.AddContent(builder.Configuration);
        builder.Services.AddLocal(builder.Configuration, builder.Environment);
        OwnHost.Add(builder.Services, builder.Configuration);
        builder.Services.AddCalendar();
        AddTurns(builder.Services);
        builder.Services.AddCommunities(Routes.Named, Routes.Rounds, Routes.Erasers);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        app.MapMessages();
        app.MapHealth();
        app.MapCalendar();
        return app;
    }

    /// <summary>The program: what keeps it from starting is said in a sentence, and where it is nobody's mistake but ours with the trace.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken ct = default)
    {
        try
        {
            return await RunAsync(Build(args), ct);
        }
        catch (Exception e) when (StartFailure.SentenceOf(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
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

/// <summary>
/// What keeps the program from starting and is somebody's to put right: a setting, a file, a port. A sentence says which and what to do; a trace would
/// bury it. Of the program's own faults the trace is all there is, so they have no sentence.
/// </summary>
internal static partial class StartFailure
{
    private const string NotStarted = "The bot does not start:";

    /// <summary>Null for a fault of our own. No value of a setting is repeated: it may be a secret.</summary>
    public static string? SentenceOf(Exception failure) => failure switch
    {
        AggregateException several when several.InnerExceptions.Select(SentenceOf).ToList() is var all && all.TrueForAll(one => one is not null) =>
            string.Join(Environment.NewLine, all),
        OptionsValidationException invalid => $"{NotStarted} {string.Join(' ', invalid.Failures.Select(Plainly))}",
        ContentPackException => $"{NotStarted} {failure.Message}",
        InvalidDataException { InnerException: FormatException } => $"{NotStarted} {FirstSentence(failure.Message)} It is no valid JSON.",
        IOException { InnerException: AddressInUseException } when PortIn(failure.Message) is { } port =>
            $"{NotStarted} port {port} is taken by another program, perhaps by this bot itself. End that one, or choose another port: "
                + "dotnet run --project bot -- --urls=http://127.0.0.1:5130",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"{NotStarted} it may not listen on the port in --urls. Choose one from 1024 on: --urls=http://127.0.0.1:5130",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => $"{NotStarted} the address in --urls is none of this machine's.",
        FormatException when AddressIn(failure.Message) => $"{NotStarted} the setting urls is no address such as http://127.0.0.1:5130.",
        InvalidOperationException when SettingIn(failure.Message) is { } setting => $"{NotStarted} the setting {setting}",
        _ => null,
    };

    /// <summary>Without what the attributes' own validator puts around our sentence.</summary>
    private static string Plainly(string failure) => Annotated().Match(failure) is { Success: true } match ? match.Groups["said"].Value : failure;

    /// <summary>Which setting could not be read as what it is, from the binder's own message; null for any other message.</summary>
    private static string? SettingIn(string message) =>
        Unreadable().Match(message) is { Success: true } match ? $"{match.Groups["key"].Value} cannot be read as {WordFor(match.Groups["type"].Value)}." : null;

    private static string WordFor(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Boolean" => "true or false",
        "System.TimeSpan" => "a time such as 00:00:30",
        "System.Uri" => "an address",
        _ => $"a {type[(type.LastIndexOfAny(['.', '+']) + 1)..]}",
    };

    private static string? PortIn(string message) => Port().Match(message) is { Success: true } match ? match.Groups["port"].Value : null;

    private static bool AddressIn(string message) => message.StartsWith("Invalid url", StringComparison.Ordinal);

    private static string FirstSentence(string message) => message.Split('\n')[0].TrimEnd('.', '\r') + ".";

    [GeneratedRegex(@"at '(?<key>[\w:]+)' to type '(?<type>[\w.+`]+)'")]
    private static partial Regex Unreadable();

    [GeneratedRegex(@"with the error: '(?<said>.+)'\.$")]
    private static partial Regex Annotated();

    [GeneratedRegex(@":(?<port>\d+)(:|/|$)")]
    private static partial Regex Port();
}
