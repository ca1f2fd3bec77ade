using Microsoft.Extensions.DependencyInjection.Extensions;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Outbound;

namespace TeamsCommunityBot.Local;

internal static class LocalRegistration
{
    /// <summary>Starts the Playground beside the bot. In any environment but Development it does nothing at all.</summary>
    public static IServiceCollection AddLocal(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            return services;

        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PlaygroundOptions>().Bind(configuration.GetSection(PlaygroundOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        if (PlaysOthers(configuration)) AddOthers(services);
        return services.AddHostedService<PlaygroundLauncher>();
    }

    /// <summary>Only where nobody is authenticated, which means on this machine alone: nowhere else may one person press for another.</summary>
    private static bool PlaysOthers(IConfiguration configuration) =>
        configuration.GetValue($"{PlaygroundOptions.Section}:{nameof(PlaygroundOptions.Enabled)}", defaultValue: true)
        && string.IsNullOrEmpty(configuration[$"{BotOptions.Section}:{nameof(BotOptions.AppId)}"]);

    private static void AddOthers(IServiceCollection services)
    {
        services.AddSingleton(_ => PlaygroundPeople.Read(File.ReadAllText(PlaygroundProcess.Beside("playground.yml"))));
        services.AddSingleton<OthersChats>();
        services.AddTransient<OthersMessages>();
        services.AddHttpClient(ConnectorEdge.Client).AddHttpMessageHandler<OthersMessages>();
        services.AddSingleton<IStartupFilter, PlaygroundActivities>();
    }
}
