using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>Several processes that look for what is due in one store.</summary>
public sealed class DueIndexTests : IAsyncDisposable
{
    private const int Tenants = 450;

    private readonly DataFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services;
    private readonly DueIndex _one;
    private readonly DueIndex _other;

    public DueIndexTests()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Sqlite", _folder.File)]).Build();
        _services = new ServiceCollection().AddStorage(settings).BuildServiceProvider();
        (_one, _other) = (IndexOn(_clock), IndexOn(_clock));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _clock.GetUtcNow();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_look_at_the_same_time_share_the_tenants_among_them()
    {
        await Task.WhenAll(Enumerable.Range(0, Tenants).Select(number => _one.AddAsync($"tenant {number}", Now, Now, Ct).AsTask()));

        var found = await Task.WhenAll(ClaimAsync(_one), ClaimAsync(_other), ClaimAsync(IndexOn(_clock)));

        var all = found.SelectMany(tenants => tenants).Select(due => due.TenantId).ToList();
        Assert.Equal(Tenants, all.Count);
        Assert.Equal(Tenants, all.Distinct().Count());
        Assert.Empty(await ClaimAsync(_one));
    }

    [Fact]
    public async Task Who_has_little_room_claims_little_and_leaves_the_rest_to_others()
    {
        await Task.WhenAll(Enumerable.Range(0, Tenants).Select(number => _one.AddAsync($"tenant {number}", Now, Now, Ct).AsTask()));
        await _one.AddAsync("tenant 1", Now.AddSeconds(-1), Now, Ct);

        var some = await ClaimAsync(_one, most: 3);
        var rest = await ClaimAsync(_other);

        Assert.Equal((3 * DueIndex.Shards, Tenants), (some.Count, some.Concat(rest).Select(due => due.TenantId).Distinct().Count()));
        Assert.Equal(Tenants, some.Count + rest.Count);
    }

    [Fact]
    public async Task Who_dies_is_relieved_when_the_time_is_up()
    {
        await _one.AddAsync("tenant", Now, Now, Ct);
        Assert.Single(await ClaimAsync(_one));

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(await ClaimAsync(_other));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await ClaimAsync(_other));
    }

    [Fact]
    public async Task Who_plans_sees_to_it_at_first_and_what_is_planned_again_is_looked_at_again()
    {
        await _one.AddAsync("tenant", Now, Now.AddSeconds(30), Ct);
        Assert.Empty(await ClaimAsync(_other));
        _clock.Advance(TimeSpan.FromSeconds(30));
        var claimed = Assert.Single(await ClaimAsync(_other));

        await _one.AddAsync("tenant", Now.AddSeconds(-30), Now.AddSeconds(-30), Ct);

        // Whoever found nothing to do before that must not take it out.
        await _other.ForgetAsync(claimed, Ct);
        Assert.Single(await ClaimAsync(_other));
    }

    [Fact]
    public async Task What_was_done_is_taken_out_and_what_is_not_due_yet_is_not_seen()
    {
        await _one.AddAsync("done", Now, Now, Ct);
        await _one.AddAsync("later", Now.AddSeconds(1), Now.AddSeconds(30), Ct);
        await _one.ForgetAsync(Assert.Single(await ClaimAsync(_one)), Ct);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("later", Assert.Single(await ClaimAsync(_other)).TenantId);
    }

    [Fact]
    public async Task A_clock_that_is_far_ahead_keeps_nobody_away()
    {
        await _one.AddAsync("tenant", Now, Now, Ct);
        await ClaimAsync(IndexOn(new FakeTimeProvider(Now.AddHours(1))));

        Assert.Single(await ClaimAsync(_one));
    }

#pragma warning disable RS0030 // The seed is fixed, so that a test can be repeated.
    private readonly Random _random = new(4711);
#pragma warning restore RS0030

    private DueIndex IndexOn(TimeProvider clock) => new(_services.GetRequiredService<ITable>(), clock, Options.Create(new ScheduleOptions()),
        NullLogger<DueIndex>.Instance);

    private async Task<List<DueTenant>> ClaimAsync(DueIndex index, int most = DueIndex.MostClaimed)
    {
        var claimed = new List<DueTenant>();
        for (var shard = 0; shard < DueIndex.Shards; shard++) claimed.AddRange(await index.ClaimAsync(shard, most, _random, Ct));
        return claimed;
    }
}
