using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Turns;

/// <summary>The lifecycle events of Teams (protocol facts: conversationUpdate and installationUpdate), one word each.</summary>
public enum HappeningKind
{
    /// <summary>The app was installed in this conversation. Teams says so twice, in no promised order; both become this.</summary>
    BotAdded,
    BotRemoved,
    MembersAdded,
    MembersRemoved,
    ChannelCreated,
    ChannelRenamed,
    ChannelDeleted,
    ChannelRestored,
    ChannelShared,
    ChannelUnshared,
    TeamRenamed,
    TeamArchived,
    TeamUnarchived,
    TeamDeleted,
    TeamRestored,
}

/// <summary>Something that happened around the bot.</summary>
/// <param name="Kind">What.</param>
/// <param name="Members">Who came or went, the bot left out.</param>
/// <param name="SentAt">When the sender says it happened; orders events that arrive out of order.</param>
public sealed record Happening(HappeningKind Kind, IReadOnlyList<Person> Members, DateTimeOffset SentAt);
