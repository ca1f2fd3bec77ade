using System.Text.Json.Nodes;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Infra;

/// <summary>The folder <c>infra/</c>, compiled once.</summary>
public sealed class InfraFolder : IAsyncLifetime
{
    private static readonly Lazy<Task<(JsonNode Template, JsonNode Snapshot)>> Compiled = new(CompileAsync);

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("community-bot-infra-");

    public static string Root { get; } = Path.Combine(Repository.Root, "infra");

    /// <summary>What Azure Resource Manager is given.</summary>
    public JsonNode Template { get; private set; } = new JsonObject();

    /// <summary>
    /// What it makes of that with the example's parameters: every resource with its full id, loops and variables worked out. What only a deployment
    /// can tell stays a <c>[reference('id', …).property]</c>.
    /// </summary>
    public JsonNode Snapshot { get; private set; } = new JsonObject();

    public async ValueTask InitializeAsync() => (Template, Snapshot) = await Compiled.Value;

    /// <summary>A copy of what is compiled, to be broken.</summary>
    public string Copy() => CopyTo(_scratch.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName);

    public ValueTask DisposeAsync()
    {
        _scratch.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<(JsonNode Template, JsonNode Snapshot)> CompileAsync()
    {
        var scratch = Directory.CreateTempSubdirectory("community-bot-infra-");
        var template = await RunAsync("build", Path.Combine(Root, "main.bicep"), "--stdout");
        var parameters = Path.Combine(CopyTo(scratch.FullName), "main.bicepparam"); // the snapshot is written beside them
        var id = Guid.AllBitsSet.ToString();
        await RunAsync("snapshot", parameters, "--mode", "overwrite", "--subscription-id", id, "--tenant-id", id, "--resource-group", "example", "--location",
            "westeurope");
        var snapshot = await File.ReadAllTextAsync(Path.ChangeExtension(parameters, ".snapshot.json"));
        scratch.Delete(recursive: true);
        return (JsonNode.Parse(template)!, JsonNode.Parse(snapshot)!);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var run = await Bicep.RunAsync(arguments, CancellationToken.None);
        Assert.True(run.ExitCode == 0, run.Diagnostics);
        return run.Output;
    }

    private static string CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Root, "*bicep*"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }
}
