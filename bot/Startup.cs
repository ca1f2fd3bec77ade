using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Features.Activities;
using TeamsCommunityBot.Features.Administration;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Calls;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Features.Doctor;
using TeamsCommunityBot.Features.Erasure;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Features.GivenUp;
using TeamsCommunityBot.Features.Languages;
using TeamsCommunityBot.Features.Milestones;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Features.Presence;
using TeamsCommunityBot.Features.Purposes;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Features.StaffCap;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Features.TimeGiven;
using TeamsCommunityBot.Features.Welcome;
using TeamsCommunityBot.Local;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot;

/// <summary>Puts the program together: one block per folder.</summary>
public static class Startup
{
    /// <summary>The whole bot, ready to run; the tests start it the same way.</summary>
    /// <param name="time">The clock of everything; the system's unless said otherwise.</param>
    /// <param name="more">Registrations on top of the bot's own: jobs that only a test has.</param>
    public static WebApplication Build(string[] args, TimeProvider? time = null, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(Limits.Apply);
        // Six lines a request would bury what matters, such as the address to open, and cost time.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // One JSON line per entry: text that a person typed can never start a line of its own.
        if (!builder.Environment.IsDevelopment()) builder.Logging.ClearProviders().AddJsonConsole();

        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddTeamsInbound(builder.Configuration);
        builder.Services.AddTeamsOutbound(builder.Configuration);
        builder.Services.AddPeople(builder.Configuration);
        builder.Services.AddSchedule(builder.Configuration, Routes.Jobs, Routes.Alarms);
        builder.Services.AddContent(builder.Configuration);
        builder.Services.AddLocal(builder.Configuration, builder.Environment);
        AddTurns(builder.Services);
        AddFeatures(builder.Services);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapMessages();
        app.MapHealth();
        return app;
    }

    private static void AddTurns(IServiceCollection services)
    {
        services.AddSingleton(new CommandParser(Routes.Commands));
        services.AddSingleton<ITurnRunner>(provider => new Router(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<CommandParser>(),
            Routes.All,
            Routes.Otherwise));
        services.AddSingleton<ChangeLimits>();
        services.AddScoped<TurnClaim>();
        services.AddSingleton<TurnSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<TurnSweeper>());
        foreach (var handler in Routes.All.Append(Routes.Otherwise.UnknownCommand).Append(Routes.Otherwise.StaleCard).Select(route => route.Handler).Distinct())
            services.AddScoped(handler);
    }

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddScoped<CommunityStore>();
        services.AddScoped<PersonIndex>();
        services.AddScoped<RoleStore>();
        services.AddScoped<CommunityAccess>();
        services.AddScoped<Leads>();
        services.AddScoped<CallStore>();
        services.AddScoped<AskStore>();
        services.AddScoped<PurposeStore>();
        services.AddScoped<SponsorDesk>();
        services.AddScoped<WhyForms>();
        services.AddScoped<ActivityStore>();
        services.AddScoped<ActivityDesk>();
        services.AddScoped<StaffStore>();
        services.AddScoped<StaffLook>();
        services.AddScoped<ContributionStore>();
        services.AddScoped<PersonalAnswerStore>();
        services.AddScoped<MyCommunities>();
        services.AddScoped<OwnContribution>();
        services.AddScoped<AskWhoChoices>();
        services.AddScoped<Colleagues>();
        services.AddScoped<OwnAnswers>();
        services.AddScoped<AuditStore>();
        services.AddScoped<RhythmStore>();
        services.AddScoped<NudgeStore>();
        services.AddScoped<QuietDayStore>();
        services.AddScoped<GivenUpStore>();
        services.AddScoped<NudgeReader>();
        services.AddScoped<FigureReader>();
        services.AddScoped<MilestoneStore>();
        services.AddScoped<TimeStore>();
        services.AddScoped<ExampleStore>();
        services.AddScoped<ExampleDesk>();
        services.AddSingleton<PresenceNights>();
        services.AddScoped<PresenceStore>();
        services.AddScoped<Departures>();
        services.AddScoped<MemberRound>();
        services.AddScoped<AccountRound>();
        services.AddScoped<PresenceFindings>();
        services.AddSingleton<AuditSweepMemory>();
        services.AddScoped<ErasureStore>();
        services.AddScoped<AdministratorStore>();
        services.AddScoped<AdministratorNaming>();
        services.AddScoped<InstallStore>();
        services.AddScoped<ChatLanguages>();
        services.AddScoped<VisibleCommunities>();
        services.AddScoped<LanguageSetter>();
        services.AddSingleton<IServiceMode, ServiceMode>();
        services.AddScoped<IPermissions, Permissions>();
        services.AddScoped<ILanguageChoice, LanguageChoice>();
    }
}
