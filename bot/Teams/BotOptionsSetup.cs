using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Teams;

/// <summary>Binds and checks <see cref="BotOptions"/>; both halves of the boundary call it, and it counts once.</summary>
internal static class BotOptionsSetup
{
    public static IServiceCollection AddBotOptions(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(s => s.ImplementationType == typeof(BotOptionsValidator))) return services;
        var section = configuration.GetSection(BotOptions.Section);
        services.AddOptions<BotOptions>().Bind(section).PostConfigure(bot => Complete(bot, section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotOptions>, BotOptionsValidator>());
        return services;
    }

    private static void Complete(BotOptions bot, IConfigurationSection section)
    {
        Split(section[nameof(BotOptions.ServiceHosts)], bot.ServiceHosts);
        Split(section[nameof(BotOptions.AllowedTenants)], bot.AllowedTenants);
        bot.AppId = BotOptions.Canonical(bot.AppId.Trim());
        bot.TenantId = BotOptions.Canonical(bot.TenantId.Trim());
    }

    /// <summary>A list may be given as one value too (<c>Bot__ServiceHosts=a,b</c>): environment variables with an index are awkward.</summary>
    private static void Split(string? value, IList<string> into)
    {
        foreach (var part in (value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) into.Add(part);
    }
}
