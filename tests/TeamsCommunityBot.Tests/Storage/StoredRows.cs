using System.Text.RegularExpressions;
using TeamsCommunityBot.Tests.Support;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>The one list of everything that is stored, with whom it names and how long it is kept: the table in the README of the store.</summary>
internal static class StoredRows
{
    private const int Columns = 7;

    public static IReadOnlyList<RowKind> All { get; } = Read(File.ReadAllText(Path.Combine(Repository.Root, "bot", "Storage", "README.md")));

    /// <summary>The line that a stored row belongs to; null for one that nobody listed.</summary>
    public static RowKind? Of(StoredRow row) => All.FirstOrDefault(kind => kind.Fits(row));

    private static List<RowKind> Read(string readme)
    {
        var (kinds, partition) = (new List<RowKind>(), "");
        foreach (var line in readme.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)))
        {
            string[] cells = [.. Regex.Split(line.Trim(' ', '|'), @"(?<!\\)\|").Select(cell => cell.Trim().Replace(@"\|", "|", StringComparison.Ordinal))];
            // The first cell of a line that goes on in the partition above is empty, and was trimmed away.
            if (cells.Length == Columns - 1) cells = ["", .. cells];
            if (cells.Length != Columns || !cells[1].StartsWith('`')) continue;
            if (cells[0].Length > 0) partition = cells[0].Trim('`');
            kinds.Add(new(partition, cells[1].Trim('`'), [.. Regex.Matches(cells[2], "`([^`]+)`").Select(name => name.Groups[1].Value)], cells[5], cells[6]));
        }
        return kinds;
    }
}

/// <param name="Partition">The pattern of the partition; <c>&lt;…&gt;</c> stands for an id.</param>
/// <param name="Records">The records that its content is.</param>
/// <param name="Names">Where it names a person: <c>key</c>, <c>content</c>, <c>chat</c> or <c>no</c>.</param>
/// <param name="Kept">How long, in words.</param>
internal sealed record RowKind(string Partition, string Row, IReadOnlyList<string> Records, string Names, string Kept)
{
    public bool Fits(StoredRow row) => Matches(Partition, row.Partition) && Matches(Row, row.Row);

    private static bool Matches(string pattern, string key)
    {
        var ids = Regex.Split(pattern, "(<[^>]+>)").Select(part => part switch
        {
            "<any>" => ".+",
            // Ids that are keys themselves.
            "<id>" or "<subject>" or "<partition>" or "<event>" or "<message>" => ".*",
            ['<', ..] => "[^|]+",
            _ => Regex.Escape(part),
        });
        return Regex.IsMatch(key, $"^{string.Concat(ids)}$");
    }
}
