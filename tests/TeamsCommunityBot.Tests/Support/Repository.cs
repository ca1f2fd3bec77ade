namespace TeamsCommunityBot.Tests.Support;

/// <summary>The source tree that the tests run from.</summary>
internal static class Repository
{
    /// <summary>What the build and the tools make, as .gitignore has it.</summary>
    private static readonly HashSet<string> Made =
        [".git", "bin", "obj", "node_modules", "data", "artifacts", "TestResults", "build", "BenchmarkDotNet.Artifacts", ".vs", ".idea"];

    /// <summary>The folder of <c>TeamsCommunityBot.sln</c>.</summary>
    public static string Root { get; } = Find();

    public static string Bot { get; } = Path.Combine(Root, "bot");

    /// <summary>The files below a folder (empty: all), what the build makes left out; paths from the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Walk(Path.Combine(Root, folder), pattern).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern)
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Made.Contains(Path.GetFileName(inner))).SelectMany(inner => Walk(inner, pattern)));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TeamsCommunityBot.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No TeamsCommunityBot.sln above {AppContext.BaseDirectory}: the tests run from the source tree.");
    }
}
