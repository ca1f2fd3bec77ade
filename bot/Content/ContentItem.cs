using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Content;

/// <summary>Something worth saying to a community: an example from elsewhere, a tip, or a question to talk about.</summary>
/// <param name="Id">Lower-case words joined by hyphens, unique over all packs, and never changed: a community's history names it.</param>
/// <param name="Phases">When it fits, in the order of a community's life; at least one.</param>
/// <param name="Roles">Whom it helps most; empty when it is for everyone alike.</param>
/// <param name="Checked">The day when somebody last held the text against its source.</param>
/// <param name="Licence">Of our text, as an SPDX identifier; the source keeps its own.</param>
internal sealed record ContentItem(
    string Id,
    ContentKind Kind,
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<Role> Roles,
    ContentText Dutch,
    ContentText English,
    ContentSource Source,
    DateOnly Checked,
    string Licence)
{
    /// <summary>The text in a language, by its two-letter code: Dutch for <c>nl</c>, English for any other.</summary>
    public ContentText In(string language) => language == "nl" ? Dutch : English;
}

internal enum ContentKind
{
    /// <summary>What others did.</summary>
    Example,

    /// <summary>What is known to help, with something to do.</summary>
    Tip,

    /// <summary>Something to ask one another.</summary>
    Question,
}

/// <summary>What people read, as plain text on one line.</summary>
internal sealed record ContentText(string Title, string Text);

/// <summary>Where the facts come from.</summary>
/// <param name="Name">The organisation, or the authors and title of a publication; <see cref="OwnReading"/> for what we thought up.</param>
/// <param name="Publication">Where it was printed; with <paramref name="Url"/>, or instead of it.</param>
/// <param name="Year">When the source appeared; none when it bears no date.</param>
internal sealed record ContentSource(string Name, string? Publication, Uri? Url, int? Year)
{
    /// <summary>The name of the source of what rests on nobody else: it needs no address and no publication.</summary>
    public const string OwnReading = "our own reading";
}
