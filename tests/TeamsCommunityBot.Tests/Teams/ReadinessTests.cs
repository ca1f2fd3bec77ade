using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams;

/// <summary>Whether the bot says that it can serve only when it can, what it tells strangers, and what it lets them write.</summary>
public sealed class ReadinessTests(Azurite azurite)
{
    private const string NoKeys = "http://127.0.0.1:1/";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_signing_keys_it_is_not_ready_and_nobody_is_let_in()
    {
        await using var story = await Story.StartAsync(new Dictionary<string, string?> { ["Bot:OpenIdMetadata"] = NoKeys });

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unready"), await ReadyAsync(story));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await story.Sim.DeliverAsync(story.Host.Endpoint, Message(story), Ct)).Status);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("Azurite")]
    public async Task With_a_card_key_that_cannot_be_read_it_is_not_ready_and_no_turn_is_lost(string store)
    {
        await using var story = await Story.StartAsync(store == "Azurite" ? await azurite.SettingsAsync() : null);
        await story.AsksAsync(story.Org.Anna, story.Org.Channel, "help");
        var table = story.Host.Services.GetRequiredService<ITable>();
        var key = Assert.Single((await table.QueryAsync(new RowRange(Key.Join("keys")), 10, null, Ct)).Entries);
        var spoiled = await table.ReplaceAsync(key.Key, """{"v":1,"secret":"nonsense"}""", key.ETag, Ct);
        await story.RestartAsync();
        var message = Message(story);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unready"), await ReadyAsync(story));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await story.Sim.DeliverAsync(story.Host.Endpoint, message, Ct)).Status);

        table = story.Host.Services.GetRequiredService<ITable>();
        await table.ReplaceAsync(key.Key, key.Json, spoiled!, Ct);
        await story.RestartAsync();
        Assert.NotEmpty(await story.SendAsync(message));
    }

    [Fact]
    public async Task With_a_store_that_fails_strangers_read_one_word_and_the_log_has_the_sentence()
    {
        var log = new LogKeeper();
        var settings = new Dictionary<string, string?> { ["Storage:Sqlite"] = "/proc/nowhere/community.db", ["Schedule:Enabled"] = "false" };
        await using var story = await Story.StartAsync(settings, more: services => services.AddSingleton<ILoggerProvider>(log));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unready"), await ReadyAsync(story));
        Assert.Contains(log.Lines, line => line.Line.Contains("/proc/nowhere/community.db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_tables_that_do_not_answer_strangers_read_one_word_and_no_place_of_theirs()
    {
        var nowhere = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm9ib2R5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;";
        var settings = new Dictionary<string, string?> { ["Storage:ConnectionString"] = nowhere, ["Storage:Table"] = "tables", ["Schedule:Enabled"] = "false" };
        await using var story = await Story.StartAsync(settings);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unready"), await ReadyAsync(story));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await story.Sim.DeliverAsync(story.Host.Endpoint, Message(story), Ct)).Status);
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_is_told_in_the_log_and_is_no_reason_to_take_the_bot_away()
    {
        var log = new LogKeeper();
        var settings = new Dictionary<string, string?> { ["Bot:ClientSecret"] = "another-secret" };
        await using var story = await Story.StartAsync(settings, more: services => services.AddSingleton<ILoggerProvider>(log));
        await story.Sim.DeliverAsync(story.Host.Endpoint, Message(story), Ct);

        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(story));
        Assert.Contains(log.Lines, line => line.Line.Contains("Ready, but: There is no token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task However_often_it_is_asked_the_store_is_asked_once_a_second()
    {
        var counted = new CountedHealth();
        await using var story = await Story.StartAsync(
            clock: new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow()),
            more: services => services.AddSingleton<IStorageHealth>(counted));
        var before = counted.Count;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => ReadyAsync(story)));

        Assert.Equal(1, counted.Count - before);
    }

    [Fact]
    public async Task A_data_file_that_others_may_read_is_closed()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var sim = await SimTeams.StartAsync(ct: Ct);
        var folder = Directory.CreateTempSubdirectory("community-bot-");
        foreach (var name in new[] { "community.db", "community.db-wal", "community.db-shm" })
        {
            var path = Path.Combine(folder.FullName, name);
            await File.WriteAllBytesAsync(path, [], Ct);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
        var log = new LogKeeper();

        await using var host = await BotHost.StartAsync(sim, folder: folder, more: services => services.AddSingleton<ILoggerProvider>(log), ct: Ct);

        Assert.All(folder.GetFiles("community.db*"), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
        Assert.Contains(log.Lines, line => line.Line.Contains("could be read by others", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rubbish")]
    public async Task A_stranger_cannot_write_the_log(string? token)
    {
        var log = new LogKeeper();
        await using var story = await Story.StartAsync(more: services => services.AddSingleton<ILoggerProvider>(log));
        var before = log.Lines.Count;

        for (var n = 0; n < 300; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await story.Sim.DeliverAsync(story.Host.Endpoint, Message(story), token, Ct)).Status);

        Assert.InRange(log.Lines.Count - before, 1, 30);
    }

    private static System.Text.Json.Nodes.JsonObject Message(Story story) => story.Sim.Activities.Message(story.Org.Channel, story.Org.Anna, "help");

    private static async Task<(HttpStatusCode, string)> ReadyAsync(Story story)
    {
        using var http = new HttpClient { BaseAddress = story.Host.BaseAddress };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private sealed class CountedHealth : IStorageHealth
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public async ValueTask<string?> ProblemAsync(CancellationToken ct)
        {
            Interlocked.Increment(ref _count);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
            return null;
        }
    }
}
