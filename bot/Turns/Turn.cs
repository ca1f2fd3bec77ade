using System.Security.Cryptography;
using System.Text;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// One thing that somebody said, pressed or did, as a feature sees it. Who, where and which tenant come from the verified envelope;
/// nothing in here is taken from card data but <see cref="Press"/>, and that is only a wish until a handler has checked it.
/// </summary>
public sealed record Turn
{
    /// <summary>Identifies the activity among all of its conversation; the same for every redelivery.</summary>
    public required string ActivityId { get; init; }

    public required string TenantId { get; init; }

    public required Person From { get; init; }

    public required Conversation Conversation { get; init; }

    /// <summary>Where an answer goes, also later: worth keeping with what the turn creates.</summary>
    public required Address Address { get; init; }

    /// <summary>When the turn reached us (not when the client says it was sent).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The client's BCP-47 language; absent on events.</summary>
    public string? Locale { get; init; }

    /// <summary>The client's IANA time zone, where it told one that exists.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What was said, without mentions, tags and odd spaces. Empty for a press or an event.</summary>
    public string Text { get; init; } = "";

    /// <summary>What follows the command in <see cref="Text"/>; set by the router.</summary>
    public string Argument { get; init; } = "";

    /// <summary>Said to the bot alone amid others, as a slash command is: only who asked sees the answer.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Said amid others without a mention of the bot: heard only if it plainly is a command.</summary>
    public bool IsUnaddressed { get; init; }

    /// <summary>
    /// The person's own chat, where what was said or pressed there belongs to the channel that <see cref="Conversation"/> names; null for all others. The
    /// answer goes back to that chat.
    /// </summary>
    public Conversation? ActingFrom { get; init; }

    /// <summary>Whether nobody but the person sees the answer, whichever form it takes: what is theirs alone may stand in it.</summary>
    public bool IsBetweenUs => IsPrivate || Conversation.Kind == ConversationKind.Personal;

    /// <summary>A sentence that the answer opens with; set by the router when one handler hands over to another.</summary>
    public string? Notice { get; init; }

    /// <summary>The people mentioned, the bot left out.</summary>
    public IReadOnlyList<Person> Mentioned { get; init; } = [];

    /// <summary>Set when a button was pressed.</summary>
    public Press? Press { get; init; }

    /// <summary>Set when something happened to the installation, the team or the channel.</summary>
    public Happening? Happening { get; init; }

    /// <summary>A short name for what the turn creates; the same however often it is delivered.</summary>
    public string NewId => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Conversation.Id}|{ActivityId}")))[..16];

    /// <summary>
    /// A short name for what a form makes: the same however often one person sends the same words in from it, also where Teams hands on one press as two
    /// activities. A form of a version that gave it no name goes by the activity.
    /// </summary>
    /// <param name="form">The form's one-time name, from its signed data: the <see cref="NewId"/> of the turn that it was made in.</param>
    public string IdFrom(string form, params ReadOnlySpan<string> words) => form.Length == 0
        ? NewId
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Conversation.Id}|{form}|{From.Id}|{string.Join('|', words)}")))[..16];

    /// <summary>Names the turn in the store, beside what it changed. A press and a message never share one.</summary>
    public string ClaimId => $"{(Press is null ? Happening is null ? "said" : "event" : "press")}:{ActivityId}";
}

public enum ConversationKind { Personal, GroupChat, Channel }

/// <summary>What Teams calls the channel; unknown where the activity does not say.</summary>
public enum ChannelType { Unknown, Standard, Private, Shared }

/// <param name="Kind">Where the turn took place.</param>
/// <param name="Id">The conversation without its thread: for a channel the channel's id. Keys are made of this.</param>
/// <param name="Name">The channel's name where the activity tells it; untrusted text.</param>
/// <param name="TeamId">The team's thread id (<c>19:…</c>), in a channel.</param>
/// <param name="TeamName">Untrusted text, absent in most messages.</param>
/// <param name="TeamGroupId">The team's Entra group id; only install and update events carry it.</param>
public sealed record Conversation(
    ConversationKind Kind,
    string Id,
    string? Name = null,
    string? TeamId = null,
    string? TeamName = null,
    string? TeamGroupId = null,
    ChannelType ChannelType = ChannelType.Unknown);

/// <summary>A pressed button.</summary>
/// <param name="Verb">The word on the button's action.</param>
/// <param name="Data">The facts that we put on the card; believed only if <paramref name="Genuine"/>.</param>
/// <param name="Answers">What the person filled in, by input id; never believed.</param>
/// <param name="Genuine">Whether our signature over verb, data, tenant and conversation holds.</param>
public sealed record Press(string Verb, IReadOnlyDictionary<string, string> Data, IReadOnlyDictionary<string, string> Answers, bool Genuine)
{
    /// <summary>The message whose card was pressed, as the envelope names it; empty where it does not.</summary>
    public string MessageId { get; init; } = "";
}
