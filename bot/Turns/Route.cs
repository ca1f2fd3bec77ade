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
public sealed record Route(RouteKind Kind, string Trigger, string Dutch, Audience Audience, Type Handler);

public enum RouteKind { Command, Action, Event }
