using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Teams.Outbound.Tokens;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>What goes out to Teams. Needs from elsewhere: <c>ITable</c>, for the keys that sign cards.</summary>
internal static class OutboundRegistration
{
    public static IServiceCollection AddTeamsOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddBotOptions(configuration);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ServiceHosts>();
        AddClient(services, ConnectorEdge.Client);
        AddClient(services, TokenSources.Client);
#pragma warning disable RS0030 // The one place where chance enters: whoever needs it gets it as an argument.
        services.TryAddSingleton(Random.Shared);
#pragma warning restore RS0030
        services.AddSingleton<Retries>();
        services.AddSingleton<ConnectorMeter>();
        services.AddSingleton<TokenSources>();
        services.AddSingleton(provider => Tokens(provider, provider.GetRequiredService<IOptions<BotOptions>>().Value.Scope));
        services.AddSingleton<ConnectorEdge>();
        services.AddSingleton<ConnectorClient>();
        services.AddSingleton<CardKeys>();
        services.AddOptions<CardOptions>().Bind(configuration.GetSection(CardOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CardOptions>, CardOptionsCheck>());
        services.AddSingleton<ICardSigner, CardSigner>();
        services.AddSingleton<MovedHosts>();
        services.AddSingleton<PersonalChats>();
        services.AddSingleton<LateSends>();
        services.AddHostedService(provider => provider.GetRequiredService<LateSends>());
        services.AddSingleton<PrivateAnswers>();
        services.AddSingleton<IReplySender, ReplySender>();
        services.AddSingleton<IPostSender, PostSender>();
        services.AddHostedService<OutboundWarmUp>();
        return services;
    }

    /// <summary>The tokens of the bot's registration for a scope.</summary>
    public static BotTokens Tokens(IServiceProvider provider, string scope) => new(
        provider.GetRequiredService<TokenSources>().For(provider.GetRequiredService<IOptions<BotOptions>>().Value, scope),
        scope,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<BotTokens>>());

    /// <summary>
    /// One handler for the life of the program, since it renews its connections by itself; no redirects and no cookies; none of the factory's own
    /// logging, which would write the ids in our addresses.
    /// </summary>
    public static void AddClient(IServiceCollection services, string name) => services.AddHttpClient(name)
        .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(HttpEdge.Handler)
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();
}
