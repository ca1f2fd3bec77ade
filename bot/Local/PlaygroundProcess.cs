using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TeamsCommunityBot.Local;

/// <summary>
/// The Microsoft 365 Agents Playground as a child process: npm's <c>npx</c>, which fetches the pinned version where it is missing, and the Node process
/// below it. It is a development tool under Microsoft's own terms, so it is fetched and never shipped.
/// </summary>
internal sealed class PlaygroundProcess : IAsyncDisposable
{
    private const string Package = "@microsoft/m365agentsplayground@0.2.28";
    private const string ListeningLine = "Listening on ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly TimeProvider _clock;
    private readonly Task<string> _complaint;

    private PlaygroundProcess(Process process, TimeProvider clock)
    {
        (_process, _clock) = (process, clock);
        _complaint = ComplaintAsync(process.StandardError);
    }

    /// <summary>Starts it for the bot at <paramref name="bot"/>.</summary>
    /// <param name="port">A port that <see cref="FreePort"/> gave.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no <c>npx</c> on this machine.</exception>
    public static PlaygroundProcess Start(Uri bot, int port, TimeProvider clock)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npx.cmd" : "npx", Arguments(bot, port))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["NODE_OPTIONS"] =
            $"{Environment.GetEnvironmentVariable("NODE_OPTIONS")} --require \"{Beside("loopback.cjs").Replace('\\', '/')}\"".Trim();
        start.Environment["NO_PROXY"] = $"{Environment.GetEnvironmentVariable("NO_PROXY")},127.0.0.1,localhost".TrimStart(',');
        start.Environment["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = Beside("playground.yml");
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        return new PlaygroundProcess(Process.Start(start)!, clock);
    }

    /// <summary>The wanted port if nobody listens there, else one that the system chooses.</summary>
    public static int FreePort(int wanted) => TryBind(wanted) ?? TryBind(0) ?? throw new InvalidOperationException("No port is free on this machine.");

    /// <summary>A file that is copied beside the program.</summary>
    public static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, "Local", file);

    /// <summary>The port that it listens on, as soon as it does; null when it ended without.</summary>
    public async Task<int?> ListeningAsync(CancellationToken ct)
    {
        while (await _process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(ListeningLine, StringComparison.Ordinal)
                && int.TryParse(line.AsSpan(ListeningLine.Length), CultureInfo.InvariantCulture, out var port))
                return port;
        }

        return null;
    }

    /// <summary>Reads on, so that it never waits for a full pipe, until it has ended.</summary>
    /// <returns>What it complained of, or how it ended.</returns>
    public async Task<string> EndedAsync(CancellationToken ct)
    {
        while (await _process.StandardOutput.ReadLineAsync(ct) is not null)
        {
        }

        await _process.WaitForExitAsync(ct);
        return await _complaint is { Length: > 0 } complaint ? complaint : string.Create(CultureInfo.InvariantCulture, $"exit code {_process.ExitCode}");
    }

    /// <summary>Ends it and what it started, and nothing else: closed input asks it to go (see loopback.cjs), a kill makes it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience, _clock);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string[] Arguments(Uri bot, int port) =>
    [
        "--yes", $"--package={Package}", "--", "agentsplayground", "start",
        "--app-endpoint", new Uri(bot, "/api/messages").ToString(),
        "--channel-id", "msteams",
        "--port", port.ToString(CultureInfo.InvariantCulture),
        "--service-url", $"http://127.0.0.1:{port}/_connector",
        "--disable-telemetry",
    ];

    private static int? TryBind(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>The line that names the trouble: the first that speaks of an error, else the last. Stack traces end in a line that says nothing.</summary>
    private static async Task<string> ComplaintAsync(StreamReader reader)
    {
        var (error, last) = ("", "");
        while (await reader.ReadLineAsync() is { } line)
        {
            last = line.Trim().Length > 0 ? line.Trim() : last;
            if (error.Length == 0 && line.Contains("error", StringComparison.OrdinalIgnoreCase)) error = last;
        }
        return error.Length > 0 ? error : last;
    }
}
