using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.People.Graph;
using TeamsCommunityBot.Schedule;
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
        services.AddSingleton<TeamsRoster>();
        services.AddSingleton<IRoster>(provider => LevelOf(provider) < 2
            ? provider.GetRequiredService<TeamsRoster>()
            : ActivatorUtilities.CreateInstance<AccountRoster>(provider));
        services.AddSingleton<ITeamFacts, TeamFacts>();
        services.AddSingleton<TeamGroups>();
        services.AddSingleton(Edge);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GraphCaller>(provider, OptionsOf(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GraphDirectory>(provider, OptionsOf(provider), BotOf(provider).TenantId));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GraphMessages>(provider, BotOf(provider).AppId));
        services.AddSingleton<IOwners>(provider => LevelOf(provider) == 0
            ? new UnknownOwners()
            : ActivatorUtilities.CreateInstance<GraphOwners>(provider));
        services.AddSingleton<IPresence>(provider => new Presence(
            provider.GetRequiredService<IRoster>(),
            provider.GetRequiredService<TeamGroups>(),
            FromLevel1<GraphDirectory>(provider),
            FromLevel1<GraphMessages>(provider),
            LevelOf(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IReadBack>(provider => new GraphReadBack(provider.GetRequiredService<TeamGroups>(), FromLevel1<GraphDirectory>(provider),
            FromLevel1<GraphMessages>(provider)));
        return services;
    }

    private static T? FromLevel1<T>(IServiceProvider provider)
        where T : class => LevelOf(provider) == 0 ? null : provider.GetRequiredService<T>();

    private static int LevelOf(IServiceProvider provider) => OptionsOf(provider).Level;

    private static GraphOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<GraphOptions>>().Value;

    private static BotOptions BotOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<BotOptions>>().Value;

    private static GraphEdge Edge(IServiceProvider provider) => new(
        provider.GetRequiredService<IHttpClientFactory>(),
        OptionsOf(provider),
        OutboundRegistration.Tokens(provider, OptionsOf(provider).Scope),
        provider.GetRequiredService<Retries>(),
        provider.GetRequiredService<GraphMeter>(),
        provider.GetRequiredService<TimeProvider>());
}
