using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

/// <summary>The inbound half alone behind real Kestrel, between a simulated Teams and a stand-in for the router.</summary>
internal sealed class InboundHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InboundHost(SimTeams sim, WebApplication app) => (Sim, _app, Endpoint) = (sim, app, new Uri(new Uri(app.Urls.First()), "api/messages"));

    public SimTeams Sim { get; }

    public Uri Endpoint { get; }

    /// <summary>The turns that reached the router.</summary>
    public ConcurrentQueue<Turn> Turns { get; } = [];

    /// <summary>What the router does; by default it says nothing.</summary>
    public Func<Turn, CancellationToken, ValueTask<TurnResult>> Router { get; set; } =
        (_, _) => ValueTask.FromResult(new TurnResult(TurnOutcome.Answered, Reply.None, "en"));

    public Mock<IReplySender> Sender { get; } = new();

    public Mock<ICardSigner> Signer { get; } = new();

    public static async Task<InboundHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, string environment = "Production", SimOptions? sim = null, InboundLimits? limits = null,
            string urls = "http://127.0.0.1:0", SimTeams? on = null)
    {
        var teams = on ?? await SimTeams.StartAsync(sim);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings ?? teams.Settings());
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(Limits.Apply).UseUrls(urls);
        builder.Services.AddTeamsInbound(builder.Configuration);
        builder.Services.AddSingleton(teams.Clock);
        if (limits is not null) builder.Services.AddSingleton(limits);
        InboundHost? host = null;
        var runner = new Mock<ITurnRunner>();
        runner.Setup(r => r.RunAsync(It.IsAny<Turn>(), It.IsAny<CancellationToken>())).Returns((Turn turn, CancellationToken ct) =>
        {
            host!.Turns.Enqueue(turn);
            return host.Router(turn, ct);
        });
        builder.Services.AddSingleton(runner.Object);
        builder.Services.AddSingleton(_ => host!.Sender.Object);
        builder.Services.AddSingleton(_ => host!.Signer.Object);
        var app = builder.Build();
        app.MapMessages();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            await teams.DisposeAsync();
            throw;
        }

        return host = new InboundHost(teams, app);
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public JsonObject Message(string text = "status") => Sim.Activities.Message(Sim.Sample.Channel, Sim.Sample.Anna, text);

    /// <summary>A message in somebody's own chat with the bot.</summary>
    public JsonObject Message(SimPerson who) => Sim.Activities.Message(Sim.Org.ChatWith(who), who, "status");

    public Task<SimDelivery> DeliverAsync(JsonObject activity, string? token = null) => Sim.DeliverAsync(Endpoint, activity, token ?? Sim.Tokens.Valid());

    /// <summary>Lets the card signer vouch for everything.</summary>
    public void TrustEveryCard() =>
        Signer.Setup(s => s.VerifyAsync(It.IsAny<SignedAct>(), It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(true);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Sim.DisposeAsync();
    }
}
