using System.Globalization;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>The load generator, on the second core.</summary>
internal static class Wrk
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "turn.lua");

    /// <param name="connections">How many requests are on their way at once.</param>
    public static async Task<Load> RunAsync(Uri server, byte[] request, int connections, int seconds)
    {
        var file = Path.Combine(Repository.Artifacts, "benchmarks", "request.http");
        await File.WriteAllBytesAsync(file, request);
        var output = await Shell.RunAsync(Repository.Artifacts, "taskset", "-c", $"{Cores.Load}", "wrk", "-t1", $"-c{connections}", $"-d{seconds}s",
            "--timeout", "5s", "--latency",
            "-s", Script, server.ToString(), "--", file, Activities.NextRun().ToString(CultureInfo.InvariantCulture));
        var result = output.Split('\n').Single(line => line.StartsWith("RESULT ", StringComparison.Ordinal));
        var figures = result.Split(' ').Skip(1).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        return new((long)figures[0], figures[0] / (figures[1] / 1e6), figures[2] / 1000, figures[3] / 1000, (long)figures[4]);
    }
}

/// <param name="Failures">Requests that were not answered with success.</param>
internal sealed record Load(long Requests, double PerSecond, double P50, double P99, long Failures);

/// <summary>Which core does what.</summary>
internal static class Cores
{
    /// <summary>The server that is measured, alone.</summary>
    public const int Server = 0;

    /// <summary>The load generator, the connector, and storage that runs beside.</summary>
    public const int Load = 1;
}
