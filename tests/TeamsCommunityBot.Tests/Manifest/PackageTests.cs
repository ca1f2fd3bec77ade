using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace TeamsCommunityBot.Tests.Manifest;

public sealed class PackageTests(ManifestFolder folder) : IClassFixture<ManifestFolder>
{
    private static readonly Dictionary<string, (Action<string> Break, string Says)> Breakages = new()
    {
        ["a name that is too long"] = (Edit("manifest.json", m => m["name"]!["short"] = new string('a', 31)), "/name/short"),
        ["an unknown property"] = (Edit("manifest.json", m => m["colour"] = "teal"), "additional properties"),
        ["a scope in the old spelling"] = (Edit("manifest.json", m => m["bots"]![0]!["scopes"]![2] = "groupchat"), "/bots/0/scopes/2"),
        ["a bot without an id"] = (Edit("manifest.json", m => m["bots"]![0]!.AsObject().Remove("botId")), "botId"),
        ["a version without a schema"] = (Edit("manifest.json", m => m["manifestVersion"] = "9.99"), "no published schema"),
        ["a schema of another version"] = (Edit("manifest.json", m => m["manifestVersion"] = "1.29"), "$schema is not of version 1.29"),
        ["a placeholder that nothing fills"] = (Edit("manifest.json", m => m["version"] = "${{VERSION}}"), "nothing fills ${{VERSION}}"),
        ["a Microsoft product in the name"] = (Edit("manifest.json", m => m["name"]!["short"] = "Teams Bot"), "product name"),
        ["a Dutch text that is missing"] = (Edit("nl-nl.json", t => t.AsObject().Remove("bots[0].commandLists[0].commands[0].description")), "no text for"),
        ["a Dutch text that is empty"] = (Edit("nl-nl.json", t => t["bots[0].commandLists[0].commands[0].title"] = " "), "no text for"),
        ["a Dutch text for nothing"] = (Edit("nl-nl.json", t => t["bots[0].commandLists[2].commands[11].title"] = "weg"), "stands nowhere"),
        ["a Dutch text that is too long"] = (Edit("nl-nl.json", t => t["description.short"] = new string('a', 81)), "nl-nl.json: /description.short"),
        ["a translation that is gone"] = (source => File.Delete(Path.Combine(source, "nl-nl.json")), "nl-nl.json"),
        ["an icon that is gone"] = (source => File.Delete(Path.Combine(source, "outline.png")), "outline.png: missing"),
        ["an icon of another size"] = (source => File.Copy(Path.Combine(source, "color.png"), Path.Combine(source, "outline.png"), overwrite: true),
            "192 × 192"),
        ["an icon that is no PNG"] = (source => File.WriteAllText(Path.Combine(source, "color.png"), "not a picture, whatever its name says"), "not a PNG"),
    };

    public static TheoryData<string> BreakageNames => [.. Breakages.Keys];

    [Fact]
    public async Task The_documented_command_makes_a_package_that_is_valid()
    {
        Assert.True(folder.FirstRun.ExitCode == 0, folder.FirstRun.Output);
        await using var zip = await ZipFile.OpenReadAsync(folder.Package, TestContext.Current.CancellationToken);
        Assert.Equal(["manifest.json", "color.png", "outline.png", "color32.png", "nl-nl.json"], zip.Entries.Select(entry => entry.FullName));

        await using var content = await zip.GetEntry("manifest.json")!.OpenAsync(TestContext.Current.CancellationToken);
        var manifest = (await JsonNode.ParseAsync(content, cancellationToken: TestContext.Current.CancellationToken))!;
        Assert.Equal(ManifestFolder.BotId, (string?)manifest["bots"]![0]!["botId"]);
        Assert.Equal(ManifestFolder.AppId, (string?)manifest["id"]);
        Assert.Equal("bot.example.org", (string?)manifest["validDomains"]![0]);
        Assert.Equal("https://bot.example.org/privacy", (string?)manifest["developer"]!["privacyUrl"]);
        Assert.DoesNotContain("${{", manifest.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_input_makes_the_same_bytes()
    {
        var again = Path.Combine(folder.Copy(), "again.zip");
        await ManifestFolder.PackageAsync([.. ManifestFolder.Arguments, "--out", again], TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllBytesAsync(folder.Package, TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(again, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", "ChannelMember.Read.Group TeamMember.Read.Group")]
    [InlineData("--read-back", "ChannelMember.Read.Group ChannelMessage.Read.Group TeamMember.Read.Group")]
    public async Task With_the_registration_that_asks_Graph_it_asks_for_consent(string option, string permissions)
    {
        const string Registration = "7a000000-0000-4000-8000-000000000007";
        var package = Path.Combine(folder.Copy(), "consent.zip");
        var run = await ManifestFolder.PackageAsync(
            [.. ManifestFolder.Arguments, "--graph-app-id", Registration, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--out", package],
                TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.Output);
        await using var zip = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken);
        await using var content = await zip.GetEntry("manifest.json")!.OpenAsync(TestContext.Current.CancellationToken);
        var manifest = (await JsonNode.ParseAsync(content, cancellationToken: TestContext.Current.CancellationToken))!;

        Assert.Equal(Registration, (string?)manifest["webApplicationInfo"]!["id"]);
        Assert.Equal(permissions.Split(' '), ManifestTests.Asked(manifest).Order(StringComparer.Ordinal));
        Assert.Subset(ManifestTests.Permissions, ManifestTests.Asked(manifest).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(BreakageNames))]
    public async Task No_package_is_made_of(string breakage)
    {
        var source = folder.Copy();
        Breakages[breakage].Break(source);
        var run = await ManifestFolder.PackageAsync([.. ManifestFolder.Arguments, "--source", source], TestContext.Current.CancellationToken);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(Breakages[breakage].Says, run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(source, "build")));
    }

    [Theory]
    [InlineData("--bot-id must be a GUID")]
    [InlineData("--bot-id must be a GUID", "--bot-id", "community")]
    [InlineData("--app-id must be a GUID", "--bot-id", ManifestFolder.BotId)]
    [InlineData("--domain must be a host name", "--bot-id", ManifestFolder.BotId, "--app-id", ManifestFolder.AppId)]
    [InlineData("--domain must be a host name", "--bot-id", ManifestFolder.BotId, "--app-id", ManifestFolder.AppId, "--domain", "https://bot.example.org")]
    [InlineData("--domain must be a host name", "--bot-id", ManifestFolder.BotId, "--app-id", ManifestFolder.AppId, "--domain", "*.example.org")]
    [InlineData("--domain must be a host name", "--bot-id", ManifestFolder.BotId, "--app-id", ManifestFolder.AppId, "--domain", "localhost")]
    [InlineData("--domain must be a host name", "--bot-id", ManifestFolder.BotId, "--app-id", ManifestFolder.AppId, "--domain", "192.0.2.1")]
    [InlineData("--terms must be an https address", "--bot-id", ManifestFolder.BotId, "--app-id", ManifestFolder.AppId, "--domain", "bot.example.org",
        "--terms", "http://example.org")]
    [InlineData("--read-back takes --graph-app-id", "--bot-id", ManifestFolder.BotId, "--app-id", ManifestFolder.AppId, "--domain", "bot.example.org",
        "--read-back")]
    [InlineData("--secret", "--secret", "x")]
    public async Task Wrong_arguments_are_answered_with_the_usage(string says, params string[] arguments)
    {
        var run = await ManifestFolder.PackageAsync(arguments, TestContext.Current.CancellationToken);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
        Assert.Contains("Usage: npm --prefix manifest run package", run.Output, StringComparison.Ordinal);
    }

    private static Action<string> Edit(string file, Action<JsonNode> change) => source =>
    {
        var path = Path.Combine(source, file);
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        change(document);
        File.WriteAllText(path, document.ToJsonString(JsonSerializerOptions.Default));
    };
}
