using System.Buffers;
using System.Globalization;
using System.Text;

namespace TeamsCommunityBot.Storage;

/// <summary>A row's key. Both parts are encoded already: made by <see cref="Join"/>.</summary>
public readonly record struct Key(string Partition, string Row)
{
    private const char Divider = '|';
    private const char Escape = '~';
    private const string Plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:@._;=-";
    private static readonly SearchValues<char> Kept = SearchValues.Create(Plain);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The characters that an encoded part consists of: those kept, the escape and the divider.</summary>
    internal static SearchValues<char> Alphabet { get; } = SearchValues.Create(Plain + Escape + Divider);

    /// <summary>
    /// Encodes any ids into one key part, reversibly and without collisions: letters, digits and <c>: @ . _ ; = -</c> stay, every other UTF-8 byte
    /// becomes <c>~XX</c>, and <c>|</c> parts them. Ids are put in Unicode form NFC first; upper and lower case stay distinct.
    /// </summary>
    /// <exception cref="StorageLimitException">
    /// There is no id, an id holds a lone surrogate, or the part is longer than <see cref="TableLimits.KeyLength"/> characters.
    /// </exception>
    public static string Join(params ReadOnlySpan<string> ids)
    {
        if (ids.IsEmpty)
            throw new StorageLimitException("A key needs at least one id: none at all would look like one empty id.");
        if (ids.Length == 1 && IsPlain(ids[0]))
            return ids[0];
        var part = new StringBuilder();
        for (var i = 0; i < ids.Length; i++)
        {
            if (i > 0)
                part.Append(Divider);
            Append(part, ids[i]);
        }
        return part.Length <= TableLimits.KeyLength ? part.ToString() : throw TableLimits.KeyTooLong(part.Length);
    }

    /// <summary>The ids that <see cref="Join"/> made this part from, in form NFC.</summary>
    /// <exception cref="FormatException">The part was not made by <see cref="Join"/>.</exception>
    public static string[] Split(string part)
    {
        var ids = part.Split(Divider);
        for (var i = 0; i < ids.Length; i++)
            ids[i] = Decode(ids[i]);
        return ids;
    }

    /// <summary><see cref="Split"/> for a part that somebody else may have written: false where <see cref="Join"/> did not make it.</summary>
    public static bool TrySplit(string part, out string[] ids)
    {
        try
        {
            ids = Split(part);
            return true;
        }
        catch (FormatException)
        {
            ids = [];
            return false;
        }
    }

    private static bool IsPlain(string id) => id.Length <= TableLimits.KeyLength && !id.AsSpan().ContainsAnyExcept(Kept);

    private static void Append(StringBuilder part, string id)
    {
        if (!id.AsSpan().ContainsAnyExcept(Kept))
        {
            part.Append(id);
            return;
        }
        foreach (var unit in Encode(id))
            if (Kept.Contains((char)unit))
                part.Append((char)unit);
            else
                part.Append(CultureInfo.InvariantCulture, $"{Escape}{unit:X2}");
    }

    private static byte[] Encode(string id)
    {
        // Normalising takes time by the length; what is longer than a key can hold need not be looked at.
        if (id.Length > TableLimits.KeyLength)
            throw TableLimits.KeyTooLong(id.Length);
        try
        {
            return StrictUtf8.GetBytes(id.Normalize(NormalizationForm.FormC));
        }
        catch (ArgumentException problem)
        {
            throw new StorageLimitException($"An id is no valid Unicode text: {problem.GetType().Name}.");
        }
    }

    private static string Decode(string text)
    {
        var bytes = new byte[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == Escape)
            {
                if (i + 2 >= text.Length)
                    throw NotOurs();
                bytes[count++] = Convert.FromHexString(text.AsSpan(i + 1, 2))[0];
                i += 2;
            }
            else
                bytes[count++] = Kept.Contains(text[i]) ? (byte)text[i] : throw NotOurs();
        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            throw NotOurs();
        }
    }

    private static FormatException NotOurs() => new("The text is no encoded key.");
}
