using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>The marks of handled turns do not pile up, and nothing else is swept away.</summary>
public sealed class SweepStory : IAsyncLifetime
{
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync();

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Theory]
    [InlineData(23, 130)]
    [InlineData(25, 0)]
    public async Task Marks_go_after_a_day(int hours, int left)
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel);
        _story.Sim.Limits.Enabled = false;
        for (var turn = 0; turn < 128; turn++) await _story.SaysAsync(_story.Org.Anna, _story.Org.Channel, "status");
        var before = _story.Host.Fingerprint();
        var table = _story.Host.Services.GetRequiredService<ITable>();
        var partition = TurnClaim.PartitionOf(_story.Org.Tenant.Id, _story.Org.Channel.Id);
        using var sweeper = new TurnSweeper(table, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(hours)), NullLogger<TurnSweeper>.Instance);
        sweeper.Note(partition);

        await sweeper.SweepAsync(Ct);

        Assert.Equal(left, (await table.QueryAsync(RowRange.Under(partition, "turn"), 1_000, null, Ct)).Entries.Count);
        Assert.Equal(before, _story.Host.Fingerprint());
        Assert.Single(await _story.SaysAsync(_story.Org.Anna, _story.Org.Channel, "status"));
    }
}
