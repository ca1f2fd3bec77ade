using System.Globalization;
using System.Net;
using System.Text;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Makes what a person typed out of what Teams sends: <c>&lt;at&gt;Community&lt;/at&gt;&amp;nbsp;/status\n</c> becomes <c>/status</c>.
/// Every step walks the text once; nothing is matched by a regular expression, so no text can make it slow.
/// </summary>
internal static class PlainText
{
    private const int LongestName = 256;

    /// <summary>
    /// Drops mentions of the bot, keeps the names in all others, decodes entities once, makes every odd space a space and collapses them.
    /// </summary>
    /// <param name="ownNames">How the bot is written in this text, as <see cref="MentionName"/> gives it.</param>
    public static string Read(string? text, IReadOnlySet<string> ownNames)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var decoded = WebUtility.HtmlDecode(WithoutTags(text, ownNames));
        // Once more: a tag that was typed as text has been decoded into one, and nobody after us shall take it for a mention.
        return Clean(WithoutTags(decoded, null));
    }

    /// <summary>Whether a tag in the text has one of these names.</summary>
    public static bool Names(string? text, IReadOnlySet<string> ownNames) =>
        text is not null && ownNames.Count > 0 && WithoutTags(text, ownNames) != WithoutTags(text, null);

    /// <summary>Whether a tag in the text has no name: some clients cut away the mention of the bot and leave this.</summary>
    public static bool HasEmptyTag(string? text) =>
        text is not null && (text.Contains("<at></at>", StringComparison.OrdinalIgnoreCase) || text.Contains("<at/>", StringComparison.OrdinalIgnoreCase));

    /// <summary>The bare name in a mention's text, the same for <c>&lt;at&gt;@Name&lt;/at&gt;</c> and <c>Name</c>.</summary>
    public static string MentionName(string? mention) =>
        mention is null or { Length: > 2 * LongestName } ? "" : Clean(WebUtility.HtmlDecode(WithoutTags(mention, null))).TrimStart('@').Trim();

    /// <summary>A name that stands beside a text and is escaped as the text is: <c>Jansen &amp;amp; Zn</c>.</summary>
    public static string EscapedName(string? name) => Name(WebUtility.HtmlDecode(name));

    /// <summary>A name from the envelope on one line: no control or format characters, at most 256 characters.</summary>
    public static string Name(string? name)
    {
        var clean = Clean(name ?? "");
        if (clean.Length <= LongestName) return clean;
        var end = char.IsHighSurrogate(clean[LongestName - 1]) ? LongestName - 1 : LongestName;
        return clean[..end];
    }

    /// <summary>Tags become a space rather than nothing, so that what stood around one cannot form another.</summary>
    private static string WithoutTags(string text, IReadOnlySet<string>? ownNames)
    {
        if (!text.Contains('<', StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        var closing = 0;
        for (var i = 0; i < text.Length;)
        {
            var end = TagEnd(text, i);
            if (end < 0)
            {
                result.Append(text[i++]);
                continue;
            }

            result.Append(' ');
            if (ownNames is { Count: > 0 }) end = SkipOwnName(text, end, ref closing, ownNames);
            i = end;
        }

        return result.ToString();
    }

    /// <summary>
    /// The index behind a tag that Teams puts into text and starts at <paramref name="i"/>, or -1: <c>&lt;at …&gt;</c> and <c>&lt;quoted …/&gt;</c>, opening,
    /// closing or both in one.
    /// </summary>
    private static int TagEnd(string text, int i)
    {
        if (text[i] != '<') return -1;
        var name = i + 1 < text.Length && text[i + 1] == '/' ? i + 2 : i + 1;
        if (!StartsWith(text, name, "at", out var after) && !StartsWith(text, name, "quoted", out after)) return -1;
        if (after >= text.Length || (text[after] is not ('>' or '/') && !char.IsWhiteSpace(text[after]))) return -1;
        var end = text.AsSpan(after).IndexOfAny('>', '<');
        return end >= 0 && text[after + end] == '>' ? after + end + 1 : -1;
    }

    private static bool StartsWith(string text, int at, string word, out int after)
    {
        after = at + word.Length;
        return string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
    }

    /// <param name="closing">Where the next closing tag is, as far as known: looked for once and not once per opening tag.</param>
    private static int SkipOwnName(string text, int start, ref int closing, IReadOnlySet<string> ownNames)
    {
        if (closing < start)
        {
            closing = text.IndexOf("</at", start, StringComparison.OrdinalIgnoreCase);
            if (closing < 0) closing = int.MaxValue;
        }

        if (closing - start > 2 * LongestName) return start;
        return ownNames.Contains(MentionName(text[start..closing])) ? closing : start;
    }

    private static string Clean(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(text[i]).Append(text[++i]);
            }
            else if (!IsBlank(text, i))
            {
                result.Append(text[i]);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        if (result.Length > 0 && result[^1] == ' ') result.Length--;
        return result.ToString();
    }

    private static bool IsBlank(string text, int i) => char.GetUnicodeCategory(text[i]) switch
    {
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned => true,
        UnicodeCategory.Format => !JoinsEmoji(text, i),
        _ => false,
    };

    /// <summary>The zero-width joiner inside an emoji of several parts is part of a name; anywhere else it only hides something.</summary>
    private static bool JoinsEmoji(string text, int i) =>
        text[i] == '\u200D' && i > 0 && (char.IsLowSurrogate(text[i - 1]) || text[i - 1] == '\uFE0F') && i + 1 < text.Length && text[i + 1] >= '\u2190';
}
