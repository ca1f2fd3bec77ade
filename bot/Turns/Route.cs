namespace TeamsCommunityBot.Turns;

/// <summary>Who may use a route; checked once, by the router, from the verified envelope.</summary>
public enum Audience
{
    /// <summary>Everyone in the conversation, guests and external members too; not someone anonymous, not another bot.</summary>
    Anyone,

    /// <summary>A member of the conversation who belongs to the organisation: not a guest, not from another tenant.</summary>
    Member,

    /// <summary>Leads the community of this channel.</summary>
    Lead,

    /// <summary>Administers the bot for the whole organisation.</summary>
    Administrator,
}

/// <summary>One line of the table in <c>Routes.cs</c>.</summary>
/// <param name="Trigger">The command in English, the verb of a card action, or the event's name.</param>
/// <param name="Dutch">The command in Dutch; the trigger itself for actions and events.</param>
/// <param name="Audience">Who may.</param>
/// <param name="Handler">The class that answers; an <see cref="IHandler"/>.</param>
/// <param name="Changes">Whether it may change something, and so counts for the <see cref="ChangeLimits"/>.</param>
/// <param name="MostPerPerson">At most so many a minute for one person; null where the team's limit is enough.</param>
public sealed record Route(RouteKind Kind, string Trigger, string Dutch, Audience Audience, Type Handler, bool Changes = false, int? MostPerPerson = null)
{
    /// <summary>Whether it posts a card for everyone that nobody else asked for: counted per person.</summary>
    public bool Posts { get; init; }

    /// <summary>The command's line in Help, in the current language; null for small talk, and for what is a button under another command.</summary>
    public Func<string>? Help { get; init; }

    /// <summary>Under which of its headings Help tells of the command.</summary>
    public HelpTopic Topic { get; init; }

    /// <summary>Where the command may be typed: Help and Teams' own menu leave it out elsewhere, and its handler says where it belongs.</summary>
    public Place Where { get; init; }

    /// <summary>Whether the command works in somebody's own chat too, for a community of theirs.</summary>
    public bool FromOwnChat { get; init; }

    /// <summary>Whether Teams' own menu offers the command: it takes twelve; what is left out is typed, and Help tells of it.</summary>
    public bool InMenu { get; init; } = true;

    /// <summary>The command as the current language has it.</summary>
    public string Shown => Language.Current == Language.Dutch ? Dutch : Trigger;

    /// <summary>Whether Help shows the command in a conversation.</summary>
    public bool IsShownIn(ConversationKind kind) => Help is not null && Where switch
    {
        Place.Channel => kind == ConversationKind.Channel,
        Place.OwnChat => kind != ConversationKind.Channel,
        _ => true,
    };

    /// <summary>What may follow the command's word for a sentence to be this command.</summary>
    public ArgumentKind Argument { get; init; }

    /// <summary>The whole sentences that ask for this command too.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];
}

public enum RouteKind { Command, Action, Event }

/// <summary>What Help tells of, each on a card of its own.</summary>
public enum HelpTopic
{
    /// <summary>What a community is and how it does.</summary>
    Community,

    /// <summary>Who does what in it.</summary>
    People,

    /// <summary>What happens in it, and what it hears from the bot.</summary>
    Rhythm,

    /// <summary>The bot itself.</summary>
    Bot,
}

/// <summary>Where a command may be typed.</summary>
public enum Place
{
    Anywhere,

    /// <summary>In a channel: it is about the community there.</summary>
    Channel,

    /// <summary>In somebody's own chat with the bot.</summary>
    OwnChat,
}
