using System.Security.Cryptography;
using System.Text;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Schedule;

/// <summary>What a job wants done.</summary>
/// <param name="Posts">What is posted, in order.</param>
/// <param name="Later">Lines for the agenda.</param>
public sealed record JobPlan(IReadOnlyList<Post> Posts, IReadOnlyList<DueItem> Later)
{
    /// <summary>Nothing is to be done.</summary>
    public static JobPlan Nothing { get; } = new([], []);

    public static JobPlan Of(params IReadOnlyList<Post> posts) => new(posts, []);

    public static JobPlan Again(params IReadOnlyList<DueItem> later) => new([], later);
}

/// <summary>A message that the bot sends of its own accord.</summary>
/// <param name="Id">Names the post among all of its tenant: what is planned twice under one id is posted once.</param>
/// <param name="Card">Rendered in the language of who reads it, not yet signed.</param>
/// <param name="Summary">The text of the notification; a whole sentence.</param>
public sealed record Post(string Id, Destination To, AdaptiveCard Card, string Summary)
{
    /// <summary>What a <see cref="Mark"/> begins with, so that no other element of a card is taken for one.</summary>
    public const string MarkPrefix = "post-";

    /// <summary>
    /// By what the post is known again where it stands: the id of an element at the top of its card, which Teams keeps as it is. A card that is
    /// shown again later, with answers, brings its own, so that it stays the same; else the post's id makes it.
    /// </summary>
    public string Mark => Card.Body.FirstOrDefault(element => element.Id?.StartsWith(MarkPrefix, StringComparison.Ordinal) == true)?.Id
        ?? MarkPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id)))[..32];

    /// <summary>The card as it is sent, with its mark.</summary>
    public AdaptiveCard Marked() => Mark is var mark && Card.Body is [var first, ..] && Card.Body.All(element => element.Id != mark)
        ? Card with { Body = [first with { Id = mark }, .. Card.Body.Skip(1)] }
        : Card;
}

/// <summary>Where a post goes.</summary>
public abstract record Destination
{
    private Destination()
    {
    }

    /// <param name="Channel">The channel's address, without a thread: the post starts one.</param>
    /// <param name="Mention">Somebody whom the post addresses, so that they get a notification; the card's text has them as
    /// <c>&lt;at&gt;name&lt;/at&gt;</c>.</param>
    /// <param name="TeamId">The channel's team, by which the channel can be read back; null where that is not known.</param>
    /// <param name="TeamGroupId">The team's Entra group id, where it is known.</param>
    public sealed record ToChannel(Address Channel, Person? Mention = null, string? TeamId = null, string? TeamGroupId = null) : Destination;

    /// <summary>In the place of a card of ours that stands in a channel, and says what is no longer so. Nobody is notified of it.</summary>
    /// <param name="Where">The conversation of it, with its thread.</param>
    public sealed record InPlace(Address Where, string MessageId) : Destination;

    /// <summary>The person's own chat with the bot.</summary>
    /// <param name="Near">An address in the same tenant: it tells which connector and which bot.</param>
    public sealed record ToPerson(Address Near, Person Who) : Destination;
}

/// <summary>What became of a post, finally: what Teams asks to try again later was tried again.</summary>
public abstract record PostResult
{
    private PostResult()
    {
    }

    /// <param name="Where">The conversation that it stands in.</param>
    /// <param name="ActivityId">The message there, for an update.</param>
    public sealed record Sent(Address Where, string? ActivityId) : PostResult;

    /// <summary>It will not arrive.</summary>
    /// <param name="Why">The class of the refusal, for the log and for the job to decide by.</param>
    public sealed record Refused(PostRefusal Why, string? Code) : PostResult;
}

/// <summary>Why a post will not arrive.</summary>
public enum PostRefusal
{
    /// <summary>The person blocked the bot, or it is not installed for them, or was removed from the channel.</summary>
    NotReachable,

    /// <summary>The channel or chat is gone.</summary>
    Gone,

    /// <summary>The place takes no messages now: an archived team.</summary>
    WritesBlocked,

    TooLarge,

    /// <summary>Anything else that does not pass by itself; somebody must look at the log.</summary>
    Failed,
}
