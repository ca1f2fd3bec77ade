namespace TeamsCommunityBot.Storage;

/// <summary>
/// What Azure Tables refuse, refused by us for every store: Azurite is laxer than Azure (it takes a batch over two partitions, an entity of any
/// size, a lone surrogate), and SQLite knows none of these limits.
/// </summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model</remarks>
internal static class TableLimits
{
    /// <summary>
    /// Azure says 1 KiB, and its strings are UTF-16: 512 characters. Its page of targets says 1,024 characters; the lesser holds in any case.
    /// </summary>
    public const int KeyLength = 512;
    public const int JsonLength = 32 * 1024;
    public const int BatchCount = 100;
    public const int BatchBytes = 4 * 1024 * 1024;
    public const int PageSize = 1000;

    /// <summary>What a change weighs in a batch besides its keys and content: the headers of its part, counted with room to spare.</summary>
    private const int ChangeOverhead = 1024;

    /// <summary>A character that JSON on the wire has to escape becomes <c>\uXXXX</c>.</summary>
    private const int EscapedLength = 6;

    public static StorageLimitException KeyTooLong(int length) => new($"A key part of {length} characters is longer than {KeyLength}.");

    public static void Check(Key key)
    {
        CheckPart(key.Partition);
        CheckPart(key.Row);
    }

    public static void Check(Key key, string json)
    {
        Check(key);
        CheckJson(json);
    }

    public static void CheckETag(string etag)
    {
        if (etag.Length is 0 or > 256 || etag == "*" || etag.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new StorageLimitException("This is no ETag that a store gave out: a write needs the one of the row as read.");
    }

    public static void Check(RowRange range, int take, string? continuation)
    {
        CheckPart(range.Partition);
        CheckPart(range.From);
        CheckPart(range.To ?? "");
        CheckPart(continuation ?? "");
        if (take is < 1 or > PageSize)
            throw new StorageLimitException($"A page of {take} rows was asked for; it holds 1 to {PageSize}.");
    }

    public static void Check(IReadOnlyList<Change> changes)
    {
        if (changes.Count is 0 or > BatchCount)
            throw new StorageLimitException($"A batch of {changes.Count} changes was given; it holds 1 to {BatchCount}.");
        var rows = new HashSet<string>(changes.Count, StringComparer.Ordinal);
        var bytes = 0L;
        foreach (var change in changes)
        {
            if (change.Key.Partition != changes[0].Key.Partition)
                throw new StorageLimitException("The batch spans more than one partition.");
            if (!rows.Add(change.Key.Row))
                throw new StorageLimitException("The batch names one key twice.");
            bytes += Weigh(change);
        }
        if (bytes > BatchBytes)
            throw new StorageLimitException($"The batch weighs {bytes} bytes; at most {BatchBytes} go in one.");
    }

    /// <summary>Checks the change by itself and counts what it takes in a batch on the wire, at most.</summary>
    internal static long Weigh(Change change)
    {
        Check(change.Key);
        // Keys stand in the part's address and its content; an escaped one ("~" stays, "|" becomes %7C) is three times as long at most.
        var keys = 4L * (change.Key.Partition.Length + change.Key.Row.Length);
        return ChangeOverhead + keys + change switch
        {
            Change.Insert insert => WeighJson(insert.Json),
            Change.Upsert upsert => WeighJson(upsert.Json),
            Change.Replace replace => WeighJson(replace.Json) + WeighETag(replace.ETag),
            Change.Delete delete => WeighETag(delete.ETag),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static long WeighJson(string json)
    {
        CheckJson(json);
        var weight = 0L;
        foreach (var letter in json)
            weight += char.IsAsciiLetterOrDigit(letter) || letter is ' ' or ',' or ':' or '{' or '}' or '[' or ']' or '.' or '-' or '_' ? 1 : EscapedLength;
        return weight;
    }

    private static int WeighETag(string etag)
    {
        CheckETag(etag);
        return etag.Length;
    }

    private static void CheckPart(string part)
    {
        if (part.Length > KeyLength)
            throw KeyTooLong(part.Length);
        if (part.AsSpan().ContainsAnyExcept(Key.Alphabet))
            throw new StorageLimitException("A key holds characters outside its alphabet: make it with Key.Join.");
    }

    private static void CheckJson(string json)
    {
        if (json.Length > JsonLength)
            throw new StorageLimitException($"A row of {json.Length} characters is longer than {JsonLength}.");
        if (HasLoneSurrogate(json))
            throw new StorageLimitException("A row holds half a surrogate pair, which is no valid Unicode text.");
    }

    internal static bool HasLoneSurrogate(string text)
    {
        var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; i >= 0 && i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        return false;
    }
}
