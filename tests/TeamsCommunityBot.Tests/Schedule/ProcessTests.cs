using TeamsCommunityBot.Tests.Schedule.Bulk;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>
/// Real processes that are killed, frozen and stopped while they send; the long series of it is <c>-- chaos</c> of the benchmarks. At 50 posts a second
/// and 100 ms until the answer, what a kill leaves in doubt is what was sent since the last batch: a wave and what is on its way.
/// </summary>
public sealed class ProcessTests(Azurite azurite)
{
    private const int Posts = 120;
    private const int MostInDoubt = 40 + 20;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("Azurite")]
    public async Task A_killed_process_loses_nothing_and_doubles_only_what_was_in_doubt(string store)
    {
        await using var story = await BulkStory.StartAsync(Posts, await StorageAsync(store, "Killed"), Latency, Ct);
        using var first = story.Run();
        await story.ArrivedAsync(70, Ct);
        await first.KillAsync(Ct);

        using var second = story.Run();
        await story.AllArrivedAsync(Ct);
        await second.StopAsync(Ct);

        Assert.Equal(0, story.Missing());
        Assert.InRange(story.Doubles(), 0, MostInDoubt);
    }

    [Fact]
    public async Task A_process_that_is_asked_to_stop_ends_in_order_and_loses_and_doubles_nothing()
    {
        await using var story = await BulkStory.StartAsync(Posts, await StorageAsync("SQLite", ""), Latency, Ct);
        foreach (var arrived in new[] { 20, 60 })
        {
            using var process = story.Run();
            await story.ArrivedAsync(arrived, Ct);
            Assert.Equal(0, await process.StopAsync(Ct));
        }

        using var last = story.Run();
        await story.AllArrivedAsync(Ct);
        await last.StopAsync(Ct);

        Assert.Equal((0, 0), (story.Missing(), story.Doubles()));
    }

    [Fact]
    public async Task A_process_that_stood_still_finds_the_tenant_taken_and_sends_no_more()
    {
        await using var story = await BulkStory.StartAsync(Posts, await StorageAsync("SQLite", ""), Latency, Ct);
        using var holder = story.Run();
        await story.ArrivedAsync(50, Ct);
        await holder.FreezeAsync(Ct);
        using var other = story.Run();
        // The other one takes the tenant over when the lease is out, and is at work when the first wakes up.
        await story.ArrivedAsync(story.Arrived + 20, Ct);
        await holder.ThawAsync(Ct);

        await story.AllArrivedAsync(Ct);
        await other.StopAsync(Ct);
        await holder.StopAsync(Ct);

        Assert.Equal(0, story.Missing());
        Assert.InRange(story.Doubles(), 0, MostInDoubt);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("Azurite")]
    public async Task Two_processes_from_the_start_send_everything_once(string store)
    {
        await using var story = await BulkStory.StartAsync(30, await StorageAsync(store, "Twins"), Latency, Ct, tenants: 6);
        using var one = story.Run();
        using var two = story.Run();

        await story.AllArrivedAsync(Ct);
        await one.StopAsync(Ct);
        await two.StopAsync(Ct);

        Assert.Equal((0, 0), (story.Missing(), story.Doubles()));
    }

    /// <summary>Whoever watches over the process starts it again, and the work goes on.</summary>
    [Fact]
    public async Task A_process_that_ends_by_a_fault_says_so_with_its_code_and_its_work_is_done_by_the_next()
    {
        await using var story = await BulkStory.StartAsync(30, await StorageAsync("SQLite", ""), Latency, Ct);
        using (var failing = story.Run((BulkSweep.Fails, "1"))) Assert.Equal(1, await failing.EndedAsync(Ct));

        using var next = story.Run();
        await story.AllArrivedAsync(Ct);
        Assert.Equal(0, await next.StopAsync(Ct));
    }

    private async Task<IReadOnlyDictionary<string, string?>> StorageAsync(string store, string name) => store == "SQLite"
        ? new Dictionary<string, string?>()
        : new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = await azurite.ConnectionStringAsync(),
            ["Storage:Table"] = name
        };
}
