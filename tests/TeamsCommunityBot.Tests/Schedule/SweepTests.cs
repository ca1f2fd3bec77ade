using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Schedule.Bulk;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>Sweeps through the whole bot and the wire: what is sent, what is written down, and what happens to what cannot be done.</summary>
public sealed class SweepTests : IAsyncLifetime
{
    private const int Posts = 90;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-sweep-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private SimTeams _sim = null!;
    private BulkTargets _targets = null!;
    private string _tenant = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sim = await SimTeams.StartAsync(new SimOptions { Clock = _clock }, Ct);
        _tenant = BulkTargets.Write(_folder.FullName, _sim, tenants: 1, Posts)[0];
        _targets = new(_folder.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        await _sim.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Everything_is_sent_once_and_stands_in_the_ledger_and_the_slice_hears_the_end()
    {
        await using var story = await StartAsync();

        await SweepAsync(story);
        await SweepAsync(story);

        Assert.Equal(Posts, _sim.Posts().Select(post => post.Conversation.Id).Distinct().Count());
        Assert.Equal(Posts, _sim.Posts().Count);
        var lines = await LinesAsync(story);
        Assert.All(lines, line => Assert.Equal((PostState.Sent, """{"choice":"x"}"""), (line.State, line.Note)));
        Assert.Equal(Posts, lines.Count);
        // The second time all of it was known already, and the end was told again.
        Assert.Equal(2, _targets.Finished.Count);
    }

    [Fact]
    public async Task What_is_refused_stops_no_other_and_is_told_with_its_class()
    {
        var gone = _sim.Org.Team(_sim.Org.Teams.First(team => team.Name == "Bulk").Id)!.Channels.Skip(3).First();
        gone.IsDeleted = true;
        await using var story = await StartAsync();

        await SweepAsync(story);

        Assert.Equal(Posts - 1, _sim.Posts().Count);
        var refused = Assert.Single(_targets.Refused);
        Assert.Equal(PostRefusal.Gone, refused.Result.Why);
        Assert.Equal("Gone: ConversationNotFound", (await LinesAsync(story)).Single(line => line.State == PostState.Refused).Why);
    }

    [Fact]
    public async Task Channels_that_have_to_wait_at_the_beginning_hold_no_other_up()
    {
        _sim.Faults.Next(4, Fault.Error(503, "ServiceUnavailable", "20"), new FaultScope(SimOperation.CreateConversation));
        await using var story = await StartAsync();
        var began = _clock.GetUtcNow();

        await SweepAsync(story);

        var late = _sim.Posts().Count(post => post.At >= began.AddSeconds(20));
        Assert.Equal((Posts, 4), (_sim.Posts().Count, late));
    }

    [Theory]
    [InlineData("Resend", null, Posts)]
    [InlineData("Skip", null, Posts - 3)]
    [InlineData("Resend", true, Posts - 3)]
    [InlineData("Skip", false, Posts)]
    public async Task What_a_crash_left_in_doubt_is_known_and_settled_by_reading_back_or_by_the_setting(string setting, bool? stands, int posts)
    {
        await using var story = await StartAsync(setting, stands);
        var table = story.Host.Services.GetRequiredService<ITable>();
        foreach (var number in new[] { 5, 50, 51 })
            await table.InsertAsync(new(Ledger.PartitionOf(_tenant), Key.Join(BulkSweep.Kind, "slot", $"{number:D8}")),
                """{"v":1,"state":"Intended","at":"2026-11-23T07:59:00Z"}""", Ct);

        await SweepAsync(story);

        Assert.Equal(posts, _sim.Posts().Count);
        Assert.DoesNotContain(await LinesAsync(story), line => line.State == PostState.Intended);
    }

    [Fact]
    public async Task Who_took_a_tenant_and_was_not_told_takes_it_again_at_once()
    {
        await using var story = await StartAsync();
        var fences = story.Host.Services.GetRequiredService<Fences>();

        var unheard = await TakeAsync(fences);
        var ledger = await TakeAsync(fences);

        Assert.Equal([null], await ledger.BeginAsync([Intent("a")], Ct));
        await Assert.ThrowsAsync<FenceLostException>(() => unheard.BeginAsync([Intent("b")], Ct));
        // It was taken for the first time still.
        Assert.Equal((1, 1), (unheard.Tries, ledger.Tries));
    }

    [Fact]
    public async Task An_answer_that_is_lost_when_a_tenant_is_taken_costs_neither_a_try_nor_a_wait()
    {
        LateTable? table = null;
        await using var story = await StartAsync(more: services => services.AddSingleton<ITable>(provider =>
            table = new(new SqliteTable(provider.GetRequiredService<SqliteFile>())) { LosesFence = true }));
        var began = _clock.GetUtcNow();

        await SweepAsync(story);

        Assert.Equal((false, Posts), (table!.LosesFence, _sim.Posts().Count));
        Assert.InRange(_sim.Posts()[0].At - began, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    /// <summary>However often a process dies: what counts is whether anything comes to its end.</summary>
    [Fact]
    public async Task A_tenant_is_given_up_when_it_is_taken_six_times_for_nothing_and_not_while_something_is_done()
    {
        await using var story = await StartAsync();
        var (services, lease) = (story.Host.Services, story.Host.Services.GetRequiredService<Fences>().Lease);
        foreach (var row in new[] { "a", "b" })
        {
            for (var tries = 1; tries <= 5; tries++) Assert.Equal(tries, (await RelieveAsync()).Tries);
            var ledger = await RelieveAsync();
            ledger.Settle(row, new LedgerRow(1, PostState.Sent, default));
            await ledger.FlushAsync(Ct);
        }
        for (var tries = 1; tries <= 5; tries++) await RelieveAsync();
        Assert.Empty((await services.GetRequiredService<IGivenUp>().ReadAsync(_tenant, Ct)).Items);
        _clock.Advance(lease);

        var worker = services.GetRequiredService<Worker>();
        worker.TryStart(DueTenant.Known(_tenant), Ct);
        await worker.EndedAsync(Ct);

        Assert.Equal(new(Kind: null, "NoProgress"), Assert.Single((await services.GetRequiredService<IGivenUp>().ReadAsync(_tenant, Ct)).Items));
        Assert.Equal(1, await services.GetRequiredService<IGivenUp>().RetryAsync(_tenant, Ct));
        await story.SettleAsync();
        Assert.Equal(1, (await RelieveAsync()).Tries);

        // Another process, when the time of the one that died is over.
        Task<HeldLedger> RelieveAsync()
        {
            _clock.Advance(lease);
            return TakeAsync(ActivatorUtilities.CreateInstance<Fences>(services));
        }
    }

    [Fact]
    public async Task Who_was_overtaken_has_the_whole_batch_refused()
    {
        await using var story = await StartAsync();
        var (table, fences) = (story.Host.Services.GetRequiredService<ITable>(), story.Host.Services.GetRequiredService<Fences>());
        var first = await TakeAsync(fences);
        _clock.Advance(fences.Lease);
        var second = await TakeAsync(ActivatorUtilities.CreateInstance<Fences>(story.Host.Services));

        await Assert.ThrowsAsync<FenceLostException>(() => first.BeginAsync([Intent("a"), Intent("b")], Ct));
        Assert.Equal([null, null], await second.BeginAsync([Intent("a"), Intent("b")], Ct));
        Assert.Equal((null, fences.Lease), await ActivatorUtilities.CreateInstance<Fences>(story.Host.Services).TakeAsync(_tenant, Ct));

        Assert.Equal(3, (await table.QueryAsync(new(Ledger.PartitionOf(_tenant)), 10, null, Ct)).Entries.Count);
    }

    /// <summary>What the store did and did not say is not somebody else's doing; what somebody else did meanwhile is.</summary>
    [Fact]
    public async Task A_batch_whose_answer_was_lost_does_not_lose_the_tenant()
    {
        await using var story = await StartAsync();
        var table = new LateTable(story.Host.Services.GetRequiredService<ITable>());
        var fences = ActivatorUtilities.CreateInstance<Fences>(story.Host.Services, table);
        var ledger = await TakeAsync(fences);

        table.LosesNext = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => ledger.BeginAsync([Intent("a")], Ct));
        Assert.Equal([null, null], await ledger.BeginAsync([Intent("a"), Intent("b")], Ct));
        ledger.Settle("a", new LedgerRow(1, PostState.Sent, default));
        await ledger.FlushAsync(Ct);

        table.LosesNext = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => ledger.BeginAsync([Intent("c")], Ct));
        _clock.Advance(fences.Lease);
        await TakeAsync(fences);
        await Assert.ThrowsAsync<FenceLostException>(() => ledger.BeginAsync([Intent("d")], Ct));
    }

    [Fact]
    public async Task Whoever_renews_keeps_the_tenant_until_the_term_is_over_or_it_is_given_back()
    {
        await using var story = await StartAsync();
        var (fences, another) = (story.Host.Services.GetRequiredService<Fences>(), ActivatorUtilities.CreateInstance<Fences>(story.Host.Services));
        var ledger = await TakeAsync(fences);
        using var abort = new CancellationTokenSource();
        using var lease = new Lease(ledger, fences.Lease, _clock);
        var table = story.Host.Services.GetRequiredService<ITable>();
        var taken = await table.FindAsync(Ledger.FenceOf(_tenant), Ct);

        lease.Keep(abort);
        _clock.Advance(fences.Lease / 3);
        while ((await table.FindAsync(Ledger.FenceOf(_tenant), Ct))!.ETag == taken!.ETag) await Task.Yield();
        await lease.EndAsync(Ct);

        Assert.False(lease.IsLost || abort.IsCancellationRequested);
        Assert.Equal((null, fences.Lease), await another.TakeAsync(_tenant, Ct));
        await ledger.ReleaseAsync(error: null, Ct);
        var next = await TakeAsync(another);
        await Assert.ThrowsAsync<FenceLostException>(() => ledger.BeginAsync([Intent("a")], Ct));
        Assert.Equal([null], await next.BeginAsync([Intent("a")], Ct));
    }

    /// <summary>Rows of version 0.1, which had a queue: what it planned is free, what it holds is held, and how far its sweeps are is not lost.</summary>
    [Theory]
    [InlineData("Planned", true)]
    [InlineData("Idle", true)]
    [InlineData("Running", false)]
    public async Task A_fence_of_the_version_before_is_read_and_its_places_are_kept(string state, bool isFree)
    {
        await using var story = await StartAsync();
        var (fences, table) = (story.Host.Services.GetRequiredService<Fences>(), story.Host.Services.GetRequiredService<ITable>());
        var at = _clock.GetUtcNow() + (fences.Lease / 2);
        await table.InsertAsync(Ledger.FenceOf(_tenant),
            $$"""{"v":1,"state":"{{state}}","id":"m","epoch":7,"at":"{{at:O}}","places":{"line":"place"},"holder":"theirs","tries":2}""", Ct);

        var (ledger, wait) = await fences.TakeAsync(_tenant, Ct);

        Assert.Equal((isFree, isFree ? TimeSpan.Zero : fences.Lease / 2), (ledger is not null, wait));
        if (!isFree) _clock.Advance(wait);
        ledger ??= await TakeAsync(fences);
        Assert.Equal(("place", state == "Idle" ? 1 : 3), (ledger.Follow("line").Reached, ledger.Tries));
        await ledger.ReleaseAsync(error: null, Ct);
        // And the word that the version before knows.
        Assert.Contains("\"state\":\"Planned\"", (await table.FindAsync(Ledger.FenceOf(_tenant), Ct))!.Json, StringComparison.Ordinal);
    }

    private async Task<HeldLedger> TakeAsync(Fences fences)
    {
        var (ledger, _) = await fences.TakeAsync(_tenant, Ct);
        Assert.NotNull(ledger);
        return ledger;
    }

    private static Intent Intent(string row) => new(row, new LedgerRow(1, PostState.Intended, default), Post: null);

    private async Task<Story> StartAsync(string setting = "Resend", bool? stands = null, Action<IServiceCollection>? more = null) => new(
        _sim,
        await BotHost.StartAsync(_sim, new Dictionary<string, string?> { ["Schedule:Ambiguous"] = setting }, more: services =>
        {
            BulkSweep.AddTo(services, _targets);
            more?.Invoke(services);
            if (stands is { } answer) services.AddSingleton<IReadBack>(new ReadBack(answer));
        }, ct: Ct));

    private async Task SweepAsync(Story story)
    {
        await using (var turn = story.Host.Services.CreateAsyncScope())
            await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(_tenant, BulkSweep.Kind, "slot", _clock.GetUtcNow()), Ct);
        await story.SettleAsync();
    }

    private async Task<IReadOnlyList<LedgerLine>> LinesAsync(Story story) =>
        (await story.Host.Services.GetRequiredService<ILedger>().ReadAsync(_tenant, [BulkSweep.Kind, "slot"], 1_000, null, Ct)).Lines;

    private sealed class ReadBack(bool stands) : IReadBack
    {
        public ValueTask<Reading> ReadAsync(string tenantId, Post post, DateTimeOffset intended, CancellationToken ct) =>
            new(stands ? new Reading.Stands(((Destination.ToChannel)post.To).Channel, "1") : new Reading.Absent());
    }

    /// <summary>A store that once does what it is asked, and whose answer gets lost.</summary>
    private sealed class LateTable(ITable inner) : ITable
    {
        public bool LosesNext { get; set; }

        /// <summary>Once, when a tenant is taken for the first time.</summary>
        public bool LosesFence { get; set; }

        public ValueTask<Entry?> FindAsync(Key key, CancellationToken ct) => inner.FindAsync(key, ct);

        public ValueTask<Page> QueryAsync(RowRange range, int take, string? continuation, CancellationToken ct) =>
            inner.QueryAsync(range, take, continuation, ct);

        public async ValueTask<string?> InsertAsync(Key key, string json, CancellationToken ct)
        {
            var answer = await inner.InsertAsync(key, json, ct);
            if (!LosesFence || key.Row != "fence") return Lose(answer);
            (LosesFence, LosesNext) = (false, true);
            return Lose(answer);
        }


        public ValueTask<string?> ReplaceAsync(Key key, string json, string etag, CancellationToken ct) => inner.ReplaceAsync(key, json, etag, ct);

        public ValueTask<bool> DeleteAsync(Key key, string etag, CancellationToken ct) => inner.DeleteAsync(key, etag, ct);

        public async ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct) => Lose(await inner.BatchAsync(changes, ct));

        private T Lose<T>(T answer)
        {
            if (!LosesNext) return answer;
            LosesNext = false;
            throw new StorageUnavailableException("The answer was lost.");
        }
    }
}
