using Xunit;

namespace TeamsCommunityBot.Tests.Infra;

/// <summary>The compiler and its linter have nothing to say, and would have.</summary>
public sealed class CompilerTests(InfraFolder folder) : IClassFixture<InfraFolder>
{
    private static readonly Dictionary<string, (string From, string To, string Says)> Breakages = new()
    {
        ["a property that is misspelt"] = ("allowSharedKeyAccess:", "allowSharedKeyAcces:", "BCP089"),
        ["a value of the wrong type"] = ("httpsOnly: true", "httpsOnly: 'yes'", "BCP036"),
        ["a variable that nothing uses"] = ("var worldName", "var spare = 1\nvar worldName", "no-unused-vars"),
        ["a parameter that nothing uses"] = ("param botSku", "param spare string\nparam botSku", "no-unused-params"),
        ["an address of the public cloud"] = ("storage.properties.primaryEndpoints.table", "'https://${storage.name}.table.core.windows.net'",
            "no-hardcoded-env-urls"),
        ["a key that is handed out"] = ("output host string = web.properties.defaultHostName", "output host string = storage.listKeys().keys[0].value",
            "outputs-should-not-contain-secrets"),
        ["a secret with a default"] = ("param displayName string", "@secure()\nparam displayName string", "secure-parameter-default"),
        ["a place that is fixed"] = ("param location string = resourceGroup().location", "var location = 'westeurope'", "no-hardcoded-location"),
    };

    public static TheoryData<string> BreakageNames => [.. Breakages.Keys];

    [Theory]
    [InlineData("build", "main.bicep", "--stdout")]
    [InlineData("lint", "main.bicep")]
    [InlineData("build-params", "main.bicepparam", "--stdout")]
    public async Task Nothing_is_to_be_said_of(string command, string file, params string[] options)
    {
        var run = await Bicep.RunAsync([command, Path.Combine(InfraFolder.Root, file), .. options], TestContext.Current.CancellationToken);

        Assert.Equal("", run.Diagnostics);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("main.bicep")]
    [InlineData("main.bicepparam")]
    public async Task The_file_is_laid_out_as_the_compiler_would(string file)
    {
        var path = Path.Combine(InfraFolder.Root, file);
        var run = await Bicep.RunAsync(["format", path, "--stdout"], TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), run.Output);
    }

    [Theory]
    [MemberData(nameof(BreakageNames))]
    public async Task Something_is_said_of(string breakage)
    {
        var (from, to, says) = Breakages[breakage];
        var path = Path.Combine(folder.Copy(), "main.bicep");
        var source = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(from, source, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, source.Replace(from, to, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var run = await Bicep.RunAsync(["lint", path], TestContext.Current.CancellationToken);

        Assert.Contains(says, run.Diagnostics, StringComparison.Ordinal);
    }
}
