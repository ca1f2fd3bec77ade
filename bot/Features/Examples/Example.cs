using System.Text.Json.Serialization;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>Where an example is on its way. Stored: the words never change.</summary>
internal enum ExampleState
{
    /// <summary>Shared, and no lead has said yes or no.</summary>
    Proposed,
    Approved,
    Declined,

    /// <summary>Put away; it may come back.</summary>
    Archived,
}

/// <summary>Something that colleagues did, told by themselves: worth saying to others once a lead has said yes.</summary>
/// <param name="V">The row's version.</param>
/// <param name="IsOpen">Shared in an open channel, so it may be said anywhere in the organisation; else in its own channel alone.</param>
/// <param name="Owner">Who shared it.</param>
/// <param name="ChangedBy">Who wrote the words as they are now; null where it still is the owner.</param>
/// <param name="ReviewOn">Up to this day it is in the rotation; then somebody looks whether it still holds.</param>
/// <param name="Revision">Counts the changes; stands on cards, so that an old card is known as old.</param>
internal sealed record Example(
    int V,
    string Id,
    string TenantId,
    string ChannelId,
    string Community,
    bool IsOpen,
    string Title,
    string Text,
    string? Link,
    Person Owner,
    DateTimeOffset SharedAt,
    ExampleState State,
    DateOnly? DecidedOn,
    DateOnly? ReviewOn,
    int Revision,
    Person? ChangedBy = null)
{
    /// <summary>The longest title and story, in graphemes: what a card shows well on a phone.</summary>
    public const int TitleLimit = 60;
    public const int TextLimit = 600;
    public const int LinkLimit = 500;

    /// <summary>Ids of packs hold no colon, so none is taken for an example.</summary>
    private const string OwnPrefix = "own:";

    /// <summary>After so many months somebody looks whether it still holds.</summary>
    public const int MonthsUntilReview = 12;

    public bool IsInRotation(DateOnly today) => State == ExampleState.Approved && today <= ReviewOn;

    /// <summary>
    /// Whether somebody may say yes to it: never whoever wrote it. It goes before other teams, link and all, and leading some community is quickly done.
    /// </summary>
    public bool MayBeApprovedBy(Person person) => !person.Is(Author);

    /// <summary>Who wrote the words as they are now.</summary>
    [JsonIgnore]
    public Person Author => ChangedBy ?? Owner;

    /// <summary>After a yes, a no, or putting it away.</summary>
    public Example Decided(ExampleState state, DateOnly today) => this with
    {
        State = state,
        DecidedOn = today,
        ReviewOn = state == ExampleState.Approved ? today.AddMonths(MonthsUntilReview) : null,
        Revision = Revision + 1,
    };

    /// <summary>With other words: what was said yes to was something else, so it needs a yes again.</summary>
    public Example Changed(ExampleAnswer answer, Person by) => this with
    {
        Title = answer.Title,
        Text = answer.Text,
        Link = answer.Link.Length > 0 ? answer.Link : null,
        State = ExampleState.Proposed,
        DecidedOn = null,
        ReviewOn = null,
        Revision = Revision + 1,
        ChangedBy = by,
    };

    /// <summary>Whether something to say is an example that colleagues shared.</summary>
    public static bool IsOwn(ContentItem item) => item.Id.StartsWith(OwnPrefix, StringComparison.Ordinal);

    /// <summary>The channel and the id of the example that an item stands for; null when it stands for none.</summary>
    public static string[]? PlaceOf(string itemId) => itemId.StartsWith(OwnPrefix, StringComparison.Ordinal) ? Key.Split(itemId[OwnPrefix.Length..]) : null;

    /// <summary>As something to say, for everyone alike; in the language in which it was written.</summary>
    public ContentItem ToItem()
    {
        var text = new ContentText(Title, Text);
        return new(
            OwnPrefix + Key.Join(ChannelId, Id),
            ContentKind.Example,
            Enum.GetValues<Phase>(),
            [],
            text,
            text,
            new(Community, null, Link is null ? null : new Uri(Link), null),
            DecidedOn ?? DateOnly.FromDateTime(SharedAt.UtcDateTime),
            "");
    }
}
