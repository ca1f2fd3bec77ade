using System.Net;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class OverloadTests
{
    private static readonly TurnResult Nothing = new(TurnOutcome.Answered, Reply.None, "en");

    [Fact]
    public async Task Whoever_finds_no_place_is_told_at_once_to_come_back_and_the_rest_is_served()
    {
        await using var host = await InboundHost.StartAsync(limits: new(Concurrent: 4, Queued: 2, TimeSpan.FromSeconds(10)));
        var (open, inside) = (new TaskCompletionSource(), new SemaphoreSlim(0));
        host.Router = async (_, _) =>
        {
            inside.Release();
            await open.Task;
            return Nothing;
        };
        var working = new[] { host.DeliverAsync(host.Message()), host.DeliverAsync(host.Message()) };
        await inside.WaitAsync(TestContext.Current.CancellationToken);
        await inside.WaitAsync(TestContext.Current.CancellationToken);

        var surplus = Enumerable.Range(0, 5).Select(_ => host.DeliverAsync(host.Message())).ToList();
        var refused = new List<SimDelivery>();
        while (refused.Count < 4) // one of the five waits in the queue
        {
            var first = await Task.WhenAny(surplus);
            surplus.Remove(first);
            refused.Add(await first);
        }

        Assert.All(refused, answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "2"), (answer.Status, answer.Headers.RetryAfter?.ToString())));
        open.SetResult();
        Assert.All(await Task.WhenAll([.. working, .. surplus]), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(HttpStatusCode.OK, (await host.DeliverAsync(host.Message())).Status);
    }

    [Fact]
    public async Task A_tenant_whose_turns_hang_fills_its_own_places_and_nobody_elses()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string?>(sim.Settings())
        {
            ["Bot:AllowedTenants:0"] = sim.Sample.Tenant.Id,
            ["Bot:AllowedTenants:1"] = sim.Sample.Stranger.Tenant.Id,
        };
        await using var host = await InboundHost.StartAsync(settings, on: sim);
        var (open, inside) = (new TaskCompletionSource(), 0);
        var own = host.Sim.Sample.Tenant.Id;
        host.Router = async (turn, _) =>
        {
            Interlocked.Increment(ref inside);
            if (turn.TenantId == own) await open.Task;
            return Nothing;
        };

        var hanging = Enumerable.Range(0, 600).Select(_ => host.DeliverAsync(host.Message())).ToList();
        while (Volatile.Read(ref inside) < 256) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        for (var n = 0; n < 50; n++)
            Assert.Equal(HttpStatusCode.OK, (await host.DeliverAsync(host.Message(host.Sim.Sample.Stranger))).Status);

        open.SetResult();
        await Task.WhenAll(hanging);
    }

    [Fact]
    public async Task Whoever_waits_for_a_place_is_told_after_some_seconds_to_come_back()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await InboundHost.StartAsync(
            sim: new SimOptions { Clock = clock }, limits: new(Concurrent: 2, Queued: 2, TimeSpan.FromMinutes(1)));
        var (open, inside) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Router = async (_, _) =>
        {
            inside.SetResult();
            await open.Task;
            return Nothing;
        };
        var working = host.DeliverAsync(host.Message());
        await inside.Task.WaitAsync(TestContext.Current.CancellationToken);

        var waiting = host.DeliverAsync(host.Message());
        while (await Task.WhenAny(waiting, GlanceAsync()) != waiting) clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await waiting).Status);
        open.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await working).Status);
    }

    [Fact]
    public async Task A_turn_that_takes_longer_than_its_budget_is_given_up()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await InboundHost.StartAsync(sim: new SimOptions { Clock = clock });
        var inside = new TaskCompletionSource();
        host.Router = async (_, ct) =>
        {
            inside.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, ct);
            return Nothing;
        };
        var answer = host.DeliverAsync(host.Message());
        await inside.Task.WaitAsync(TestContext.Current.CancellationToken);
        clock.Advance(InboundLimits.Default.TurnBudget);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await answer).Status);
    }

    [Fact]
    public async Task A_sender_that_hangs_up_does_not_stop_a_turn_that_has_begun()
    {
        await using var host = await InboundHost.StartAsync();
        var (inside, open, done) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource<bool>());
        host.Router = async (_, ct) =>
        {
            inside.SetResult();
            await open.Task;
            done.SetResult(ct.IsCancellationRequested);
            return Nothing;
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sent = host.Sim.DeliverAsync(host.Endpoint, host.Message(), patience.Token);
        await inside.Task.WaitAsync(TestContext.Current.CancellationToken);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        open.SetResult();
        Assert.False(await done.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    private static Task GlanceAsync() => Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
}
