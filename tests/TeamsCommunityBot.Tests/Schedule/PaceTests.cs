using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>The pace of a tenant, on a clock whose waits are over at once.</summary>
public sealed class PaceTests
{
    private readonly SteppingTime _clock = new();
    private readonly List<(string Thread, double At)> _out = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_gets_nearly_fifty_a_second_and_never_more()
    {
        await RunAsync(new(new(_clock), _clock), Enumerable.Range(0, 500).Select(n => $"thread {n}"));

        Assert.InRange(_out[^1].At, 9, 500 / 49.5);
        Assert.All(_out.Skip(50).Zip(_out), pair => Assert.True(pair.First.At - pair.Second.At >= 1, $"51 within a second, at {pair.First.At}."));
    }

    [Fact]
    public async Task Many_who_ask_at_once_wait_for_each_other()
    {
        var (pace, began) = (new TenantPace(new(_clock), _clock), _clock.GetUtcNow());

        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Task.Run(() => pace.EnterAsync($"thread {n}", 1, Ct), Ct)));

        Assert.InRange((_clock.GetUtcNow() - began).TotalSeconds, 9, 500 / 49.5);
    }

    [Fact]
    public async Task One_conversation_gets_seven_a_second_and_sixty_in_half_a_minute()
    {
        await RunAsync(new(new(_clock), _clock), Enumerable.Repeat("thread", 70));

        foreach (var (count, seconds) in new[] { (7, 1), (8, 2), (60, 30) })
            Assert.All(_out.Skip(count).Zip(_out), pair => Assert.True(pair.First.At - pair.Second.At >= seconds, $"More than {count} in {seconds} s."));
        Assert.InRange(_out[^1].At, 30, 40);
    }

    [Fact]
    public async Task After_a_pause_it_goes_at_half_pace_and_a_tenth_faster_each_second()
    {
        var pace = new TenantPace(new(_clock), _clock);
        pace.Throttle(TimeSpan.FromSeconds(7));

        await RunAsync(pace, Enumerable.Range(0, 400).Select(n => $"thread {n}"));

        Assert.True(_out[0].At >= 7, $"The first went out after {_out[0].At} s.");
        var inFirst = _out.Count(post => post.At < 8);
        Assert.InRange(inFirst, 25, 40);
        Assert.InRange(_out.Count(post => post.At is >= 13 and < 14), 48, 50);
    }

    [Fact]
    public async Task One_tenant_that_has_to_wait_keeps_no_other_waiting()
    {
        var (noisy, quiet) = (new TenantPace(new(_clock), _clock), new TenantPace(new(_clock), _clock));
        noisy.Throttle(TimeSpan.FromMinutes(1));

        await RunAsync(quiet, ["one", "two"]);

        Assert.Equal(0, _out[^1].At);
    }

    /// <summary>One asks when the one before was let through: then the clock stands where that happened.</summary>
    private async Task RunAsync(TenantPace pace, IEnumerable<string> threads)
    {
        var began = _clock.GetUtcNow();
        foreach (var thread in threads)
        {
            await pace.EnterAsync(thread, 1, Ct);
            _out.Add((thread, (_clock.GetUtcNow() - began).TotalSeconds));
        }
    }
}
