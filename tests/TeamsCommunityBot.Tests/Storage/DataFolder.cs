namespace TeamsCommunityBot.Tests.Storage;

/// <summary>A folder of its own for a data file, gone with the test.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("community-storage-");

    public string File => Path.Combine(folder.FullName, "community.db");

    public string Full => folder.FullName;

    /// <summary>Every byte on disk: the data file, its log and its index.</summary>
    public bool Holds(ReadOnlySpan<byte> bytes)
    {
        foreach (var file in folder.GetFiles())
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            if (content.AsSpan().IndexOf(bytes) >= 0)
                return true;
        }
        return false;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
