using System.Text;
using System.Text.Json;
using TeamsCommunityBot.Teams.Inbound.Wire;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// The copy of a message as HTML, which comes as an attachment. It is read only where the text does not do: some clients leave the text empty, and where
/// somebody quotes or forwards, the words of others stand in the text beside those that are meant for us.
/// </summary>
internal static class HtmlCopy
{
    private const string Quotation = "http://schema.skype.com/Reply";
    private const string Forward = "http://schema.skype.com/Forward";
    private const string Mention = "http://schema.skype.com/Mention";

    /// <summary>Tags amid a word; every other one stands between words.</summary>
    private static readonly string[] Inline = ["b", "i", "u", "s", "em", "strong", "span", "a", "font", "code", "sub", "sup", "mark"];

    /// <summary>The HTML; null where there is none.</summary>
    public static string? Find(Activity activity)
    {
        if (activity.Attachments.ValueKind != JsonValueKind.Array) return null;
        foreach (var attachment in activity.Attachments.EnumerateArray())
            if (attachment.ValueKind == JsonValueKind.Object && Text(attachment, "contentType") == "text/html") return Text(attachment, "content");
        return null;
    }

    /// <summary>Whether words of somebody else stand in it: a quoted or a forwarded message.</summary>
    public static bool HoldsOthersWords(string html) =>
        html.Contains(Quotation, StringComparison.OrdinalIgnoreCase) || html.Contains(Forward, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// What Teams would have put into the text: mentions as <c>&lt;at&gt;name&lt;/at&gt;</c>, entities as they are, quotations left out. Walks once.
    /// </summary>
    public static string ToText(string html)
    {
        var text = new StringBuilder(html.Length);
        var spans = new Stack<bool>();
        var depth = 0;
        for (var i = 0; i < html.Length;)
        {
            var end = html[i] == '<' ? html.IndexOf('>', i) : -1;
            // Without an end there is no tag any more; looking for one again and again would take time.
            if (html[i] == '<' && end < 0) return text.Append(depth == 0 ? html[i..] : "").ToString();
            if (end < 0)
            {
                if (depth == 0) text.Append(html[i]);
                i++;
                continue;
            }

            var tag = html.AsSpan(i, end + 1 - i);
            i = end + 1;
            var (name, closes) = (NameOf(tag), tag[1] == '/');
            if (name == "blockquote") depth = Math.Max(0, depth + (closes ? -1 : 1));
            else if (depth == 0) text.Append(InText(name, closes, tag, spans));
        }

        return text.ToString();
    }

    /// <param name="spans">Those that are open, and whether each is a mention.</param>
    private static string InText(string name, bool closes, ReadOnlySpan<char> tag, Stack<bool> spans)
    {
        if (name == "at") return closes ? "</at>" : "<at>";
        if (name != "span") return Inline.Contains(name) ? "" : " ";
        if (closes) return spans.TryPop(out var wasMention) && wasMention ? "</at>" : "";
        spans.Push(tag.Contains(Mention, StringComparison.OrdinalIgnoreCase));
        return spans.Peek() ? "<at>" : "";
    }

    private static string NameOf(ReadOnlySpan<char> tag)
    {
        var name = tag[1..^1].TrimStart('/');
        var length = name.IndexOfAny(" \t\r\n/");
        return (length < 0 ? name : name[..length]).ToString().ToLowerInvariant();
    }

    private static string? Text(JsonElement of, string property) =>
        of.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
