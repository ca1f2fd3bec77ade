using Microsoft.Extensions.DependencyInjection.Extensions;

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
        return services.AddHostedService<PlaygroundLauncher>();
    }
}
