using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Local;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;
using static TeamsCommunityBot.Tests.EndToEnd.PlaygroundPage;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>A pause that ends by itself, as somebody sees it in the Playground: the bot's clock is put forward, and all else is as it is.</summary>
public sealed class PauseWalkTests(Chromium chromium) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory("community-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Language.Dutch, "nl-NL")]
    [InlineData(Language.English, "en-US")]
    public async Task After_a_pause_the_message_comes_again_without_anybody_asking(string language, string locale)
    {
        var (clock, port) = (new ForwardClock(), PlaygroundProcess.FreePort(0));
        await using var bot = Startup.Build(
            ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Playground:Port={port}", $"--Playground:Locale={locale}",
                $"--Storage:Sqlite={Path.Combine(_folder, "community.db")}", "--Schedule:Tick=00:00:01", "--Schedule:Spread=00:00:00"],
            clock);
        await bot.StartAsync(TestContext.Current.CancellationToken);
        using var spoken = Language.Use(language);
        await using var page = await OpenAsync(chromium, await ListeningAsync(port));
        await page.RegisterAsync("Erfgoed in de buurt");

        var post = await page.PostAsync(Typed("nudge"));
        await PressAsync(page.Card(NudgeTexts.RhythmLabel, post), NudgeTexts.PauseButton);
        await PressAsync(page.Card(NudgeTexts.PauseTitle, post), NudgeTexts.PauseTwoWeeks);
        var until = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(14);
        await ShowsAsync(page.Card(NudgeTexts.RhythmLabel, post), NudgeTexts.Resume, Words.Fill(NudgeTexts.Paused, Words.Day(until)));

        clock.PutForwardTo(Rhythm.Default.MomentsAfter(clock.GetUtcNow(), "UTC").First(slot => !new Pause(default, until).Covers(slot.Day)).At);

        var nudge = page.Card(NudgeTexts.Inspires);
        await nudge.WaitForAsync();
        await page.LookAsync("pause", "over");
        var after = page.Card(NudgeTexts.RhythmLabel, await page.PostAsync(Typed("nudge")));
        await ShowsAsync(after, NudgeTexts.PauseButton);
        Assert.Equal(0, await after.GetByText(NudgeTexts.Resume).CountAsync());
        Assert.Equal(1, await nudge.CountAsync());
        await page.LookAsync("pause", "rhythm");
    }

    private static async Task<Uri> ListeningAsync(int port)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        using var http = new HttpClient();
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(address, deadline.Token);
                return address;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(Glance, TimeProvider.System, deadline.Token);
            }
        }
    }

    /// <summary>Goes as the system's clock does, from a later moment on.</summary>
    private sealed class ForwardClock : TimeProvider
    {
        private long _ahead;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

        public void PutForwardTo(DateTimeOffset moment) => Interlocked.Exchange(ref _ahead, (moment - System.GetUtcNow()).Ticks);
    }
}
