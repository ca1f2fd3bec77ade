using TeamsCommunityBot.Schedule.Sending;
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
    public async Task What_leaves_later_than_its_turn_counts_from_then()
    {
        var pace = new TenantPace(new(_clock), _clock);
        var first = await pace.EnterAsync("first", 1, Ct);
        _clock.Advance(TimeSpan.FromMilliseconds(600));
        first.Leave();

        await RunAsync(pace, Enumerable.Range(0, 50).Select(n => $"thread {n}"));

        // The clock stands at 0.6 s: with the first, fifty-one leave, and no sooner than in a second.
        Assert.InRange(_out[^1].At, 1, 1.1);
    }

    [Fact]
    public async Task A_post_of_two_requests_counts_each_when_it_leaves()
    {
        var pace = new TenantPace(new(_clock), _clock);
        var both = await pace.EnterAsync("person", 2, Ct);
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        both.Leave();
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        both.Leave();
        both.Leave();

        await RunAsync(pace, Enumerable.Range(0, 50).Select(n => $"thread {n}"));

        Assert.InRange(_out[48].At, 0.7, 0.8);
        Assert.InRange(_out[49].At, 1, 1.1);
    }

    [Fact]
    public async Task Each_time_that_it_was_too_much_there_is_more_room_up_to_a_tenth()
    {
        var pace = new TenantPace(new(_clock), _clock);
        List<double> spans = [];
        foreach (var times in new[] { 0, 1, 4, 20 })
        {
            for (var i = 0; i < times; i++)
            {
                pace.Throttle(TimeSpan.FromSeconds(1));
                _clock.Advance(TimeSpan.FromHours(1));
            }
            _out.Clear();
            await RunAsync(pace, Enumerable.Range(0, 200).Select(n => $"thread {n}"));
            spans.Add(_out.Skip(50).Zip(_out, (later, sooner) => later.At - sooner.At).Min());
        }

        Assert.Equal([1.015, 1.025, 1.065, 1.115], spans, (expected, actual) => Math.Abs(expected - actual) < 0.004);
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
