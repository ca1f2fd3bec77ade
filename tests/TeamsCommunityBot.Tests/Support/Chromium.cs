using System.Diagnostics;
using Microsoft.Playwright;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace TeamsCommunityBot.Tests.Support;

/// <summary>
/// The one browser of a test run: started when a test first asks for a page, closed after the last test. Take it as a constructor argument.
/// It reaches loopback and nothing else. Where Chromium is missing it is installed, or the test fails saying what to install.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Names the browser to use, where it is not on the PATH.</summary>
    public const string PathVariable = "CHROMIUM_PATH";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ];

    private readonly Lazy<Task<Running>> running = new(StartAsync);

    /// <summary>A page in a session of its own, with no memory of other tests. Dispose it with <c>await page.Context.CloseAsync()</c>.</summary>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="height">Of the window, in CSS pixels.</param>
    /// <param name="dark">Whether the page is told that the person prefers dark.</param>
    public async Task<IPage> OpenAsync(int width = 1200, int height = 900, bool dark = false)
    {
        var browser = (await running.Value).Browser;
        var context = await browser.NewContextAsync(new()
        {
            // People and their community live in one zone: "today" is the same day on the page and in the bot, also around midnight elsewhere.
            TimezoneId = LocalTime.DefaultZone,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!running.IsValueCreated || !running.Value.IsCompletedSuccessfully) return;
        var (playwright, browser) = await running.Value;
        await browser.CloseAsync();
        playwright.Dispose();
    }

    private static async Task<Running> StartAsync()
    {
        var path = Find() ?? await InstallAsync();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
        return new Running(playwright, browser);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new InvalidOperationException($"{PathVariable} is {named}, and there is no such file.");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(_ => folders, (name, folder) => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static async Task<string> InstallAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get")) throw Missing("");
        await AptGetAsync("update");
        await AptGetAsync("install", "-y", "--no-install-recommends", "chromium", "fonts-liberation");
        return Find() ?? throw Missing(" apt-get has just installed it, and it is still not on the PATH.");
    }

    private static async Task AptGetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/apt-get", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start) ?? throw Missing(" apt-get does not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await output;
        if (process.ExitCode != 0) throw Missing($" apt-get {arguments[0]} failed: {await error}");
    }

    private static InvalidOperationException Missing(string why) =>
        new($"This test needs Chromium. Install it (apt-get install chromium fonts-liberation) or set {PathVariable} to its program file.{why}");

    private sealed record Running(IPlaywright Playwright, IBrowser Browser);
}
