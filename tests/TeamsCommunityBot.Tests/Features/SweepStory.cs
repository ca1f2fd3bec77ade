using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>The marks of handled turns do not pile up, and nothing else is swept away.</summary>
public sealed class SweepStory : StoryTests
{
    [Theory]
    [InlineData(23, 130)]
    [InlineData(25, 0)]
    public async Task Marks_go_after_a_day(int hours, int left)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        Story.Sim.Limits.Enabled = false;
        for (var turn = 0; turn < 128; turn++) await Story.SaysAsync(Org.Anna, Org.Channel, "status");
        var before = Story.Host.Fingerprint();
        var table = Story.Host.Services.GetRequiredService<ITable>();
        var partition = TurnClaim.PartitionOf(Org.Tenant.Id, Org.Channel.Id);
        using var sweeper = new TurnExpiry(table, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(hours)), NullLogger<TurnExpiry>.Instance);
        sweeper.Note(partition);

        await sweeper.SweepAsync(Ct);

        Assert.Equal(left, (await table.QueryAsync(RowRange.Under(partition, "turn"), 1_000, null, Ct)).Entries.Count);
        Assert.Equal(before, Story.Host.Fingerprint());
        Assert.Single(await Story.SaysAsync(Org.Anna, Org.Channel, "status"));
    }
}
