namespace TeamsCommunityBot.Schedule;

/// <summary>What happens without anyone asking. Needs a store (<c>AddStorage</c>).</summary>
internal static class ScheduleRegistration
{
    public static IServiceCollection AddSchedule(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IAgenda, Agenda>();
        return services;
    }
}
