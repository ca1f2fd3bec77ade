using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>A job that does what its test says, and remembers what it was asked.</summary>
internal sealed class SampleJob(SampleScript script) : IJob
{
    public const string Kind = "sample";

    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        script.Asked.Enqueue((item, now));
        return await script.Plan(item);
    }

    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        script.Reported.Enqueue((item, post, result));
        return await script.Report(result);
    }
}

/// <summary>What the sample job does; nothing unless said otherwise.</summary>
internal sealed class SampleScript
{
    public ConcurrentQueue<(DueItem Item, DateTimeOffset Now)> Asked { get; } = [];

    public ConcurrentQueue<(DueItem Item, Post Post, PostResult Result)> Reported { get; } = [];

    public Func<DueItem, ValueTask<JobPlan>> Plan { get; set; } = _ => new(JobPlan.Nothing);

    public Func<PostResult, ValueTask<JobPlan>> Report { get; set; } = _ => new(JobPlan.Nothing);

    /// <summary>Puts the sample job into a bot, beside its own.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(this);
        services.AddScoped<SampleJob>();
        services.AddSingleton(new JobTable([.. Routes.Jobs, new(SampleJob.Kind, typeof(SampleJob))]));
    }

    public static AdaptiveCard Card(string text, params CardAction[] actions) =>
        new() { Lang = "nl", FallbackText = text, Body = [new TextBlock(text)], Actions = actions };

    public static Person Of(SimPerson person) => new(person.AadObjectId, person.Address, person.Name);

    public static Address At(SimTeams sim, SimConversation place) => new(sim.ServiceUrl, place.Id, "28:" + sim.Options.AppId);
}
