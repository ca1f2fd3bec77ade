namespace TeamsCommunityBot.Domain;

/// <summary>What a rule about roles decides: a changed community and what happened, or why not.</summary>
public abstract record RoleOutcome
{
    private RoleOutcome()
    {
    }

    /// <summary>Both rules or neither: the next one decides on what this one made of the community.</summary>
    public RoleOutcome Then(Func<Community, RoleOutcome> next)
    {
        if (this is not Changed first) return this;
        var second = next(first.After);
        return second is Changed both ? both with { Events = [.. first.Events, .. both.Events] } : second;
    }

    /// <param name="Events">What happened, for the audit and for those who hear of it.</param>
    public sealed record Changed(Community After, IReadOnlyList<RoleEvent> Events) : RoleOutcome
    {
        /// <summary>The same as the answer to a question that stands on a card; null for none.</summary>
        internal Changed On(CardPlace? card) => this with { Events = [.. Events.Select(happened => happened with { Card = card })] };
    }

    /// <param name="About">Whom it is about, where the reason needs a name.</param>
    public sealed record Refused(RoleRefusal Why, Person? About = null) : RoleOutcome;
}

/// <summary>Something that happened to a role.</summary>
/// <param name="Role">Null for what concerns leading the community.</param>
/// <param name="By">Who did it; <see cref="Person.Bot"/> for what nobody did.</param>
/// <param name="About">Whose role it is about.</param>
/// <param name="Revision">The slot's revision after it.</param>
/// <param name="Tell">The one who should hear of it in person, unless they did it; null for nobody in particular.</param>
public sealed record RoleEvent(Role? Role, RoleDeed Deed, Person By, Person? About, int Revision, Person? Tell = null)
{
    /// <summary>Whoever else heard of what this takes back, and so hears of this.</summary>
    public IReadOnlyList<Person> TellToo { get; init; } = [];

    /// <summary>The new holder agreed that the channel hears of it; or takes that back.</summary>
    public bool IsAloud { get; init; }

    /// <summary>The card on which somebody was asked whose answer this is: it says by now what is no longer so.</summary>
    public CardPlace? Card { get; init; }
}

/// <summary>What can happen to a role. The words are stored: they never change.</summary>
public enum RoleDeed
{
    Invited,
    Reminded,
    Accepted,
    Declined,
    Withdrawn,
    Lapsed,
    Released,
    SteppedDown,
    Vacated,
    BackupNamed,
    BackupAccepted,
    BackupDeclined,
    BackupRemoved,
    Undone,
    MarkedAway,
    Returned,
    EndDateChanged,
    LeadStopped,

    /// <summary>The inviter ticked that working and thinking level was talked about; never what came of it.</summary>
    LevelDiscussed,

    /// <summary>The invited person would like to talk first.</summary>
    TalkFirst,

    /// <summary>Somebody else took the role over from its holder.</summary>
    Succeeded,

    /// <summary>Somebody took their own no back: the question is open again.</summary>
    NoTakenBack,
}

/// <summary>Why a rule about roles says no.</summary>
public enum RoleRefusal
{
    /// <summary>The card or the command is older than what happened since.</summary>
    Outdated,
    NotYours,

    /// <summary>Whoever asks does not lead the community, or does not any more.</summary>
    NotLead,
    AlreadyHolds,
    AlreadyInvited,

    /// <summary>Somebody else was asked and has not answered; that invitation is withdrawn first.</summary>
    SomeoneElseInvited,
    AlreadyDone,

    /// <summary>It would be the person's third role here, and nobody said that this is meant.</summary>
    ThirdRole,
    EndsInThePast,
    BackupIsHolder,
    Lapsed,
    NobodyHolds,

    /// <summary>Nobody would lead the community any more.</summary>
    LastLead,

    /// <summary>Too many others changed the community at the same moment; nothing was changed.</summary>
    Busy,
}
