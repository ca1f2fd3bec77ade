using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class FaultTests
{
    [Fact]
    public async Task The_next_calls_in_scope_fail_and_nothing_takes_effect()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var (channel, other) = (sim.Sample.Channel, sim.Sample.Private);
        var rule = sim.Faults.Next(2, Fault.Error(503, "ServiceUnavailable", retryAfter: "7"), new FaultScope(SimOperation.Send, channel.Id));

        var elsewhere = await client.PostAsync(other.Id, "hello");
        var first = await client.PostAsync(channel.Thread("1700000000000"), "hello");
        var second = await client.PostAsync(channel.Id, "hello");
        var third = await client.PostAsync(channel.Id, "hello");

        Assert.Equal((201, 503, 503, 201), (elsewhere.Status, first.Status, second.Status, third.Status));
        Assert.Equal(("ServiceUnavailable", 7), (first.Code, first.RetryAfter));
        Assert.Equal(2, rule.Hits);
        Assert.Single(sim.Posts(channel));
    }

    [Fact]
    public async Task A_fault_of_a_conversation_also_hits_what_is_created_in_it()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var (channel, anna) = (sim.Sample.Channel, sim.Sample.Anna);
        var inChannel = new JsonObject { ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel.Id } } };
        var withAnna = new JsonObject { ["members"] = new JsonArray(new JsonObject { ["id"] = anna.Address }) };
        sim.Faults.Next(1, Fault.Error(412, "PreconditionFailed"), new FaultScope(Conversation: channel.Id));
        sim.Faults.Next(1, Fault.Error(502), new FaultScope(Conversation: sim.Org.ChatWith(anna).Id, Tenant: anna.Tenant.Id));

        Assert.Equal((412, 502), ((await client.CreateAsync(inChannel)).Status, (await client.CreateAsync(withAnna)).Status));
        Assert.Equal([channel.Id, sim.Org.ChatWith(anna).Id], sim.Requests.ToConnector.Select(request => request.ConversationId));
    }

    [Fact]
    public async Task A_call_that_hangs_is_recorded_once_the_client_gives_up()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(100) };
        sim.Faults.Next(1, Fault.Hang());

        await Assert.ThrowsAsync<TaskCanceledException>(() => http.GetAsync(sim.Settings()["Bot:OpenIdMetadata"], TestContext.Current.CancellationToken));
        for (var i = 0; i < 100 && sim.Requests.Count < 2; i++)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal((SimOperation.OpenIdMetadata, 0), sim.Requests.Last() is var hung ? (hung.Operation, hung.Status) : default);
    }

    [Fact]
    public async Task A_fault_lasts_as_long_as_its_span()
    {
        var clock = new FakeTimeProvider();
        await using var sim = await SimTeams.StartAsync(new SimOptions { Clock = clock }, TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        sim.Faults.During(TimeSpan.FromSeconds(30), Fault.Error(502), new FaultScope(Tenant: sim.Sample.Tenant.Id));

        Assert.Equal(502, (await client.PostAsync(sim.Sample.Channel.Id, "hello")).Status);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(201, (await client.PostAsync(sim.Sample.Channel.Id, "hello")).Status);
    }

    [Fact]
    public async Task A_share_of_the_calls_fails_the_same_in_every_run()
    {
        async Task<List<int>> RunAsync()
        {
            await using var sim = await SimTeams.StartAsync(new SimOptions { Limits = false }, TestContext.Current.CancellationToken);
            using var client = await new SimClient(sim).SignInAsync();
            sim.Faults.Share(0.2, seed: 7, Fault.Error(500), new FaultScope(SimOperation.Send));
            var statuses = new List<int>();
            for (var i = 0; i < 200; i++)
                statuses.Add((await client.PostAsync(sim.Sample.Channel.Id, "hello")).Status);
            return statuses;
        }

        var first = await RunAsync();

        Assert.Equal(first, await RunAsync());
        Assert.InRange(first.Count(status => status == 500), 20, 60);
    }

    [Fact]
    public async Task A_connection_is_reset_before_or_after_the_effect()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();

        sim.Faults.Next(1, Fault.ResetBefore());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(sim.Sample.Channel.Id, "before"));
        Assert.Empty(sim.Posts());
        sim.Faults.Next(1, Fault.ResetAfter());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(sim.Sample.Channel.Id, "after"));
        Assert.Equal("after", Assert.Single(sim.Posts()).Text);
        Assert.Equal([0, 0], sim.Requests.ToConnector.Select(request => request.Status));
    }

    [Fact]
    public async Task An_answer_may_be_late_huge_slow_or_elsewhere()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var sim = await SimTeams.StartAsync(new SimOptions { Clock = clock }, TestContext.Current.CancellationToken);
        using var client = await new SimClient(sim).SignInAsync();
        var id = sim.Sample.Channel.Id;

        sim.Faults.Next(1, Fault.HugeBody(3_000_000));
        Assert.InRange((await client.PostAsync(id, "huge")).Body.Length, 3_000_001, 3_000_100);

        sim.Faults.Next(1, Fault.Delay(TimeSpan.FromMilliseconds(200)));
        var late = client.PostAsync(id, "late");
        Assert.True(await PassesAsync(clock, late) >= TimeSpan.FromMilliseconds(200));
        Assert.Equal(201, (await late).Status);

        sim.Faults.Next(1, Fault.SlowDrip(TimeSpan.FromMilliseconds(10)));
        var slow = client.PostAsync(id, "slow");
        Assert.True(await PassesAsync(clock, slow) >= TimeSpan.FromMilliseconds(10) * (await slow).Body.Length);
        Assert.NotNull((await slow).Json!["id"]);

        sim.Faults.Next(1, Fault.Redirect(new Uri("http://elsewhere.example/")));
        var redirect = await client.PostAsync(id, "elsewhere");
        Assert.Equal((307, "http://elsewhere.example/"), (redirect.Status, redirect.Headers.Location!.OriginalString));
        Assert.Equal(3, sim.Posts().Count);
    }

    [Fact]
    public async Task The_key_endpoints_and_the_token_endpoint_fail_as_told()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new SimClient(sim);
        var metadata = sim.Settings()["Bot:OpenIdMetadata"]!;

        sim.Faults.Next(1, Fault.Body(200, "<html>"), new FaultScope(SimOperation.OpenIdMetadata));
        Assert.Equal("<html>", (await client.GetAsync(metadata)).Body);
        using (sim.Faults.Always(Fault.Error(500), new FaultScope(SimOperation.OpenIdMetadata)))
            Assert.Equal(500, (await client.GetAsync(metadata)).Status);
        Assert.Equal(0, sim.Keys.MetadataFetches);
        Assert.Equal(200, (await client.GetAsync(metadata)).Status);
        Assert.Equal(1, sim.Keys.MetadataFetches);

        sim.Faults.Next(1, Fault.Error(429, "temporarily_unavailable", "3"), new FaultScope(SimOperation.Token));
        Assert.Equal((429, 3), await client.TokenAsync() is var refused ? (refused.Status, refused.RetryAfter) : default);
        Assert.Equal(200, (await client.TokenAsync()).Status);
    }

    /// <summary>How far the simulator's clock has to go until something is done; it goes no further by itself.</summary>
    private static async Task<TimeSpan> PassesAsync(FakeTimeProvider clock, Task doing)
    {
        var began = clock.GetUtcNow();
        while (await Task.WhenAny(doing, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken)) != doing)
            clock.Advance(TimeSpan.FromMilliseconds(10));
        return clock.GetUtcNow() - began;
    }
}
