using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Content;

/// <summary>What there is to say: see <see cref="ContentLibrary"/>.</summary>
internal static class ContentRegistration
{
    /// <summary>No pack is read before the first use; a folder that is not there stops the start.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ContentOptions>().Bind(configuration.GetSection(ContentOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ContentOptions>, ContentOptionsCheck>();
        return services.AddSingleton<ContentLibrary>();
    }
}
