using Microsoft.Extensions.Options;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Schedule;

/// <summary>
/// What happens without anyone asking. Needs a store (<c>AddStorage</c>) and, to send, the boundary to Teams (<c>AddTeamsOutbound</c>) and who reads channels
/// back (<c>AddPeople</c>).
/// </summary>
internal static class ScheduleRegistration
{
    public static IServiceCollection AddSchedule(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<JobRoute> jobs,
        AlarmRoutes alarms)
    {
        services.AddOptions<ScheduleOptions>().Bind(configuration.GetSection(ScheduleOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleOptionsCheck>();
        services.AddSingleton(new JobTable(jobs));
        services.AddSingleton(alarms);
        services.AddSingleton<DueSignal>();
        services.AddSingleton<ClockWaits>();
        services.AddSingleton<TenantPaces>();
        services.AddSingleton<ITenantPace>(provider => provider.GetRequiredService<TenantPaces>());
        services.AddSingleton<DueIndex>();
        services.AddSingleton<Agenda>();
        services.AddScoped<IAgenda, TurnAgenda>();
        services.AddSingleton<ILedger, Ledger>();
        services.AddSingleton<GivenUp>();
        services.AddSingleton<IGivenUp>(provider => provider.GetRequiredService<GivenUp>());
        services.AddSingleton<FormerQueue>();
        services.AddMetrics();
        services.AddSingleton<ScheduleMeter>();
        services.AddSingleton<Alarms>();
        services.AddSingleton<DoubtfulPosts>();
        services.AddSingleton<Fences>();
        services.AddSingleton<LedgerUpkeep>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<SweepRunner>();
        services.AddSingleton<LineFailures>();
        services.AddSingleton<Courier>();
        services.AddSingleton<TenantRuns>();
        services.AddSingleton<Worker>();
        services.AddSingleton<InstanceGuard>();
        services.AddSingleton<IHealthDetail>(provider => provider.GetRequiredService<InstanceGuard>());
        services.AddSingleton<Scheduler>();
        services.AddSingleton<IHealthDetail>(provider => provider.GetRequiredService<Scheduler>());
        services.AddHostedService(provider => provider.GetRequiredService<Scheduler>());
        return services;
    }
}
