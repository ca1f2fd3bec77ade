using System.Diagnostics;
using Xunit;

namespace TeamsCommunityBot.Tests.Support;

public sealed class NodeToolsTests
{
    [Fact]
    public async Task What_the_tests_run_in_Node_is_installed()
    {
        Assert.EndsWith(".js", await NodeTools.PathAsync("adaptivecards/dist/adaptivecards.min.js"), StringComparison.Ordinal);
        Assert.EndsWith(".js", await NodeTools.PathAsync("axe-core/axe.min.js"), StringComparison.Ordinal);

        using var azurite = Process.Start(await NodeTools.ScriptAsync("azurite/dist/src/azurite.js", "--version"))!;
        Assert.Equal("3.37.0", (await azurite.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task A_file_that_no_package_has_is_named() =>
        Assert.Contains("axe-core/none.js", (await Assert.ThrowsAsync<FileNotFoundException>(() => NodeTools.PathAsync("axe-core/none.js"))).Message,
            StringComparison.Ordinal);
}
