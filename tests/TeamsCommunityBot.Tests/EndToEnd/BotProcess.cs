using System.Diagnostics;
using System.Text.RegularExpressions;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>
/// The bot as a person starts it: a process of its own in Development, its data in the test's folder, on ports that the system chooses.
/// Disposing it kills it, unless it was stopped.
/// </summary>
internal sealed partial class BotProcess : IAsyncDisposable
{
    /// <summary>The first time, npm has to fetch the Playground.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    private BotProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything that it has written to the console so far.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts it by the README's command.</summary>
    /// <param name="folder">Where its data is.</param>
    public static BotProcess Run(string folder)
    {
        var configuration = Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Name;
        string[] command = ["run", "--project", Repository.Bot, "--no-build", "--configuration", configuration, "--"];
        return Start([.. command, .. Settings(folder)], folder);
    }

    /// <param name="folder">Where its data is.</param>
    /// <param name="settings">More settings, as <c>--Key=value</c>; they win over the defaults here.</param>
    public static BotProcess Start(string folder, params IEnumerable<string> settings) => Start(folder, Environment.GetEnvironmentVariable("PATH")!, settings);

    /// <param name="path">The bot's own PATH: where it looks for Node.</param>
    /// <inheritdoc cref="Start(string, IEnumerable{string})"/>
    public static BotProcess Start(string folder, string path, IEnumerable<string> settings) =>
        Start([typeof(Turn).Assembly.Location, .. Settings(folder), .. settings], folder, ("ASPNETCORE_ENVIRONMENT", "Development"), ("PATH", path));

    /// <summary>Starts it in another environment than Development.</summary>
    /// <inheritdoc cref="Start(string, IEnumerable{string})"/>
    public static BotProcess StartIn(string environment, string folder, IEnumerable<string> settings) =>
        Start([typeof(Turn).Assembly.Location, .. Settings(folder), .. settings], folder, ("ASPNETCORE_ENVIRONMENT", environment));

    /// <summary>Where the bot itself listens.</summary>
    public async Task<Uri> AddressAsync() => new((await SaysAsync(BotListens())).Groups["address"].Value);

    /// <summary>Where the Playground listens, once the bot says that it does.</summary>
    public async Task<Uri> PlaygroundAsync() => new((await SaysAsync(PlaygroundListens())).Groups["address"].Value);

    /// <summary>Waits until the console shows this.</summary>
    /// <exception cref="TimeoutException">It did not; the message holds what it shows.</exception>
    public async Task<Match> SaysAsync(Regex words)
    {
        var found = Match.Empty;
        await UntilAsync(() => (found = words.Match(Output)).Success || _process.HasExited, Patience);
        return (found = words.Match(Output)).Success ? found : throw new TimeoutException($"The bot never said '{words}'. It said:\n{Output}");
    }

    /// <summary>Asks it to stop, as Ctrl-C and a service manager do, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        return await EndedAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends it as a crash does: it has no chance to end anything else.</summary>
    public void Crash() => _process.Kill();

    /// <summary>Looks again and again, until it is true or the time is up.</summary>
    /// <exception cref="TimeoutException">The time was up.</exception>
    public static async Task UntilAsync(Func<bool> isSo, TimeSpan time)
    {
        for (var clock = Stopwatch.StartNew(); !isSo(); await Task.Delay(Glance, TimeProvider.System))
        {
            if (clock.Elapsed > time)
                throw new TimeoutException($"Not so after {time}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await EndedAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"The bot listens at (?<address>http://127\.0\.0\.1:\d+)/")]
    private static partial Regex BotListens();

    [GeneratedRegex(@"open (?<address>http://127\.0\.0\.1:\d+) in a browser")]
    private static partial Regex PlaygroundListens();

    private static string[] Settings(string folder) =>
        ["--urls=http://127.0.0.1:0", "--Playground:Port=0", $"--Storage:Sqlite={Path.Combine(folder, "community.db")}"];

    private static BotProcess Start(string[] arguments, string folder, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new BotProcess(Process.Start(start)!);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lines)
            _lines.Add(line);
    }
}
