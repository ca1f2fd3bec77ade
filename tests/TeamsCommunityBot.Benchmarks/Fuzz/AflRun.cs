using System.Diagnostics;
using System.Globalization;
using System.Text;
using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Fuzz;

/// <summary>Fuzzing with afl++: a copy of this program, in which the bot's code reports the branches that it takes.</summary>
internal static class AflRun
{
    public static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "afl-fuzz")));

    /// <summary>Runs for so many seconds. How many inputs were tried, and the files of those that crashed or hung.</summary>
    public static async Task<(long Tried, IReadOnlyList<string> Finds)> RunAsync(string name, FuzzTarget target, int seconds)
    {
        var folder = Path.Combine(Repository.Artifacts, "fuzz", name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var program = await InstrumentAsync(Path.Combine(folder, "program"));
        var (seeds, words, found) = (Path.Combine(folder, "seeds"), Path.Combine(folder, "words.dict"), Path.Combine(folder, "found"));
        Directory.CreateDirectory(seeds);
        foreach (var (index, seed) in target.SeedBytes.Index()) await File.WriteAllBytesAsync(Path.Combine(seeds, $"{index}"), seed);
        await File.WriteAllLinesAsync(words, target.Words.Select(Quoted));

        using var afl = Process.Start(Command(
            folder, "-i", seeds, "-o", found, "-x", words, "-t", "5000", "-m", "none", "-V", seconds.ToString(CultureInfo.InvariantCulture), "--", "dotnet",
                program, "fuzz-one", name))!;
        var output = await afl.StandardOutput.ReadToEndAsync();
        await afl.WaitForExitAsync();
        var stats = Path.Combine(found, "default", "fuzzer_stats");
        if (!File.Exists(stats)) throw new BenchmarkException($"afl-fuzz did not get going:\n{output}");
        return (Tried(await File.ReadAllLinesAsync(stats)), [.. Finds(found, "crashes"), .. Finds(found, "hangs")]);
    }

    private static async Task<string> InstrumentAsync(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // The folder whose manifest pins the tool.
        var here = Path.Combine(Repository.Root, "tests", "TeamsCommunityBot.Benchmarks");
        await Shell.RunAsync(here, "dotnet", "tool", "restore");
        await Shell.RunAsync(here, "dotnet", "tool", "run", "sharpfuzz", Path.Combine(folder, "TeamsCommunityBot.dll"));
        return Path.Combine(folder, "TeamsCommunityBot.Benchmarks.dll");
    }

    private static ProcessStartInfo Command(string folder, params string[] arguments)
    {
        var command = new ProcessStartInfo("afl-fuzz", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        command.Environment["AFL_NO_UI"] = "1";
        command.Environment["AFL_SKIP_BIN_CHECK"] = "1"; // what runs is dotnet; instrumented is the assembly
        command.Environment["AFL_SKIP_CPUFREQ"] = "1";
        command.Environment["AFL_NO_AFFINITY"] = "1";
        command.Environment["AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES"] = "1"; // a crash is told by SharpFuzz, not by a core dump
        return command;
    }

    private static long Tried(string[] stats) =>
        long.Parse(stats.Single(line => line.StartsWith("execs_done", StringComparison.Ordinal)).Split(':')[1].Trim(), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Finds(string found, string kind) =>
        Directory.Exists(Path.Combine(found, "default", kind)) ? Directory.EnumerateFiles(Path.Combine(found, "default", kind), "id*") : [];

    /// <summary>A word as afl++ wants it: in quotes, everything but letters and digits in hexadecimals.</summary>
    private static string Quoted(string word) =>
        $"\"{string.Concat(Encoding.UTF8.GetBytes(word).Select(b => char.IsAsciiLetterOrDigit((char)b) ? $"{(char)b}" : $"\\x{b:X2}"))}\"";
}
