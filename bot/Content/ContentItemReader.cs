using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Content;

/// <summary>Reads one item of a pack. Strict: what is unknown, missing or impossible is an error that names the item.</summary>
/// <param name="place">The item's place in the pack, counted from 1: its name for as long as it has no id.</param>
internal sealed partial class ContentItemReader(string file, int place, JsonElement json, DateOnly today)
{
    /// <summary>In characters: what a card shows well on a phone.</summary>
    public const int LongestTitle = 60;
    public const int LongestText = 600;

    private const int LongestName = 200;
    private const int LongestId = 60;
    private const int FirstYear = 1900;
    private const string EveryPhase = "all";

    private static readonly Dictionary<string, ContentKind> Kinds = new()
    {
        ["example"] = ContentKind.Example,
        ["tip"] = ContentKind.Tip,
        ["question"] = ContentKind.Question,
    };

    private static readonly Dictionary<string, Phase> Phases = new()
    {
        ["preparation"] = Phase.Preparation,
        ["start"] = Phase.Start,
        ["bloom"] = Phase.Bloom,
    };

    private static readonly Dictionary<string, Role> Roles = new()
    {
        ["bouwer"] = Role.Bouwer,
        ["verbinder"] = Role.Verbinder,
        ["aanjager"] = Role.Aanjager,
    };

    private string _item = $"item {place}";

    /// <exception cref="ContentPackException">The first thing that is wrong.</exception>
    public ContentItem Read()
    {
        var row = Row();
        var id = Id(row.Id);
        NothingElse(row, "");
        var item = new ContentItem(
            id,
            Word("kind", row.Kind, Kinds),
            PhasesOf(row.Phases),
            Words("roles", row.Roles, Roles),
            Text("nl", row.Nl),
            Text("en", row.En),
            Source(row.Source),
            Day(row.Checked),
            Line("licence", row.Licence, LongestName));
        return item.Dutch.Text == item.English.Text ? throw Fault("'nl' and 'en' hold the same text.") : item;
    }

    /// <summary>The error to throw about this item.</summary>
    public ContentPackException Fault(string why) => new(file, _item, why);

    private ItemRow Row()
    {
        if (json.ValueKind != JsonValueKind.Object) throw Fault("it is not an object.");
        // The id first, by itself: it names the item in every other complaint.
        if (json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String) Id(id.GetString());
        try
        {
            return json.Deserialize(ContentJson.Default.ItemRow)!;
        }
        catch (JsonException e)
        {
            throw Fault($"'{e.Path?.TrimStart('$', '.')}' has a value of the wrong sort.");
        }
    }

    private string Id(string? id)
    {
        if (id is null) throw Missing("id");
        if (id.Length > LongestId || !Slug().IsMatch(id)) throw Fault($"'id' must be lower-case words joined by hyphens, {LongestId} characters at most.");
        _item = $"item '{id}'";
        return id;
    }

    private IReadOnlyList<Phase> PhasesOf(IReadOnlyList<string?>? words)
    {
        if (words is [EveryPhase]) return [.. Phases.Values];
        var phases = Words("phases", words, Phases);
        return phases.Count == 0 ? throw Fault("'phases' is empty: name the phases it fits, or \"all\".") : phases;
    }

    private IReadOnlyList<T> Words<T>(string name, IReadOnlyList<string?>? words, Dictionary<string, T> known)
    {
        if (words is null) throw Missing(name);
        T[] values = [.. words.Select(word => Word(name, word ?? "", known))];
        return values.Distinct().Count() < values.Length ? throw Fault($"'{name}' names one twice.") : [.. values.Order()];
    }

    private T Word<T>(string name, string? word, Dictionary<string, T> known) =>
        word is null ? throw Missing(name)
        : known.TryGetValue(word, out var value) ? value
        : throw Fault($"'{name}' is none of {string.Join(", ", known.Keys)}.");

    private ContentText Text(string language, TextRow? row)
    {
        if (row is null) throw Missing(language);
        NothingElse(row, language + ".");
        return new(Line($"{language}.title", row.Title, LongestTitle), Line($"{language}.text", row.Text, LongestText));
    }

    private ContentSource Source(SourceRow? row)
    {
        if (row is null) throw Missing("source");
        NothingElse(row, "source.");
        var name = Line("source.name", row.Name, LongestName);
        if (row is { Url: null, Publication: null } && name != ContentSource.OwnReading) throw Fault("'source' has neither 'url' nor 'publication'.");
        if (row.Year is { } year && (year < FirstYear || year > today.Year)) throw Fault($"'source.year' lies before {FirstYear} or in the future.");
        return new(name, row.Publication is null ? null : Line("source.publication", row.Publication, LongestName), row.Url is null ? null : Address(row.Url),
            row.Year);
    }

    private Uri Address(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.UserInfo.Length == 0
            ? address
            : throw Fault("'source.url' is not a web address (https://…).");

    private DateOnly Day(string? text)
    {
        if (text is null) throw Missing("checked");
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw Fault("'checked' is not a date like 2026-11-22.");
        return day > today ? throw Fault("'checked' lies in the future.") : day;
    }

    /// <summary>Text that people read, on one line.</summary>
    private string Line(string name, string? text, int longest)
    {
        if (text is null) throw Missing(name);
        if (string.IsNullOrWhiteSpace(text) || text.Trim() != text) throw Fault($"'{name}' is empty, or begins or ends with a space.");
        if (text.Length > longest) throw Fault($"'{name}' is longer than {longest} characters.");
        return text.Any(char.IsControl) ? throw Fault($"'{name}' has a line break or another control character.") : text;
    }

    private void NothingElse(PackRow row, string path)
    {
        if (row.Unknown?.Keys.FirstOrDefault() is { } name) throw Fault($"'{path}{name}' is unknown.");
    }

    private ContentPackException Missing(string name) => Fault($"'{name}' is missing.");

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Slug();
}
