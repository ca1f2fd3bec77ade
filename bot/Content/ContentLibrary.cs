using System.Reflection;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Content;

/// <summary>
/// Every item there is: the built-in packs, then the organisation's own in the order of their names. Read once, at the first use.
/// A bad pack of the organisation is logged and left out whole; a bad built-in pack is our fault and throws.
/// </summary>
internal sealed partial class ContentLibrary(IOptions<ContentOptions> options, TimeProvider time, ILogger<ContentLibrary> logger)
{
    private const string BuiltInPacks = "TeamsCommunityBot.Content.Packs.";
    private const long LargestPack = 1 << 20;

    private readonly Lazy<OrderedDictionary<string, ContentItem>> _items = new(() => Load(options.Value.Path, time, logger));

    /// <summary>In the order in which they were read.</summary>
    /// <exception cref="ContentPackException">A built-in pack is bad.</exception>
    public IReadOnlyList<ContentItem> Items => _items.Value.Values;

    /// <summary>The item of a community's history; none when its pack has gone since.</summary>
    /// <exception cref="ContentPackException">A built-in pack is bad.</exception>
    public ContentItem? Find(string id) => _items.Value.GetValueOrDefault(id);

    /// <summary>The packs inside the program. Tests prove them, their dates included: a clock that runs behind must not silence the bot.</summary>
    public static IReadOnlyList<ContentPack> BuiltIn()
    {
        var program = Assembly.GetExecutingAssembly();
        return
        [
            .. program.GetManifestResourceNames().Where(name => name.StartsWith(BuiltInPacks, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(name => ContentPack.Read(name[BuiltInPacks.Length..], Bytes(program.GetManifestResourceStream(name)!), DateOnly.MaxValue)),
        ];
    }

    private static OrderedDictionary<string, ContentItem> Load(string folder, TimeProvider time, ILogger logger)
    {
        var items = new OrderedDictionary<string, ContentItem>();
        foreach (var pack in BuiltIn()) Add(items, pack);
        if (folder.Length == 0) return items;
        // The day that it is anywhere: somebody east of Greenwich may have checked an item tomorrow.
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddHours(14));
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)) AddOrLeaveOut(items, path, today, logger);
        return items;
    }

    private static void AddOrLeaveOut(OrderedDictionary<string, ContentItem> items, string path, DateOnly today, ILogger logger)
    {
        try
        {
            var pack = Open(path, today);
            Add(items, pack);
            Log.Read(logger, pack.File, pack.Items.Count);
        }
        catch (ContentPackException e)
        {
            Log.LeftOut(logger, e.Message);
        }
    }

    private static ContentPack Open(string path, DateOnly today)
    {
        var file = Path.GetFileName(path);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > LargestPack) throw new ContentPackException(file, null, "it is larger than 1 MiB.");
            return ContentPack.Read(file, Bytes(stream), today);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ContentPackException(file, null, "it cannot be read: it is locked, gone, or not ours to read.");
        }
    }

    private static void Add(OrderedDictionary<string, ContentItem> items, ContentPack pack)
    {
        if (pack.Items.FirstOrDefault(item => items.ContainsKey(item.Id)) is { } known)
            throw new ContentPackException(pack.File, $"item '{known.Id}'", "an item of another pack has the same id.");
        foreach (var item in pack.Items) items.Add(item.Id, item);
    }

    private static byte[] Bytes(Stream stream)
    {
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Content pack {File} is read; items in it: {Count}.")]
        public static partial void Read(ILogger logger, string file, int count);

        [LoggerMessage(2, LogLevel.Warning, "{Problem} The pack is left out.")]
        public static partial void LeftOut(ILogger logger, string problem);
    }
}
