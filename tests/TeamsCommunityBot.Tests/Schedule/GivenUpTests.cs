using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>What cannot be done goes out of the way of all the rest, can be seen, and can be put back; and a copy of the data keeps quiet.</summary>
public sealed class GivenUpTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly SampleScript _script = new();
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IGivenUp GivenUp => _story.Host.Services.GetRequiredService<IGivenUp>();

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync(clock: _clock, more: _script.AddTo);

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task A_job_that_always_fails_is_given_up_after_five_times_seen_in_health_and_can_be_put_back()
    {
        _script.Plan = item => item.Subject == "bad" ? throw new InvalidOperationException("x") : new(JobPlan.Nothing);
        await PlanAsync("bad");
        for (var hours = 0; hours < 8; hours++) await _story.LaterAsync(TimeSpan.FromHours(1));
        await _story.SettleAsync();

        Assert.Equal((5, new GivenUpItem(SampleJob.Kind, "InvalidOperationException")), (_script.Asked.Count, Assert.Single(await ReadAsync())));
        Assert.Equal("Organisations with work that was given up: 1. The log says why, and nudges retry tries it again.", await HealthAsync());

        _script.Plan = _ => new(JobPlan.Nothing);
        Assert.Equal(1, await GivenUp.RetryAsync(_story.Org.Tenant.Id, Ct));
        await _story.SettleAsync();
        await _story.SettleAsync();
        Assert.Equal((6, ""), (_script.Asked.Count, await HealthAsync()));
    }

    [Fact]
    public async Task A_line_that_no_job_answers_is_kept_and_given_up_like_one_that_fails()
    {
        await using (var turn = _story.Host.Services.CreateAsyncScope())
            await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(_story.Org.Tenant.Id, "unheard.of", "x", _clock.GetUtcNow()), Ct);
        for (var hours = 0; hours < 8; hours++) await _story.LaterAsync(TimeSpan.FromHours(1));
        await _story.SettleAsync();

        Assert.Equal(new("unheard.of", "UnknownJobException"), Assert.Single(await ReadAsync()));
    }

    [Fact]
    public async Task Data_of_another_bot_keeps_this_one_quiet_until_it_adopts_them()
    {
        var table = _story.Host.Services.GetRequiredService<ITable>();
        await _story.SettleAsync();
        var mark = (await table.FindAsync(new("schedule", "instance"), Ct))!;
        await table.ReplaceAsync(mark.Key, """{"v":1,"mark":"production"}""", mark.ETag, Ct);
        await _story.RestartAsync();
        await PlanAsync("fine");
        await _story.LaterAsync(TimeSpan.FromHours(1));

        Assert.Empty(_script.Asked);
        Assert.Contains("Schedule:Adopt=production", await HealthAsync(), StringComparison.Ordinal);

        await _story.RestartAsync(new Dictionary<string, string?> { ["Schedule:Adopt"] = "production" });
        await _story.SettleAsync();
        Assert.Single(_script.Asked);
        Assert.Empty(await HealthAsync());
    }

    /// <summary>Two administrators press at the same time, in two processes.</summary>
    [Fact]
    public async Task What_is_put_back_twice_at_once_is_done_once()
    {
        _script.Plan = _ => throw new InvalidOperationException("x");
        foreach (var subject in new[] { "one", "two", "three" }) await PlanAsync(subject);
        for (var hours = 0; hours < 8; hours++) await _story.LaterAsync(TimeSpan.FromHours(1));
        _script.Plan = _ => new(JobPlan.Nothing);
        var asked = _script.Asked.Count;

        var counts = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => GivenUp.RetryAsync(_story.Org.Tenant.Id, Ct).AsTask()));
        await _story.SettleAsync();

        Assert.Equal((3, asked + 3), (counts.Sum(), _script.Asked.Count));
        Assert.Empty(await ReadAsync());
    }

    /// <summary>Whoever looks finds nothing there yet, and says so in the store.</summary>
    [Fact]
    public async Task What_is_given_up_while_somebody_looks_is_listed_all_the_same()
    {
        var isLooking = false;
        async ValueTask LookAsync(string partition)
        {
            if (isLooking || !partition.StartsWith("agenda|", StringComparison.Ordinal)) return;
            isLooking = true;
            await ReadAsync();
            isLooking = false;
        }
        await _story.DisposeAsync();
        _story = await Story.StartAsync(clock: _clock, more: services =>
        {
            _script.AddTo(services);
            services.AddSingleton<ITable>(provider => new WatchedTable(new SqliteTable(provider.GetRequiredService<SqliteFile>()), LookAsync));
        });
        _script.Plan = _ => throw new InvalidOperationException("x");

        await PlanAsync("bad");
        for (var hours = 0; hours < 8; hours++) await _story.LaterAsync(TimeSpan.FromHours(1));

        Assert.Single(await ReadAsync());
    }

    private async Task<IReadOnlyList<GivenUpItem>> ReadAsync() => (await GivenUp.ReadAsync(_story.Org.Tenant.Id, Ct)).Items;

    private async Task PlanAsync(string subject)
    {
        await using var turn = _story.Host.Services.CreateAsyncScope();
        await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(_story.Org.Tenant.Id, SampleJob.Kind, subject, _clock.GetUtcNow()), Ct);
    }

    /// <summary>What stands in the log of /health/ready; strangers read one word.</summary>
    private async Task<string> HealthAsync()
    {
        using var http = new HttpClient { BaseAddress = _story.Host.BaseAddress };
        Assert.Equal("ready", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Ct));
        var notes = new List<string>();
        foreach (var detail in _story.Host.Services.GetServices<IHealthDetail>())
            if (await detail.DetailAsync(Ct) is { } sentence) notes.Add(sentence);
        return string.Join('\n', notes);
    }
}
