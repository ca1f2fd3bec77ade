using System.Globalization;
using System.Text;

namespace TeamsCommunityBot.Cards;

/// <summary>Makes text that a person wrote safe to stand in a card.</summary>
public static class Plain
{
    private const string MarkdownSigns = "\\`*_{}[]()#+-!|~<>";

    /// <summary>
    /// One line of text that Teams shows as it was typed: control, bidi and zero-width characters removed, line ends turned into spaces,
    /// Markdown, links and mention tags made literal, template braces kept literal.
    /// </summary>
    public static string Text(string raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        var text = new StringBuilder(raw.Length);
        foreach (var rune in OneLine(raw).EnumerateRunes())
        {
            if (rune.IsAscii && MarkdownSigns.Contains((char)rune.Value, StringComparison.Ordinal))
                text.Append(rune.Value is '<' or '>' or '&' ? "" : "\\");
            text.Append(rune.Value switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => rune.ToString() });
        }
        return text.ToString();
    }

    /// <summary>The text on one line, without characters that cannot be seen. For facts and labels that are not read as Markdown.</summary>
    public static string OneLine(string raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        var text = new StringBuilder(raw.Length);
        foreach (var rune in raw.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune)) text.Append(text.Length > 0 && text[^1] != ' ' ? " " : "");
            else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned)) text.Append(rune.ToString());
        }
        return text.ToString().Trim();
    }
}
