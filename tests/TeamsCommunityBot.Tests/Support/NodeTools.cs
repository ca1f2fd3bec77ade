using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>
/// The Node packages in <c>Support/npm</c>, pinned by its lock file. They are installed on first use, and again when the lock file changes;
/// what cannot be had is a failure that says what to install.
/// </summary>
internal static class NodeTools
{
    private const int OldestNode = 20;
    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(10);
    private static readonly Lazy<Task<string>> Modules = new(InstallAsync);

    /// <summary>The source tree's folder <c>Support/npm</c>, found upwards from where the tests run.</summary>
    public static string Folder => Path.Combine(Root(), "tests", "TeamsCommunityBot.Tests", "Support", "npm");

    /// <summary>The full path of a file in <c>node_modules</c>, such as <c>axe-core/axe.min.js</c>, installed when this returns.</summary>
    public static async Task<string> PathAsync(string file)
    {
        var path = Path.Combine(await Modules.Value, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"The installed packages hold no {file}.", path);
    }

    /// <summary>How to start a script of an installed package: its output redirected, the process yours to end.</summary>
    public static async Task<ProcessStartInfo> ScriptAsync(string file, params IEnumerable<string> arguments) =>
        Command("node", [await PathAsync(file), .. arguments]);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TeamsCommunityBot.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No TeamsCommunityBot.sln above {AppContext.BaseDirectory}: the tests run from the source tree.");
    }

    private static async Task<string> InstallAsync()
    {
        var modules = Path.Combine(Folder, "node_modules");
        await RequireNodeAsync();
        await using var oneAtATime = await LockAsync();
        var wanted = Hash(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json")));
        var stamp = Path.Combine(modules, ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return modules;
        await RunAsync("npm", "ci", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(stamp, wanted);
        return modules;
    }

    private static async Task RequireNodeAsync()
    {
        var version = (await RunAsync("node", "--version")).Trim().TrimStart('v');
        if (int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture) < OldestNode)
            throw new InvalidOperationException($"Node {version} is too old: install Node {OldestNode} or newer with npm.");
    }

    /// <summary>Held by one test process at a time: two at once would wipe each other's packages.</summary>
    private static async Task<FileStream> LockAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"teams-community-bot-npm-{Hash(Encoding.UTF8.GetBytes(Folder))[..16]}.lock");
        using var deadline = new CancellationTokenSource(InstallTime);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!deadline.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(InstallTime);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} in {Folder} failed:\n{await output}{await errors}");
    }

    private static Process Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(Command(program, arguments))!;
        }
        catch (Win32Exception problem)
        {
            throw new InvalidOperationException($"{program} is missing: install Node {OldestNode} or newer with npm.", problem);
        }
    }

    private static ProcessStartInfo Command(string program, IEnumerable<string> arguments)
    {
        // On Windows npm is a script, which only its full name starts.
        var name = program == "npm" && OperatingSystem.IsWindows() ? "npm.cmd" : program;
        return new(name, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
