namespace TeamsCommunityBot.Tests.Support;

/// <summary>The source tree that the tests run from.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>TeamsCommunityBot.sln</c>.</summary>
    public static string Root { get; } = Find();

    public static string Bot { get; } = Path.Combine(Root, "bot");

    /// <summary>The source files below a folder, what the build makes left out; paths from the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TeamsCommunityBot.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No TeamsCommunityBot.sln above {AppContext.BaseDirectory}: the tests run from the source tree.");
    }
}
