using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>A loop that must live outlives whatever the store holds or answers; and where one does not, it is seen.</summary>
public class LoopTests : IAsyncLifetime
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly SampleScript _script = new();
    private Func<string, Exception?> _fault = _ => null;
    private readonly Azurite? _azurite;
    private Story _story = null!;

    public LoopTests()
        : this(null)
    {
    }

    protected LoopTests(Azurite? azurite) => _azurite = azurite;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync(_azurite is null ? null : await _azurite.SettingsAsync(), _clock, services =>
    {
        _script.AddTo(services);
        services.AddSingleton<ITable>(provider => new WatchedTable(TableOf(provider), partition => _fault(partition) is { } fault ? throw fault : default));
    });

    public async ValueTask DisposeAsync()
    {
        await _story.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private ITable TableOf(IServiceProvider services) => _azurite is null
        ? new SqliteTable(services.GetRequiredService<SqliteFile>())
        : new AzureTable(services.GetRequiredService<AzureStorage>());

    /// <summary>Each of them ended the process, at every start anew.</summary>
    [Theory]
    [InlineData("0000000000000000001")]
    [InlineData("0000000000000000001|")]
    [InlineData("0000000000000000001|a|b")]
    [InlineData("0000000000000000001|~ZZ")]
    [InlineData("0000000000000000001|~f")]
    [InlineData("00|tenant")]
    public async Task A_row_of_the_due_index_that_is_none_of_ours_is_taken_away_and_the_rest_goes_on(string row)
    {
        var table = _story.Host.Services.GetRequiredService<ITable>();
        await table.InsertAsync(new("due|0", row), """{"v":1}""", Ct);

        await PlanAsync();
        await _story.SettleAsync();

        Assert.Single(_script.Asked);
        Assert.Null(await table.FindAsync(new("due|0", row), Ct));
    }

    /// <summary>Each kept the marks of every tenant behind it, in each round anew.</summary>
    [Theory]
    [InlineData("turns", "0~ZZ")]
    [InlineData("turns|0", "2026-11-20|~ZZ")]
    [InlineData("turns|0", "2026-11-20|broken")]
    public async Task What_is_odd_among_the_days_of_marks_keeps_no_others_marks(string partition, string row)
    {
        var table = _story.Host.Services.GetRequiredService<ITable>();
        Key mark = new("there", Key.Join(TurnClaim.Row, "a"));
        await table.InsertAsync(new("turns", "0"), """{"v":1}""", Ct);
        await table.InsertAsync(new("turns", "1"), """{"v":1}""", Ct);
        await table.InsertAsync(new(partition, row), """{"v":1}""", Ct);
        await table.InsertAsync(new("turns|1", "2026-11-20|there"), """{"v":1}""", Ct);
        await table.InsertAsync(mark, """{"v":1,"at":"2026-11-20T08:00:00Z"}""", Ct);
        _fault = asked => asked == "broken" ? new InvalidOperationException("Odd.") : null;

        // A round runs beside the story; in none of so many may it fail to come this far.
        for (var round = 0; round < 20 && await table.FindAsync(mark, Ct) is not null; round++) await _story.LaterAsync(TimeSpan.FromHours(1));

        Assert.Null(await table.FindAsync(mark, Ct));
    }

    /// <summary>A line that nobody can read, under a key that nobody wrote, beside a sweep or a job.</summary>
    [Theory]
    [InlineData("0000000000000000001")]
    [InlineData("0000000000000000001|~ZZ")]
    public async Task A_row_of_an_agenda_that_is_none_of_ours_is_taken_away_and_the_rest_goes_on(string row)
    {
        var table = _story.Host.Services.GetRequiredService<ITable>();
        var partition = Key.Join("agenda", _story.Org.Tenant.Id);
        await table.InsertAsync(new(partition, row), """{"v":"?"}""", Ct);

        await PlanAsync();
        await _story.SettleAsync();

        Assert.Single(_script.Asked);
        Assert.Null(await table.FindAsync(new(partition, row), Ct));
    }

    [Fact]
    public async Task What_the_store_refuses_ends_nothing_and_is_asked_again_at_the_next_look()
    {
        var refused = 0;
        _fault = partition => partition.StartsWith("due|", StringComparison.Ordinal) && refused++ < 3
            ? new StorageLimitException("Refused: InvalidInput.")
            : null;
        var asked = new TaskCompletionSource();
        _script.Plan = _ =>
        {
            asked.TrySetResult();
            return new(JobPlan.Nothing);
        };
        for (var seconds = 0; refused < 3 && seconds < 3_000; seconds++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct);
        }

        await PlanAsync();

        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
    }

    [Fact]
    public async Task Whoever_does_not_look_for_what_is_due_any_more_is_not_ready()
    {
        await _story.SettleAsync();
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
        _fault = partition => partition.StartsWith("due|", StringComparison.Ordinal) ? new InvalidOperationException("x") : null;

        _clock.Advance((3 * Tick) + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync());
        Assert.Contains(_story.Host.Services.GetServices<IHealthDetail>(),
            detail => detail.Problem?.Contains("has not looked", StringComparison.Ordinal) == true);

        _fault = _ => null;
        await _story.LaterAsync(Tick);
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
    }

    [Fact]
    public async Task Marks_of_turns_that_cannot_be_swept_in_one_place_go_in_the_others_and_there_later()
    {
        var sweeper = _story.Host.Services.GetRequiredService<TurnExpiry>();
        var table = _story.Host.Services.GetRequiredService<ITable>();
        foreach (var place in new[] { "one", "two" })
        {
            await table.InsertAsync(new(place, Key.Join(TurnClaim.Row, "x")), """{"v":1,"at":"2026-11-01T00:00:00Z"}""", Ct);
            sweeper.Note(place);
        }
        _fault = partition => partition == "one" ? new InvalidOperationException("x") : null;

        await sweeper.SweepAsync(Ct);
        _fault = _ => null;
        Assert.Equal((true, false), (await StandsAsync("one"), await StandsAsync("two")));
        await sweeper.SweepAsync(Ct);
        Assert.False(await StandsAsync("one"));

        async Task<bool> StandsAsync(string place) => await table.FindAsync(new(place, Key.Join(TurnClaim.Row, "x")), Ct) is not null;
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_process_that_ends_by_a_fault_says_so_to_whoever_watches_over_it(bool fails, int code)
    {
        using var folder = new DataFolder();
        string[] args = [.. _story.Sim.Settings().Where(setting => setting.Value is not null).Select(setting => $"--{setting.Key}={setting.Value}"),
            "--environment=Production", "--urls=http://127.0.0.1:0", $"--Storage:Sqlite={folder.File}", "--Logging:LogLevel:Default=None"];
        await using var app = Startup.Build(args, more: services => services.AddHostedService(provider =>
            new Ending(provider.GetRequiredService<IHostApplicationLifetime>(), fails)));

        Assert.Equal(code, await Startup.RunAsync(app, Ct));
    }

    private async Task PlanAsync()
    {
        await using var turn = _story.Host.Services.CreateAsyncScope();
        await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(_story.Org.Tenant.Id, SampleJob.Kind, "x", _clock.GetUtcNow()), Ct);
    }

    private async Task<HttpStatusCode> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = _story.Host.BaseAddress };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);
        return answer.StatusCode;
    }

    /// <summary>Ends the process, in order or by a fault.</summary>
    private sealed class Ending(IHostApplicationLifetime lifetime, bool fails) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            if (fails) throw new InvalidOperationException("x");
            lifetime.StopApplication();
        }
    }
}

/// <summary>The same on Azure Tables.</summary>
public sealed class LoopOnAzureTests(Azurite azurite) : LoopTests(azurite);
