using System.Diagnostics;
using System.Text.RegularExpressions;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>The bot in its Production configuration as a process of its own, which can be killed as a power cut does.</summary>
internal sealed partial class ProductionProcess : IDisposable
{
    private readonly Process _process;

    private ProductionProcess(Process process, Uri address) => (_process, Endpoint) = (process, new(address, "/api/messages"));

    public Uri Endpoint { get; }

    /// <summary>Starts it and waits until it listens. The settings go by environment, where a secret belongs.</summary>
    public static async Task<ProductionProcess> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Turn).Assembly.Location, "--urls=http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start)!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is not { Success: true } match) continue;
            // The rest of its log is of no interest, and must not fill the pipe.
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            return new(process, new(match.Value));
        }
        throw new InvalidOperationException($"The bot ended before it listened:\n{string.Join('\n', said)}");
    }

    /// <summary>SIGKILL: it gets no chance to finish or to flush anything.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
