using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>The bot in its Production configuration as a process of its own, which can be killed as a power cut does.</summary>
internal sealed partial class ProductionProcess : IDisposable
{
    private readonly Process _process;

    private ProductionProcess(Process process, Uri address) => (_process, Endpoint) = (process, new(address, "/api/messages"));

    public Uri Endpoint { get; }

    /// <summary>The names of the files that the process has in its memory; Linux tells them.</summary>
    public async Task<IReadOnlySet<string>> LoadedAsync(CancellationToken ct) =>
        (await File.ReadAllLinesAsync($"/proc/{_process.Id}/maps", ct)).Select(line => Path.GetFileName(line.Split(' ')[^1])).ToHashSet();

    /// <summary>Starts it and waits until it listens. The settings go by environment, where a secret belongs.</summary>
    public static async Task<ProductionProcess> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Turn).Assembly.Location, "--urls=http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) address.TrySetException(new InvalidOperationException($"The bot ended before it listened:\n{said}"));
            else if (Listening().Match(line.Data) is { Success: true } match) address.TrySetResult(new(match.Value));
            else if (!address.Task.IsCompleted) said.AppendLine(line.Data);
        };
        process.BeginOutputReadLine();
        try
        {
            return new(process, await address.Task.WaitAsync(ct));
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>SIGKILL: it gets no chance to finish or to flush anything.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public void Dispose() => End(_process);

    private static void End(Process process)
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
