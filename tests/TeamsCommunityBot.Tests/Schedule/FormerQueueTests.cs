using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>A data file of version 0.1, with a queue: what waits in it is done, and what was given up is listed and can be put back.</summary>
public sealed class FormerQueueTests : IAsyncLifetime
{
    private const string Tenant = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Other = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    /// <summary>Half a minute after the file was written; the other tenant was given up within the hour, so it is not tried again by itself yet.</summary>
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 16, 5, 32, TimeSpan.Zero));
    private readonly SampleScript _script = new();
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IGivenUp Given => _story.Host.Services.GetRequiredService<IGivenUp>();

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("community-former-");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Storage", "Released", "0.1.0-work.sqlite"), Path.Combine(folder.FullName, "community.db"));
        var sim = await SimTeams.StartAsync(new SimOptions { Clock = _clock }, Ct);
        // The bot that wrote the file is the one that is updated.
        var settings = new Dictionary<string, string?> { ["Schedule:Instance"] = "released" };
        _story = new(sim, await BotHost.StartAsync(sim, settings, folder, _script.AddTo, Ct));
    }

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task What_waited_is_done_once_and_what_was_given_up_is_listed_and_put_back()
    {
        await _story.SettleAsync();
        await _story.SettleAsync();

        Assert.Equal(["put back", "waiting"], Subjects());
        Assert.Equal([new(SampleJob.Kind, "InvalidOperationException"), new(SampleJob.Kind, "TimeoutException")], (await Given.ReadAsync(Tenant, Ct)).Items);
        Assert.Equal([new(Kind: null, "NoProgress")], (await Given.ReadAsync(Other, Ct)).Items);
        var left = await _story.Host.Services.GetRequiredService<ITable>().QueryAsync(new(SqliteSchema.FormerQueue), 10, null, Ct);
        Assert.Empty(left.Entries);

        Assert.Equal((2, 1), (await Given.RetryAsync(Tenant, Ct), await Given.RetryAsync(Other, Ct)));
        await _story.SettleAsync();
        Assert.Equal(["dying", "given up", "put back", "waiting"], Subjects());
        Assert.Empty((await Given.ReadAsync(Other, Ct)).Items);
    }

    private IEnumerable<string> Subjects() => _script.Asked.Select(asked => asked.Item.Subject).Order(StringComparer.Ordinal);
}
