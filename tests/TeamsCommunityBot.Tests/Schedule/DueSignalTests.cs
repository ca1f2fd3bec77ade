using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>What is planned for at once is done at once, whatever the scheduler is doing just then.</summary>
public sealed class DueSignalTests
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_planned_in_the_moment_of_the_tick_while_a_look_runs_does_not_wait_for_its_time_of_grace()
    {
        var (clock, script, gate) = (new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)), new SampleScript(), new Gate());
        var asked = new TaskCompletionSource();
        script.Plan = _ =>
        {
            asked.TrySetResult();
            return new(JobPlan.Nothing);
        };
        await using var story = await Story.StartAsync(clock: clock, more: services =>
        {
            script.AddTo(services);
            services.AddSingleton<ITable>(provider => new WatchedTable(new SqliteTable(provider.GetRequiredService<SqliteFile>()), gate.PassAsync));
        });
        clock.Advance(FirstLook);
        await gate.Reached.WaitAsync(Ct);

        await using (var turn = story.Host.Services.CreateAsyncScope())
            await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(story.Org.Tenant.Id, SampleJob.Kind, "now", clock.GetUtcNow()), Ct);
        clock.Advance(Tick);
        gate.Open();

        // Nobody moves the clock any more: the time of grace would never be over.
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
    }

    /// <summary>Holds the first look at the due index until it is opened.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Open() => _open.TrySetResult();

        public async ValueTask PassAsync(string partition)
        {
            if (!partition.StartsWith("due|", StringComparison.Ordinal) || !_reached.TrySetResult()) return;
            await _open.Task;
        }
    }
}
