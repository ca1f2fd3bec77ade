using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>When everybody wants Monday half past nine.</summary>
public sealed class SpreadTests : IDisposable
{
    private const int Tenants = 10_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-spread-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Ten_thousand_tenants_begin_over_ten_minutes_each_always_at_its_own_moment_and_what_is_due_now_is_due_now()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Sqlite", Path.Combine(_folder.FullName, "community.db"))]).Build();
        await using var services = new ServiceCollection().AddStorage(settings).BuildServiceProvider();
        var table = services.GetRequiredService<ITable>();
        var options = Options.Create(new ScheduleOptions());
        var agenda = new Agenda(table, new DueIndex(table, _clock, options, NullLogger<DueIndex>.Instance), _clock, options, new DueSignal(_clock));
        var monday = _clock.GetUtcNow().AddDays(3);

        for (var twice = 0; twice < 2; twice++)
            await Task.WhenAll(Enumerable.Range(0, Tenants).Select(number => agenda.PlanAsync(new(new Guid(number, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8).ToString(),
                "sample", "x", monday), Ct).AsTask()));

        var begins = new List<double>();
        for (var shard = 0; shard < DueIndex.Shards; shard++)
            for (string? after = null, from = ""; from is not null; from = after)
            {
                var page = await table.QueryAsync(new(Key.Join("due", shard.ToString(CultureInfo.InvariantCulture))), 1_000, after, Ct);
                begins.AddRange(page.Entries.Select(entry => (new DateTimeOffset(long.Parse(Key.Split(entry.Key.Row)[0], CultureInfo.InvariantCulture),
                    TimeSpan.Zero) - monday).TotalMinutes));
                after = page.Continuation;
            }
        Assert.Equal(Tenants, begins.Count);
        Assert.All(begins, begin => Assert.InRange(begin, 0, 10));
        var busiest = begins.CountBy(begin => (int)Math.Min(begin, 9.999)).Max(minute => minute.Value);
        Assert.InRange(busiest, Tenants / 10, Tenants / 10 * 2);

        Assert.NotNull(await agenda.PlanAsync(new("one", "sample", "x", _clock.GetUtcNow()), Ct));
    }
}
