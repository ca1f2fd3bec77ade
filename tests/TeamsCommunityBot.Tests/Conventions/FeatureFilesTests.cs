using System.Text.RegularExpressions;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>
/// What a feature costs outside its own folder: the files of the program, of the manifest and of the tests that name one of its types or texts, or hold what
/// a shared list says of its command. To see them: <c>dotnet test --filter FeatureFilesTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class FeatureFilesTests(ITestOutputHelper output)
{
    private const int Most = 9;

    [Fact]
    public void A_whole_feature_needs_few_files_outside_its_own_folder()
    {
        var files = Outside("Activities", "activity", "activiteit");

        foreach (var file in files) output.WriteLine(file);
        Assert.Contains("bot/Routes.cs", files);
        Assert.Contains("tests/TeamsCommunityBot.Tests/Cards/ActivityGallery.cs", files);
        Assert.True(files.Count <= Most, string.Join(Environment.NewLine, files));
    }

    /// <param name="words">Its command, as it stands in the lists of the manifest and of help.</param>
    private static List<string> Outside(string slice, params string[] words)
    {
        var home = $"TeamsCommunityBot.Features.{slice}";
        var types = typeof(Turn).Assembly.GetTypes().Where(type => type.Namespace == home && !type.IsNested);
        var names = string.Join('|', types.Select(type => type.Name.Split('`')[0]));
        var mention = new Regex($@"using {Regex.Escape(home)};[\s\S]*(?<![\w.])({names})\b|\bclass Phrases\b[\s\S]*> {words[0]}\b", RegexOptions.IgnoreCase);
        var listed = new Regex($"\"(community )?({string.Join('|', words)})\"", RegexOptions.IgnoreCase);
        return
        [
            .. Repository.Files("bot", "*.cs").Concat(Repository.Files("tests", "*.cs"))
                .Where(file => !file.StartsWith($"bot/Features/{slice}/", StringComparison.Ordinal))
                .Where(file => mention.IsMatch(Repository.Read(file))),
            .. Repository.Files("manifest", "*.json").Where(file => listed.IsMatch(Repository.Read(file))),
        ];
    }
}
