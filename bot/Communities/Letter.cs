using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>What the bot says to somebody of its own accord, in their own chat and in their own language.</summary>
internal sealed class Letter(ChatLanguages languages)
{
    /// <summary>To one person, about a community; in the community's language where they chose none.</summary>
    /// <param name="id">Names the post among all of its tenant.</param>
    /// <param name="write">Called while the reader's language is spoken.</param>
    public ValueTask<Post> ToAsync(Community community, Person reader, string id, Func<LetterText> write, CancellationToken ct) =>
        ToAsync(new Sender(community.TenantId, community.Address, community.Language), reader, id, write, ct);

    /// <summary>To one person, about what concerns the organisation.</summary>
    /// <inheritdoc cref="ToAsync(Community, Person, string, Func{LetterText}, CancellationToken)"/>
    public async ValueTask<Post> ToAsync(Sender from, Person reader, string id, Func<LetterText> write, CancellationToken ct)
    {
        using var spoken = Language.Use(await languages.LanguageAsync(from.TenantId, reader.Id, ct) ?? from.Language);
        var text = write();
        return new(id, new Destination.ToPerson(from.Near, reader), text.Card, text.Summary);
    }

    /// <summary>The same to several people, each in their own language.</summary>
    /// <param name="idOf">Names the post to a reader.</param>
    public async ValueTask<IReadOnlyList<Post>> ToEachAsync(Community community, IEnumerable<Person> readers, Func<Person, string> idOf,
        Func<Person, LetterText> write, CancellationToken ct)
    {
        var posts = new List<Post>();
        foreach (var reader in readers) posts.Add(await ToAsync(community, reader, idOf(reader), () => write(reader), ct));
        return posts;
    }
}

/// <param name="Near">An address in the organisation: it tells which connector and which bot reach its people.</param>
/// <param name="Language">For somebody who chose none.</param>
internal sealed record Sender(string TenantId, Address Near, string Language);

/// <summary>A card, and in one sentence what it says.</summary>
internal sealed record LetterText(AdaptiveCard Card, string Summary)
{
    /// <summary>A card whose fallback is that sentence.</summary>
    public static LetterText Of(AdaptiveCard card) => new(card, card.FallbackText);
}
