using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

public sealed class LimitTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Seven_posts_fit_in_a_second_and_eight_in_two()
    {
        await using var sim = await StartAsync();
        using var client = await new SimClient(sim).SignInAsync();

        Assert.Equal(7, await PostUntilRefusedAsync(client, sim.Sample.Channel, 1));
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, await PostUntilRefusedAsync(client, sim.Sample.Channel, 1));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await PostUntilRefusedAsync(client, sim.Sample.Channel, 1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(7, await PostUntilRefusedAsync(client, sim.Sample.Channel, 1));

        Assert.Equal(15, sim.Posts(sim.Sample.Channel).Count);
        Assert.Equal(4, sim.Limits.Refused);
    }

    [Fact]
    public async Task Sixty_posts_fit_in_thirty_seconds_and_the_wait_is_told_to_the_second()
    {
        await using var sim = await StartAsync();
        using var client = await new SimClient(sim).SignInAsync();

        for (var second = 0; second < 15; second++, _clock.Advance(TimeSpan.FromSeconds(1)))
            for (var i = 0; i < 4; i++)
                Assert.Equal(201, (await client.PostAsync(sim.Sample.Channel.Id, "hello")).Status);

        Assert.Equal(0, await PostUntilRefusedAsync(client, sim.Sample.Channel, retryAfter: 15));
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(4, await PostUntilRefusedAsync(client, sim.Sample.Channel, retryAfter: 1));
    }

    [Fact]
    public async Task Eighteen_hundred_posts_fit_in_an_hour()
    {
        await using var sim = await StartAsync();
        using var client = await new SimClient(sim).SignInAsync();

        for (var i = 0; i < 1800; i++, _clock.Advance(TimeSpan.FromSeconds(1)))
            Assert.Equal(201, (await client.PostAsync(sim.Sample.Channel.Id, "hello")).Status);

        Assert.Equal(0, await PostUntilRefusedAsync(client, sim.Sample.Channel, retryAfter: 1800));
        _clock.Advance(TimeSpan.FromSeconds(1800));
        Assert.Equal(1, await PostUntilRefusedAsync(client, sim.Sample.Channel, retryAfter: 1));
    }

    [Fact]
    public async Task Threads_of_a_channel_share_its_limit_and_channels_do_not()
    {
        await using var sim = await StartAsync();
        using var client = await new SimClient(sim).SignInAsync();

        for (var i = 1; i <= 7; i++)
            await client.PostAsync(sim.Sample.Channel.Thread($"170000000000{i}"), "hello");

        Assert.Equal(429, (await client.PostAsync(sim.Sample.Channel.Thread("1700000000009"), "hello")).Status);
        Assert.Equal(201, (await client.PostAsync(sim.Sample.Private.Id, "hello")).Status);
    }

    [Fact]
    public async Task Fourteen_readings_of_members_fit_in_a_second()
    {
        await using var sim = await StartAsync();
        using var client = await new SimClient(sim).SignInAsync();
        var path = SimClient.Conversation(sim.Sample.Channel.Id) + "/pagedmembers";

        for (var i = 0; i < 14; i++)
            Assert.Equal(200, (await client.GetAsync(path)).Status);
        Assert.Equal(429, (await client.GetAsync(path)).Status);
        Assert.Equal(201, (await client.PostAsync(sim.Sample.Channel.Id, "hello")).Status);
    }

    [Fact]
    public async Task Fifty_calls_a_second_fit_for_a_tenant_and_another_tenant_has_its_own_fifty()
    {
        await using var sim = await StartAsync();
        using var client = await new SimClient(sim).SignInAsync();
        var channels = Enumerable.Range(0, 60).Select(i => sim.Org.AddChannel(sim.Sample.Team, $"Kanaal {i}")).ToList();
        var elsewhere = sim.Org.AddTeam(sim.Sample.Stranger.Tenant, "Elders");

        var statuses = new List<int>();
        foreach (var channel in channels)
            statuses.Add((await client.PostAsync(channel.Id, "hello")).Status);

        Assert.Equal([.. Enumerable.Repeat(201, 50), .. Enumerable.Repeat(429, 10)], statuses);
        Assert.Equal(201, (await client.PostAsync(elsewhere.General.Id, "hello")).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await client.PostAsync(channels[^1].Id, "hello")).Status);
    }

    [Fact]
    public async Task Limits_can_be_switched_off()
    {
        await using var sim = await StartAsync();
        using var client = await new SimClient(sim).SignInAsync();
        sim.Limits.Enabled = false;

        for (var i = 0; i < 100; i++)
            Assert.Equal(201, (await client.PostAsync(sim.Sample.Channel.Id, "hello")).Status);
    }

    private Task<SimTeams> StartAsync() =>
        SimTeams.StartAsync(new SimOptions { Clock = _clock, TokenLifetime = TimeSpan.FromHours(9) }, TestContext.Current.CancellationToken);

    /// <summary>How many posts pass at this moment; the first that does not must tell this wait.</summary>
    private static async Task<int> PostUntilRefusedAsync(SimClient client, SimConversation where, int retryAfter)
    {
        for (var passed = 0; ; passed++)
        {
            var answer = await client.PostAsync(where.Id, "hello");
            if (answer.Status == 201)
                continue;
            Assert.Equal((429, "Throttled", retryAfter), (answer.Status, answer.Code, answer.RetryAfter));
            return passed;
        }
    }
}
