using System.Net;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>The connector of one tenant answers to nothing any more: nobody of another tenant notices.</summary>
public sealed class HangingTenantStory : IAsyncLifetime
{
    /// <summary>More turns than the bot works on at once.</summary>
    private const int Turns = 520;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync()
    {
        var sim = await SimTeams.StartAsync(new SimOptions { Clock = _clock }, Ct);
        var tenants = new[] { sim.Sample.Tenant, sim.Sample.Stranger.Tenant }.Select((tenant, number) =>
            KeyValuePair.Create($"Bot:AllowedTenants:{number}", (string?)tenant.Id));
        _story = new(sim, await BotHost.StartAsync(sim, new Dictionary<string, string?>(tenants), ct: Ct));
    }

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task Five_hundred_and_twenty_turns_that_wait_for_one_connector_keep_no_other_tenant_waiting()
    {
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        var hang = _story.Sim.Faults.Always(Fault.Hang(), new FaultScope(SimOperation.Reply, Tenant: Org.Tenant.Id));
        var chat = _story.Sim.Org.ChatWith(Org.Stranger);

        var hanging = Enumerable.Range(0, Turns).Select(_ => DeliverAsync(Org.Anna, Org.Channel)).ToList();
        while (hang.Hits < 200) await Task.Delay(Glance, TimeProvider.System, Ct);
        // Not more than Teams takes in one chat at once: the clock stands still meanwhile, so whoever had to wait would wait for ever.
        for (var turn = 0; turn < 5; turn++)
            Assert.Equal(HttpStatusCode.OK, (await DeliverAsync(Org.Stranger, chat).WaitAsync(TooLong, TimeProvider.System, Ct)).Status);
        Assert.Equal(5, _story.Sim.Posts(chat).Count);

        // Those of the tenant itself were taken in, or asked to come back.
        var all = Task.WhenAll(hanging);
        while (await Task.WhenAny(all, Task.Delay(Glance, TimeProvider.System, Ct)) != all) _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All(await all, delivery => Assert.True(delivery.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{delivery.Status}"));
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    private Task<SimDelivery> DeliverAsync(SimPerson who, SimConversation where) =>
        _story.Sim.DeliverAsync(_story.Host.Endpoint, _story.Sim.Activities.Message(where, who, "status"), Ct);
}
