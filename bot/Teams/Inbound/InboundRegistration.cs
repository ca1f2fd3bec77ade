using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.Protocols;
using TeamsCommunityBot.Teams.Outbound;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>What comes in from Teams. Needs from elsewhere: <c>ITurnRunner</c>, <see cref="IReplySender"/> and <see cref="ICardSigner"/>.</summary>
internal static class InboundRegistration
{
    public static IServiceCollection AddTeamsInbound(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddBotOptions(configuration);
        services.AddSingleton(InboundLimits.Default);
        services.TryAddSingleton<ServiceHosts>();
        services.AddSingleton<IDocumentRetriever>(_ => new KeyDocuments(KeyDocuments.CreateClient()));
        services.AddSingleton<KeyAllowance>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<TokenCache>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<EnvelopeCheck>();
        services.AddSingleton<SilentConnections>();
        services.AddSingleton<Admission>();
        services.AddSingleton<TurnExecution>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddHostedService<KeyWarmUp>();
        services.AddHostedService<LoopbackOnly>();
        return services;
    }

    /// <summary>
    /// <c>/api/messages</c> for every verb, since all but POST have their answer too. Exactly this path: routing would take a slash at its end as well.
    /// </summary>
    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var endpoint = app.ServiceProvider.GetRequiredService<MessagesEndpoint>();
        app.Map(MessagesEndpoint.Path, async (HttpContext context) =>
        {
            if (context.Request.Path.Equals(MessagesEndpoint.Path, StringComparison.OrdinalIgnoreCase)) await endpoint.HandleAsync(context);
            else context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
    }
}
