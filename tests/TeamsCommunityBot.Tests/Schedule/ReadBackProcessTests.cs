using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Schedule.Bulk;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>
/// A real process is killed when it has written down what it is about to send, before any of it arrived or when some of it has; the next one reads the
/// channels back. The long series of it is <c>-- chaos</c> of the benchmarks.
/// </summary>
public sealed class ReadBackProcessTests
{
    private const int Posts = 60;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);
    private static readonly FaultScope Posting = new(SimOperation.CreateConversation);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_back_nothing_is_lost_and_nothing_comes_twice(bool hasArrived)
    {
        await using var story = await StartAsync(BulkStory.ReadBack);
        // What was posted a moment ago is not seen yet.
        story.Sim.Graph.MessagesVisibleAfter = TimeSpan.FromMilliseconds(500);
        await KillAsync(story, hasArrived);

        await FinishAsync(story);

        Assert.Equal((0, 0), (story.Missing(), story.Doubles()));
        Assert.Contains(story.Sim.Requests, request => request.Operation == SimOperation.GraphChannelMessages);
    }

    [Theory]
    [InlineData("Resend", true)]
    [InlineData("Resend", false)]
    [InlineData("Skip", true)]
    [InlineData("Skip", false)]
    public async Task Without_consent_the_setting_decides(string setting, bool hasArrived)
    {
        await using var story = await StartAsync(new Dictionary<string, string?>(BulkStory.ReadBack) { ["Schedule:Ambiguous"] = setting });
        story.Sim.Graph.Permissions.Remove("ChannelMessage.Read.Group");
        await KillAsync(story, hasArrived);

        if (setting == "Resend") await FinishAsync(story);
        else await EndAsync(story);

        if (setting == "Resend") Assert.Equal(0, story.Missing());
        else Assert.Equal(0, story.Doubles());
        // Whichever way it was, half of the guesses are wrong.
        if (setting == "Resend" && hasArrived) Assert.NotEqual(0, story.Doubles());
        if (setting == "Skip" && !hasArrived) Assert.NotEqual(0, story.Missing());
    }

    private static Task<BulkStory> StartAsync(IReadOnlyDictionary<string, string?> settings) =>
        BulkStory.StartAsync(Posts, settings, Latency, Ct, inOwnTenant: true);

    /// <summary>
    /// Some have arrived and are written down; then posts take effect and are never answered, or do not even take effect, and the process dies.
    /// </summary>
    private static async Task KillAsync(BulkStory story, bool hasArrived)
    {
        using var process = story.Run();
        await story.ArrivedAsync(10, Ct);
        var arrived = story.Arrived;
        using var fault = story.Sim.Faults.Before(hasArrived ? Fault.SlowDrip(TimeSpan.FromHours(1)) : Fault.Hang(), Posting, TimeSpan.FromHours(1));
        while (fault.Hits < 3) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        if (hasArrived) await story.ArrivedAsync(arrived + 1, Ct);
        await process.KillAsync(Ct);
    }

    private static async Task FinishAsync(BulkStory story)
    {
        using var process = story.Run();
        await story.AllArrivedAsync(Ct);
        await process.StopAsync(Ct);
    }

    /// <summary>Until the last one has arrived, whatever was skipped before it.</summary>
    private static async Task EndAsync(BulkStory story)
    {
        using var process = story.Run();
        var last = $"Nummer {Posts:D8}";
        while (!story.Sim.Posts().Any(post => post.Json.Contains(last, StringComparison.Ordinal)))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        await process.StopAsync(Ct);
    }
}
