using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Teams.Inbound;

namespace TeamsCommunityBot.BotBuilder.Seam;

/// <summary>Puts the SDK where the bot's own boundary to Teams is. Where an organisation that already runs a Bot Framework bot would start.</summary>
internal static class SdkBoundary
{
    public static IServiceCollection UseSdk(this IServiceCollection services, BotFrameworkAuthentication authentication)
    {
        services.AddSingleton(authentication);
        services.AddSingleton(new CloudAdapter(authentication));
        services.AddSingleton<FeatureBot>();
        services.AddSingleton<SdkTeams>();
        services.AddSingleton<IPostSender>(provider => provider.GetRequiredService<SdkTeams>());
        services.AddSingleton<IRoster>(provider => provider.GetRequiredService<SdkTeams>());
        services.AddSingleton<ITeamFacts>(provider => provider.GetRequiredService<SdkTeams>());
        services.AddSingleton<IStartupFilter, Endpoint>();
        return services;
    }

    /// <summary>Takes the requests of Bot Framework before the bot's own endpoint sees them.</summary>
    private sealed class Endpoint(CloudAdapter adapter, FeatureBot bot) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, others) => context.Request.Path == MessagesEndpoint.Path
                ? adapter.ProcessAsync(context.Request, context.Response, bot, context.RequestAborted)
                : others(context));
            next(app);
        };
    }
}
