namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>Places in the source tree: the benchmarks run from it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Peers => Path.Combine(Root, "tests", "TeamsCommunityBot.Benchmarks", "peers");

    /// <summary>The benchmarks themselves, to be started again as a server.</summary>
    public static string ThisProgram => Path.Combine(AppContext.BaseDirectory, "TeamsCommunityBot.Benchmarks");

    /// <summary>The Node tools of the tests, Azurite among them.</summary>
    public static string TestTools => Path.Combine(Root, "tests", "TeamsCommunityBot.Tests", "Support", "npm");

    /// <summary>What a run makes: published programs, databases, the report. Not kept under version control.</summary>
    public static string Artifacts => Directory.CreateDirectory(Path.Combine(Root, "artifacts")).FullName;

    /// <summary>An empty folder for one run's files.</summary>
    public static string Scratch(string name)
    {
        var folder = Path.Combine(Artifacts, "benchmarks", name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TeamsCommunityBot.sln")))
                return folder.FullName;
        throw new BenchmarkException($"No TeamsCommunityBot.sln above {AppContext.BaseDirectory}: run the benchmarks from the source tree.");
    }
}

/// <summary>A run cannot go on; the message says why and what to do.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
