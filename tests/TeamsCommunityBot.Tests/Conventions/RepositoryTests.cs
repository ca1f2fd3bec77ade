using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>What may stand in no file of the repository, and what must stand beside others.</summary>
public sealed partial class RepositoryTests
{
    /// <summary>The key that everyone's Azurite has (documented; it opens nothing else).</summary>
    private const string AzuriteKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly string[] Pictures = [".png", ".jpg", ".gif", ".ico"];

    private static readonly IReadOnlyList<string> Files = [.. Repository.Files("", "*").Where(file => !Pictures.Contains(Path.GetExtension(file)))];

    // The samples are written in two halves, or this file would hold what it forbids.
    public static TheoryData<string> Secrets =>
    [
        "-----BEGIN RSA PRIVATE" + " KEY-----",
        "AccountKey" + "=" + new string('a', 86) + "==",
        "SharedAccessSignature" + "=sv=2026-01-01&sig=" + new string('b', 40),
        "ey" + "JhbGciOiJSUzI1NiJ9." + "ey" + "JzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw",
        "abc8Q" + "~" + new string('x', 34),
        "gh" + "p_" + new string('a', 36),
        "np" + "m_" + new string('a', 36),
    ];

    public static TheoryData<string> MachinePaths =>
        ["see /ho" + "me/anna/code", "in /wo" + "rk/main/bot", "C:\\Us" + "ers\\anna", "/Us" + "ers/anna/x", "/ro" + "ot/.nuget"];

    [Fact]
    public void No_file_holds_a_secret() => Assert.Equal([], Holding(line => HoldsSecret(line)));

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_is_known_as_one(string sample) => Assert.True(HoldsSecret($"x = \"{sample}\";"));

    [Fact]
    public void No_file_names_a_place_on_one_machine() => Assert.Equal([], Holding(line => MachinePath().IsMatch(line)));

    [Theory]
    [MemberData(nameof(MachinePaths))]
    public void A_place_on_one_machine_is_known_as_one(string sample) => Assert.Matches(MachinePath(), sample);

    [Fact]
    public void An_address_is_no_place_on_a_machine() => Assert.DoesNotMatch(MachinePath(), "https://example.org/home/news and $HOME/work");

    [Fact]
    public void The_files_are_seen() =>
        Assert.Superset(new HashSet<string> { "LICENSE", "bot/Program.cs", "manifest/manifest.json", ".editorconfig" }, Files.ToHashSet());

    /// <summary>A newcomer reads it once: what does not fit belongs in CONTRIBUTING.md, or in the README of its folder.</summary>
    [Fact]
    public void The_README_fits_in_12_KB() => Assert.InRange(Encoding.UTF8.GetByteCount(Repository.Read("README.md")), 1, 12 * 1024);

    [Fact]
    public void The_licence_is_MIT() => Assert.StartsWith("MIT License", Repository.Read("LICENSE"), StringComparison.Ordinal);

    /// <summary>A lock file with addresses binds everyone to the registry of whoever made it.</summary>
    [Fact]
    public void Every_Node_package_is_locked_and_says_nothing_of_a_registry()
    {
        var packages = Files.Where(file => Path.GetFileName(file) == "package.json").ToList();
        Assert.Contains("manifest/package.json", packages);
        Assert.All(packages, file =>
        {
            var folder = file[..^"package.json".Length];
            Assert.True((bool?)JsonNode.Parse(Repository.Read(file))!["private"], $"{file} could be published by accident.");
            Assert.DoesNotContain("\"resolved\"", Repository.Read(folder + "package-lock.json"), StringComparison.Ordinal);
            Assert.Contains("omit-lockfile-registry-resolved=true", Repository.Read(folder + ".npmrc"), StringComparison.Ordinal);
            Assert.DoesNotContain("registry=", Repository.Read(folder + ".npmrc").Replace("omit-lockfile-registry-resolved=", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_project_is_locked() =>
        Assert.All(Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)), file =>
            Assert.Contains($"{file[..file.LastIndexOf('/')]}/packages.lock.json", Files));

    private static IEnumerable<string> Holding(Func<string, bool> isForbidden) =>
        Files.SelectMany(file => Repository.Read(file).Split('\n').Select((line, i) => (line, place: $"{file}:{i + 1}")))
            .Where(found => isForbidden(found.line))
            .Select(found => found.place);

    private static bool HoldsSecret(string line) => Secret().IsMatch(line.Replace(AzuriteKey, "", StringComparison.Ordinal));

    [GeneratedRegex("""
        -----BEGIN\s[A-Z ]*PRIVATE\sKEY
        | (?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}
        | sig=[A-Za-z0-9%+/]{30,}
        | eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}
        | [A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,}
        | \bgh[pousr]_[A-Za-z0-9]{30,}
        | \bnpm_[A-Za-z0-9]{30,}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Secret();

    [GeneratedRegex("""(?<![\w.$}])/(?:home|work|root|Users)/[\w.]|[A-Za-z]:\\Users\\\w""")]
    private static partial Regex MachinePath();
}
