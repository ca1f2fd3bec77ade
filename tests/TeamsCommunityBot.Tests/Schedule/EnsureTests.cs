using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>A line that many moments call for is written once by a process; which operations it costs is what is counted here.</summary>
public sealed class EnsureTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
    private readonly Mock<ITable> _table = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_line_is_written_once_another_moment_or_subject_anew()
    {
        var agenda = New();
        DueItem line = new("tenant", "sample", "night", _clock.GetUtcNow().AddDays(1));

        await agenda.EnsureAsync(line, Ct);
        await agenda.EnsureAsync(line, Ct);
        Assert.Equal(1, Lines());

        await agenda.EnsureAsync(line with { At = line.At.AddDays(1) }, Ct);
        await agenda.EnsureAsync(line with { Subject = "other" }, Ct);
        await agenda.EnsureAsync(line with { TenantId = "elsewhere" }, Ct);
        Assert.Equal(4, Lines());
    }

    [Fact]
    public async Task A_line_that_could_not_be_written_is_not_believed_to_be_there()
    {
        var agenda = New();
        DueItem line = new("tenant", "sample", "night", _clock.GetUtcNow().AddDays(1));
        _table.Setup(table => table.InsertAsync(It.IsAny<Key>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Throws(new StorageUnavailableException("away"));
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await agenda.EnsureAsync(line, Ct));
        _table.Reset();

        await agenda.EnsureAsync(line, Ct);

        Assert.Equal(1, Lines());
    }

    private Agenda New()
    {
        var options = Options.Create(new ScheduleOptions());
        return new(_table.Object, new DueIndex(_table.Object, _clock, options, NullLogger<DueIndex>.Instance), _clock, options, new DueSignal(_clock));
    }

    private int Lines() => _table.Invocations.Count(call =>
        call.Method.Name == nameof(ITable.InsertAsync) && ((Key)call.Arguments[0]!).Partition.StartsWith("agenda", StringComparison.Ordinal));
}
