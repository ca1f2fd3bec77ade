using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Domain;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;
using static TeamsCommunityBot.Tests.Features.Nudges.NudgeSample;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>Many communities at once, through the real bot, its store and the simulated Teams.</summary>
public sealed class NudgeSweepTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = At("2026-10-19T00:00:00Z");

    /// <summary>Other tests run at the same time; what is counted in this one's flow is told by this.</summary>
    private static readonly AsyncLocal<List<string>?> Counted = new();

    private readonly FakeTimeProvider _clock = new(Start);
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync(clock: _clock);

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task A_year_of_communities_all_over_the_world_each_at_its_own_hour_and_nothing_twice()
    {
        string[] zones = [.. RhythmTests.Zones.Select(row => row.Data)];
        var communities = new List<Community>();
        for (var number = 0; number < 20; number++)
        {
            var channel = _story.Sim.Org.AddChannel(_story.Org.Team, $"Kanaal {number}");
            communities.Add(await RegisterAsync(channel, community => community with
            {
                TimeZone = zones[2 * number],
                Rhythm = new()
                {
                    Day = (DayOfWeek)(number % 7),
                    Time = new(number, 30),
                    Cadence = number % 5 == 4 ? Cadence.EveryTwoWeeks : Cadence.Weekly,
                    Anchor = new(2026, 10, 19)
                },
            }));
        }

        // Now and then is enough: a slot is served within a day.
        for (var step = 0; step < 437; step++) await _story.LaterAsync(TimeSpan.FromHours(20));

        foreach (var community in communities)
        {
            // A milestone is no nudge: it has no answers under it.
            var posts = _story.Sim.Posts(community.ChannelId).Where(post => post.Card!.Buttons().Contains("Inspireert")).ToList();
            var titles = posts.Select(post => post.Card!["body"]![1]!["text"]!.ToString()).ToList();
            Assert.InRange(posts.Count, community.Rhythm.Cadence == Cadence.Weekly ? 51 : 25, community.Rhythm.Cadence == Cadence.Weekly ? 53 : 27);
            Assert.Equal(titles.Count, titles.Distinct().Count());
        }
    }

    [Fact]
    public async Task A_nudge_costs_a_few_hundredths_of_an_operation()
    {
        const int count = 1_000;
        for (var number = 0; number < count; number++) await RegisterAsync(number);
        var line = new DueItem(_story.Org.Tenant.Id, RhythmChanges.Sweep, "", At("2026-10-19T07:30:00Z"));

        using var listener = Listen();
        Counted.Value = [];
        var posts = await PostsAsync(line, after: null);

        Assert.Equal(count, posts.Count);
        Assert.Equal(count, posts.Select(post => post.Row).Distinct().Count());
        // The engine's own share, one batch for a wave of forty, comes on top.
        Assert.InRange(Counted.Value.Count, 1, count * 0.024);
    }

    [Fact]
    public async Task A_sweep_that_is_run_again_says_the_same_and_goes_on_behind_the_place_it_reached()
    {
        for (var number = 0; number < 30; number++) await RegisterAsync(number);
        var line = new DueItem(_story.Org.Tenant.Id, RhythmChanges.Sweep, "", At("2026-10-19T07:30:00Z"));

        var first = await PostsAsync(line, after: null);
        var again = await PostsAsync(line, after: null);
        var rest = await PostsAsync(line, after: first[9].Place);

        Assert.Equal(first.Select(post => (post.Place, post.Row, post.Note)), again.Select(post => (post.Place, post.Row, post.Note)));
        Assert.Equal(first.Skip(10).Select(post => post.Row), rest.Select(post => post.Row));
        Assert.Equal(first.Select(post => post.Place).Order(StringComparer.Ordinal), first.Select(post => post.Place));
    }

    [Fact]
    public async Task What_concerns_one_community_alone_does_not_stop_the_others()
    {
        for (var number = 0; number < 5; number++) await RegisterAsync(number);
        await RegisterAsync(5, community => community with { TeamArchived = new(true, Start) });
        await RegisterAsync(6, community => community with { UnregisteredAt = Start });
        await RegisterAsync(7, community => community with { Rhythm = Rhythm.Default with { Pause = new(Start, new(2026, 12, 1)) } });
        await RegisterAsync(8, community => community with { Rhythm = Rhythm.Default with { Day = DayOfWeek.Friday } });

        var posts = await PostsAsync(new(_story.Org.Tenant.Id, RhythmChanges.Sweep, "", At("2026-10-19T07:30:00Z")), after: null);

        Assert.Equal(Enumerable.Range(0, 5).Select(ChannelOf), posts.Select(post => post.Place));
    }

    [Fact]
    public async Task The_index_tells_the_clock_what_it_needs_and_nothing_about_anybody()
    {
        var community = await RegisterAsync(1, one => one.WithHolders(Role.Bouwer, Role.Verbinder) with { Name = "Geheim genootschap" });

        var outline = community.Outline();

        Assert.Equal(community.GapsOn(new(2026, 11, 23)), outline.GapsOn(new(2026, 11, 23)));
        Assert.Equal(community.NextNudge(Start, []), outline.NextNudge(Start, []));
        Assert.DoesNotContain("Iemand", outline.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(community.RegisteredBy, outline.ToString(), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<SweepPost>> PostsAsync(DueItem line, string? after)
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<NudgeSweep>().PostsAsync(line, after, line.At.AddMinutes(1), Ct).ToListAsync(Ct);
    }

    private Task<Community> RegisterAsync(SimChannel channel, Func<Community, Community> change) => RegisterAsync(community => change(community) with
    {
        ChannelId = channel.Id,
        Address = new(_story.Sim.ServiceUrl, channel.Id, $"28:{_story.Sim.Options.AppId}"),
    });

    private Task<Community> RegisterAsync(int number, Func<Community, Community>? change = null) =>
        RegisterAsync(community => (change?.Invoke(community) ?? community) with { ChannelId = ChannelOf(number) });

    private async Task<Community> RegisterAsync(Func<Community, Community> change)
    {
        await using var scope = Scope();
        var community = change(Community(registered: "2026-10-18T10:00:00Z")) with { TenantId = _story.Org.Tenant.Id, TeamId = _story.Org.Team.Id };
        await scope.ServiceProvider.GetRequiredService<Rounds>().PlanAsync(community, RoundOccasion.IsLookedAt, Start, Ct);
        Assert.True(await scope.ServiceProvider.GetRequiredService<CommunityStore>().AddAsync(community, Ct));
        return community;
    }

    private AsyncServiceScope Scope()
    {
        var scope = _story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        return scope;
    }

    private static string ChannelOf(int number) => string.Create(CultureInfo.InvariantCulture, $"19:kanaal{number:D6}@thread.tacv2");

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == StorageMeter.Name && instrument.Name == StorageMeter.Operations) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, count, tags,
            _) => Counted.Value?.AddRange(Enumerable.Repeat((string)tags[0].Value!, (int)count)));
        listener.Start();
        return listener;
    }
}
