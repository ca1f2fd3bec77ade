using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TeamsCommunityBot.People;

/// <summary>Who is here. Needs the connector (<c>AddTeamsOutbound</c>).</summary>
internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IRoster, TeamsRoster>();
        services.AddSingleton<IChannelNames, TeamsChannelNames>();
        services.AddSingleton<IOwners, UnknownOwners>();
        return services;
    }
}
