using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Moq;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Sending;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

/// <summary>The outbound half of the bot as it is registered, against a simulated Teams over real sockets.</summary>
internal sealed class OutboundDriver : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OutboundDriver(SimTeams teams, SteppingTime time, ServiceProvider services) => (Teams, Time, _services) = (teams, time, services);

    public SimTeams Teams { get; }

    /// <summary>The bot's clock; the simulator runs on the real one.</summary>
    public SteppingTime Time { get; }

    public LogKeeper Logs => Get<LogKeeper>();

    public ConnectorClient Connector => Get<ConnectorClient>();

    /// <summary>A channel's thread, as an activity would tell it.</summary>
    public Address Thread => At(Teams.Sample.Channel.Thread("1700000000001"));

    /// <summary>Late enough for every try that the tests make.</summary>
    public DateTimeOffset Later => Time.GetUtcNow().AddDays(1);

    public static async Task<OutboundDriver> StartAsync(
        SimOptions? options = null, Action<IDictionary<string, string?>>? settings = null, Action<IServiceCollection>? services = null,
            CancellationToken ct = default)
    {
        var teams = await SimTeams.StartAsync((options ?? new SimOptions()) with { Limits = false }, ct);
        var values = new Dictionary<string, string?>(teams.Settings());
        settings?.Invoke(values);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var time = new SteppingTime();
        var collection = new ServiceCollection();
        collection.AddSingleton(Mock.Of<IHostEnvironment>(environment => environment.EnvironmentName == Environments.Development));
        collection.AddSingleton<TimeProvider>(time);
        collection.AddSingleton<WatchedTable>();
        collection.AddSingleton<ITable>(provider => provider.GetRequiredService<WatchedTable>());
        collection.AddSingleton<LogKeeper>();
        collection.AddLogging(logging => logging.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogKeeper>()));
        collection.AddSingleton<TenantPaces>();
        collection.AddSingleton<ITenantPace>(provider => provider.GetRequiredService<TenantPaces>());
        collection.AddSingleton<ClockWaits>();
        collection.AddSingleton<OwnChats>();
        collection.AddTeamsOutbound(configuration);
        collection.AddPeople(configuration);
        services?.Invoke(collection);
        return new OutboundDriver(teams, time, collection.BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Address At(string conversationId) => new(Teams.ServiceUrl, conversationId, "28:bot");

    /// <summary>Posts a line in the thread.</summary>
    public ValueTask<SendResult> SendAsync(CancellationToken ct) => Connector.SendAsync(Thread, Outgoing.Text("Hallo"), Later, ct);

    public int Count(SimOperation operation) => Teams.Requests.Count(request => request.Operation == operation);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Teams.DisposeAsync();
    }
}
