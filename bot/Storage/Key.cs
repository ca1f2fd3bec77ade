namespace TeamsCommunityBot.Storage;

/// <summary>A row's key. Both parts are encoded already: made by <see cref="Join"/>.</summary>
public readonly record struct Key(string Partition, string Row)
{
    /// <summary>
    /// Encodes any ids into one key part, reversibly and without collisions: letters, digits and <c>: @ . _ ; = -</c> stay, every other UTF-8 byte
    /// becomes <c>~XX</c>, and <c>|</c> parts them. Ids are put in Unicode form NFC first; upper and lower case stay distinct.
    /// </summary>
    /// <exception cref="StorageLimitException">An id holds a lone surrogate, or the part is longer than 1,024 characters.</exception>
    public static string Join(params ReadOnlySpan<string> ids) => throw new NotImplementedException();
}
