using SharpFuzz;
using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Fuzz;

/// <summary>The command: fuzzes one target or all, with afl++ where it is installed.</summary>
internal static class FuzzRun
{
    public static async Task<int> RunAsync(string wanted, int seconds)
    {
        if (wanted != "all" && !FuzzTargets.All.ContainsKey(wanted))
            throw new BenchmarkException($"There is no target '{wanted}'; there are: all, {string.Join(", ", FuzzTargets.All.Keys)}.");
        if (!AflRun.IsInstalled)
            Console.WriteLine("afl++ is not installed (Debian: apt-get install afl++), so inputs are changed at random, without seeing what they reach.");
        var finds = 0;
        foreach (var (name, target) in FuzzTargets.All.Where(t => wanted == "all" || t.Key == wanted))
            finds += AflRun.IsInstalled ? await WithAflAsync(name, target, seconds) : WithoutAfl(name, target, seconds);
        return finds == 0 ? 0 : 1;
    }

    /// <summary>What afl++ starts: reads inputs from it until it has enough.</summary>
    public static int RunOne(string name)
    {
        // The targets are made inside: the instrumented code of the bot must not run before SharpFuzz is connected to afl++.
        Fuzzer.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            FuzzTargets.All[name].Run(bytes.ToArray());
        });
        return 0;
    }

    private static async Task<int> WithAflAsync(string name, FuzzTarget target, int seconds)
    {
        var (tried, finds) = await AflRun.RunAsync(name, target, seconds);
        Console.WriteLine($"{name}: {tried:N0} inputs in {seconds} s with afl++, {finds.Count} finds");
        foreach (var find in finds) Console.WriteLine($"  {find}");
        return finds.Count;
    }

    private static int WithoutAfl(string name, FuzzTarget target, int seconds)
    {
#pragma warning disable RS0030 // The entry point is where chance comes in; the loop gets it as an argument.
        var random = Random.Shared;
#pragma warning restore RS0030
        var (tried, find, what) = new MutationLoop(target, TimeProvider.System, random).Run(TimeSpan.FromSeconds(seconds));
        Console.WriteLine(find is null ? $"{name}: {tried:N0} inputs in {seconds} s, 0 finds" : $"{name}: a find at input {tried:N0}");
        if (find is null) return 0;
        var file = Path.Combine(Repository.Artifacts, "fuzz", $"{name}.find");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, find);
        Console.WriteLine($"  {file}\n  {what}");
        return 1;
    }
}
