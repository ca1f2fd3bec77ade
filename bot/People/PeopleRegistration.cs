using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.People.Graph;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Outbound;

namespace TeamsCommunityBot.People;

/// <summary>Who is here. Needs the connector (<c>AddTeamsOutbound</c>). What speaks to Graph is made when first asked for, and never at level 0.</summary>
internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<GraphOptions>().Bind(configuration.GetSection(GraphOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GraphOptions>, GraphOptionsCheck>());
        OutboundRegistration.AddClient(services, GraphEdge.Client);
        services.AddSingleton<GraphMeter>();
        services.AddSingleton<IRoster, TeamsRoster>();
        services.AddSingleton<IChannelNames, TeamsChannelNames>();
        services.AddSingleton<TeamGroups>();
        services.AddSingleton(Directory);
        services.AddSingleton<IOwners>(provider => LevelOf(provider) == 0
            ? new UnknownOwners()
            : ActivatorUtilities.CreateInstance<GraphOwners>(provider));
        services.AddSingleton<IPresence>(provider => new Presence(
            provider.GetRequiredService<IRoster>(),
            provider.GetRequiredService<TeamGroups>(),
            LevelOf(provider) == 0 ? null : provider.GetRequiredService<GraphDirectory>(),
            LevelOf(provider),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static int LevelOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<GraphOptions>>().Value.Level;

    private static GraphDirectory Directory(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<GraphOptions>>().Value;
        var (time, tokens) = (provider.GetRequiredService<TimeProvider>(), OutboundRegistration.Tokens(provider, options.Scope));
        var edge = new GraphEdge(
            provider.GetRequiredService<IHttpClientFactory>(), options, tokens, provider.GetRequiredService<Retries>(), provider.GetRequiredService<GraphMeter>(), time);
        var tenant = provider.GetRequiredService<IOptions<BotOptions>>().Value.TenantId;
        return new(edge, options, tenant, time, provider.GetRequiredService<ILogger<GraphDirectory>>());
    }
}
