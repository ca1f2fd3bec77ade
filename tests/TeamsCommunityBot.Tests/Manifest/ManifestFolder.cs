using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace TeamsCommunityBot.Tests.Manifest;

/// <summary>The folder <c>manifest/</c> and its packaging command; making the fixture installs what the command needs.</summary>
public sealed class ManifestFolder : IAsyncLifetime
{
    public const string BotId = "11111111-2222-3333-4444-555555555555";
    public const string AppId = "66666666-7777-8888-9999-aaaaaaaaaaaa";

    /// <summary>Arguments that are right.</summary>
    public static string[] Arguments { get; } = ["--bot-id", BotId, "--app-id", AppId, "--domain", "bot.example.org"];

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("community-bot-manifest-");

    public static string Root { get; } = Path.Combine(Support.Repository.Root, "manifest");

    /// <summary>What the documented command printed, and the package it made.</summary>
    public Run FirstRun { get; private set; } = new(-1, "");

    public string Package => Path.Combine(_scratch.FullName, "package.zip");

    public static JsonNode Manifest() => Parse(Path.Combine(Root, "manifest.json"));

    public static JsonNode Dutch() => Parse(Path.Combine(Root, "nl-nl.json"));

    public async ValueTask InitializeAsync() =>
        FirstRun = await StartAsync("npm", ["--prefix", Root, "run", "package", "--", .. Arguments, "--out", Package], CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _scratch.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the script itself, its packages being there.</summary>
    public static Task<Run> PackageAsync(IEnumerable<string> arguments, CancellationToken ct) =>
        StartAsync("node", [Path.Combine(Root, "package.mjs"), .. arguments], ct);

    /// <summary>A copy of what goes into the package, to be broken.</summary>
    public string Copy()
    {
        var copy = _scratch.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        foreach (var file in Directory.EnumerateFiles(Root, "*.png").Concat([Path.Combine(Root, "manifest.json"), Path.Combine(Root, "nl-nl.json")]))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    private static JsonNode Parse(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private static async Task<Run> StartAsync(string program, string[] arguments, CancellationToken ct)
    {
        // On Windows npm is a script, which only its full name starts.
        var name = program == "npm" && OperatingSystem.IsWindows() ? "npm.cmd" : program;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new Run(process.ExitCode, await output + await errors);
        }
        catch (Win32Exception problem)
        {
            throw new InvalidOperationException($"{program} is missing: install Node 20 or newer with npm.", problem);
        }
    }

    public sealed record Run(int ExitCode, string Output);
}
