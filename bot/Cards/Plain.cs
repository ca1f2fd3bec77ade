using System.Globalization;
using System.Text;

namespace TeamsCommunityBot.Cards;

/// <summary>
/// Makes text that a person wrote safe to show. What a card shows goes through <see cref="Text"/>; what comes back to us, such as the value of an
/// input, and what we store, through <see cref="OneLine"/>. Both may be applied again without changing anything.
/// </summary>
/// <remarks>
/// Clients read Markdown in text blocks and facts, and not in labels, choices and buttons. Escaping is no way out: Teams on a phone shows backslashes
/// (AdaptiveCards issue 5590) and entities (its parser escapes <c>&amp;</c> first) as they stand. So nothing is escaped: signs that work alone
/// give way to their double, and signs that work together are parted by a word joiner, which nobody sees. That reads the same everywhere.
/// </remarks>
public static class Plain
{
    private const char WordJoiner = '\u2060';
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Room for an emoji of several characters beside ordinary letters.</summary>
    private const int UnitsPerSign = 3;

    /// <summary>Even the shortest text has room for one family of four.</summary>
    private const int LeastUnits = 16;

    /// <summary>More than any script piles on one letter.</summary>
    private const int MostMarks = 4;

    /// <summary>Letters, marks and symbols by their category, and yet nothing to see; and what stands for a broken character.</summary>
    private const string Unseen = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0\uFFFD";

    /// <summary>One line that is shown as it was typed: no emphasis, list, link, image, mention, entity, date or template comes of it.</summary>
    public static string Text(string raw)
    {
        var line = OneLine(raw).Replace('*', '∗').Replace('_', 'ˍ').Replace('`', 'ˋ').Replace('~', '∼');
        var text = new StringBuilder(line.Length + 4);
        if (line.Length > 0 && (char.IsAsciiDigit(line[0]) || "-+#>".Contains(line[0], StringComparison.Ordinal))) text.Append(WordJoiner);
        for (var i = 0; i < line.Length; i++)
        {
            text.Append(line[i]);
            if (WorksWithNext(line.AsSpan(i))) text.Append(WordJoiner);
        }
        return text.ToString();
    }

    /// <summary>The text on one line, composed (NFC), without characters that cannot be seen and with no more than four marks on a letter.</summary>
    public static string OneLine(string raw) => Clean(Clean(raw).Normalize());

    /// <summary>
    /// Whether a text is longer than so many signs as a person counts them, or than three times as many UTF-16 units: seven hundred emoji that are joined
    /// are one sign, and no card has room for them.
    /// </summary>
    public static bool IsLonger(string text, int signs) => text.Length > MostUnits(signs) || new StringInfo(text).LengthInTextElements > signs;

    /// <summary>The text on one line, cut so that <see cref="IsLonger"/> does not hold; what was cut ends in an ellipsis, which counts.</summary>
    public static string Shorten(string raw, int signs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signs, 1);
        var line = OneLine(raw);
        if (!IsLonger(line, signs)) return line;
        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(line).Take(signs))
        {
            if (start > MostUnits(signs) - 1) break;
            end = start;
        }
        return line[..end].TrimEnd() + "…";
    }

    private static int MostUnits(int signs) => Math.Max(UnitsPerSign * signs, LeastUnits);

    private static bool WorksWithNext(ReadOnlySpan<char> rest) => rest is [var sign, var next, ..] && sign switch
    {
        '<' => next != ' ',
        '&' => rest.Contains(';'),
        '\\' => char.IsPunctuation(next) || char.IsSymbol(next),
        ']' => next is '(' or '[' or ':',
        '{' or '$' => next is '{',
        ':' => next is '/',
        _ => false,
    };

    private static string Clean(string raw)
    {
        var text = new StringBuilder(raw.Length);
        var (marks, afterEmoji, joined) = (0, false, false);
        foreach (var rune in raw.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (rune.Value == ZeroWidthJoiner) joined = afterEmoji;
            else if (Rune.IsWhiteSpace(rune)) (marks, afterEmoji, joined) = (Space(text), false, false);
            else if (!CanBeSeen(rune, category)) continue;
            else if (IsMark(category)) text.Append(++marks > MostMarks ? "" : rune.ToString());
            else
            {
                var isEmoji = category is UnicodeCategory.OtherSymbol;
                text.Append(joined && isEmoji ? "\u200D" : "").Append(rune.ToString());
                (marks, afterEmoji, joined) = (0, isEmoji || (afterEmoji && category is UnicodeCategory.ModifierSymbol), false);
            }
        }
        return text.ToString().TrimEnd();
    }

    private static int Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        return 0;
    }

    private static bool CanBeSeen(Rune rune, UnicodeCategory category) =>
        category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
        && !(rune.IsBmp && Unseen.Contains((char)rune.Value, StringComparison.Ordinal));

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
