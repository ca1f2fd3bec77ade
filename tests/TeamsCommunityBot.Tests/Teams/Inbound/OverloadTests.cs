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
        await using var host = await InboundHost.StartAsync(limits: new(Concurrent: 2, Queued: 1, TimeSpan.FromSeconds(10)));
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
}
