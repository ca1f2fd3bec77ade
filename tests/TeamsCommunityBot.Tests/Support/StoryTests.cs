using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>
/// How every story begins and ends: the bot and a simulated Teams of its own, on a clock that the story moves where it has one. On SQLite; a story that is told
/// on Azure Tables too has a class derived from it that hands on the <see cref="Azurite"/>.
/// </summary>
public abstract class StoryTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(12);

    private readonly FakeTimeProvider? _clock;
    private readonly Azurite? _azurite;

    /// <param name="start">When the story begins, as ISO 8601; without it the machine's own clock runs.</param>
    /// <param name="azurite">Where its rows are; null: in a SQLite file.</param>
    protected StoryTests(string? start = null, Azurite? azurite = null)
    {
        _clock = start is null ? null : new(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        _azurite = azurite;
    }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected Story Story { get; private set; } = null!;

    protected SimSample Org => Story.Org;

    protected FakeTimeProvider Clock => _clock ?? throw new InvalidOperationException("This story has no clock of its own.");

    public async ValueTask InitializeAsync()
    {
        Story = await Story.StartAsync(_azurite is null ? null : await _azurite.SettingsAsync(), _clock, Add);
        await BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Story.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Registrations on top of the bot's own.</summary>
    protected virtual void Add(IServiceCollection services)
    {
    }

    /// <summary>What has happened before each of its tests.</summary>
    protected virtual ValueTask BeginAsync() => default;

    /// <summary>The post as it stands by now.</summary>
    protected SimPost Now(SimPost post) => Story.Sim.Posts(post.ConversationId).Single(other => other.Id == post.Id);

    /// <summary>Lets time pass in steps of half a day, as the scheduler looks all the time: a jump would make everything too late.</summary>
    /// <param name="moment">ISO 8601.</param>
    protected async Task UntilAsync(string moment)
    {
        var until = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
        while (Clock.GetUtcNow() < until) await Story.LaterAsync(TimeSpan.FromTicks(Math.Min((until - Clock.GetUtcNow()).Ticks, Step.Ticks)));
    }
}
