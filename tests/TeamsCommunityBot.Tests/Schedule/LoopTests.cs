using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>A loop that must live outlives whatever the store holds or answers.</summary>
public sealed class LoopTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly SampleScript _script = new();
    private Func<string, Exception?> _fault = _ => null;
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync(clock: _clock, more: services =>
    {
        _script.AddTo(services);
        services.AddSingleton<ITable>(provider => new WatchedTable(new SqliteTable(provider.GetRequiredService<SqliteFile>()),
            partition => _fault(partition) is { } fault ? throw fault : default));
    });

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    /// <summary>Each of them ended the process, at every start anew.</summary>
    [Theory]
    [InlineData("0000000000000000001")]
    [InlineData("0000000000000000001|")]
    [InlineData("0000000000000000001|a|b")]
    [InlineData("0000000000000000001|~ZZ")]
    [InlineData("0000000000000000001|~f")]
    public async Task A_row_of_the_due_index_that_is_none_of_ours_is_taken_away_and_the_rest_goes_on(string row)
    {
        var table = _story.Host.Services.GetRequiredService<ITable>();
        await table.InsertAsync(new("due|0", row), """{"v":1}""", Ct);

        await PlanAsync();
        await _story.SettleAsync();

        Assert.Single(_script.Asked);
        Assert.Null(await table.FindAsync(new("due|0", row), Ct));
    }

    [Fact]
    public async Task What_the_store_refuses_ends_nothing_and_is_asked_again_at_the_next_look()
    {
        var refused = 0;
        _fault = partition => partition.StartsWith("due|", StringComparison.Ordinal) && refused++ < 3
            ? new StorageLimitException("Refused: InvalidInput.") : null;
        var asked = new TaskCompletionSource();
        _script.Plan = _ =>
        {
            asked.TrySetResult();
            return new(JobPlan.Nothing);
        };
        for (var seconds = 0; refused < 3 && seconds < 3_000; seconds++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct);
        }

        await PlanAsync();

        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
    }

    private async Task PlanAsync()
    {
        await using var turn = _story.Host.Services.CreateAsyncScope();
        await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(_story.Org.Tenant.Id, SampleJob.Kind, "x", _clock.GetUtcNow()), Ct);
    }
}
