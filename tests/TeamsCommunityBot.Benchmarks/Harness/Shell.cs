using System.ComponentModel;
using System.Diagnostics;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>Runs commands that end by themselves.</summary>
internal static class Shell
{
    /// <returns>What the command wrote to standard output.</returns>
    /// <exception cref="BenchmarkException">It is not installed, or ended with an error; the message holds its output.</exception>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new BenchmarkException($"{program} {string.Join(' ', arguments)} failed:\n{output}{await errors}");
    }

    private static Process Start(string folder, string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            })!;
        }
        catch (Win32Exception problem)
        {
            throw new BenchmarkException($"{program} cannot be started ({problem.Message}): {Prerequisites.HowToGet(program)}");
        }
    }
}
