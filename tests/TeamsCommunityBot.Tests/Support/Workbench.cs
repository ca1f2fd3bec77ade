using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Tests.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>
/// The middle ring, between a rule alone and the whole bot: a handler with all that it asks for, on a real store, with a stand-in for Teams' roster.
/// Nothing listens and nothing is sent, so a change is tried in a second. What the router does (who may, which language) is not done here.
/// </summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly DataFolder _folder = new();
    private readonly WebApplication _app;
    private int _turns;

    public Workbench()
    {
        Roster = new(Clock);
        string[] args = ["--environment=Development", "--Playground:Enabled=false", $"--Storage:Sqlite={_folder.File}"];
        _app = Startup.Build(args, Clock, services => services.AddSingleton<IRoster>(Roster));
        foreach (var person in new[] { Anna, Bram }) Roster.Add(person);
    }

    public static Person Anna { get; } = new("10000000-0000-4000-8000-000000000001", "29:anna", "Anna Voorbeeld");

    public static Person Bram { get; } = new("10000000-0000-4000-8000-000000000002", "29:bram", "Bram Testman");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public RosterStandIn Roster { get; }

    /// <summary>Somebody says something in the channel.</summary>
    public Turn Says(Person who, string text) =>
        Turn(who, new(ConversationKind.Channel, "19:channel@thread.tacv2", "Lezers", TeamId: "19:team@thread.tacv2")) with
        {
            Text = text,
        };

    /// <summary>Somebody presses a button in the channel; its facts are ours.</summary>
    public Turn Presses(Person who, string verb, params (string Input, string Value)[] answers) => Says(who, "") with
    {
        Press = new(verb, new Dictionary<string, string>(), answers.ToDictionary(answer => answer.Input, answer => answer.Value), Genuine: true),
    };

    /// <summary>Somebody presses a button in their own chat with the bot.</summary>
    public Turn PressesAlone(Person who, string verb, params (string Key, string Value)[] facts) =>
        Turn(who, new(ConversationKind.Personal, $"a:{who.Id}")) with
        {
            Press = new(verb, facts.ToDictionary(fact => fact.Key, fact => fact.Value), new Dictionary<string, string>(), Genuine: true),
        };

    /// <summary>Has one handler answer one turn, as the router would.</summary>
    public async Task<Reply> HandleAsync<THandler>(Turn turn, CancellationToken ct)
        where THandler : IHandler
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().Begin(turn);
        return await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(turn, ct);
    }

    /// <summary>Has one job decide what a line of the agenda is to do; nothing of it is done.</summary>
    public async Task<JobPlan> PlanAsync<TJob>(DueItem item, CancellationToken ct)
        where TJob : IJob
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        return await scope.ServiceProvider.GetRequiredService<TJob>().PlanAsync(item, Clock.GetUtcNow(), ct);
    }

    /// <summary>Uses one of the bot's services as a turn does.</summary>
    public async Task UseAsync<TService>(Turn turn, Func<TService, ValueTask> use)
        where TService : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().Begin(turn);
        await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>The community of a channel, as it is stored.</summary>
    public async Task<Community?> CommunityAsync(Turn near, CancellationToken ct)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(near.TenantId, near.Conversation.Id, ct))?.Community;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private Turn Turn(Person who, Conversation where) => new()
    {
        ActivityId = $"{Interlocked.Increment(ref _turns)}",
        TenantId = "00000000-0000-4000-8000-000000000001",
        From = who,
        Conversation = where,
        Address = new(new("https://smba.trafficmanager.net/emea/"), where.Id, "28:bot"),
        At = Clock.GetUtcNow(),
    };
}
