namespace TeamsCommunityBot.Domain;

/// <summary>How a role stands: what people see of it, derived from the facts of its slot.</summary>
public enum SlotState
{
    /// <summary>Nobody has it, and nobody was asked.</summary>
    Open,

    /// <summary>Somebody was asked and has not answered.</summary>
    Invited,

    /// <summary>Somebody said yes and is there.</summary>
    Accepted,

    /// <summary>Somebody has it, but the end date is near or past, or they are away or not to be found.</summary>
    AtRisk,

    /// <summary>Somebody had it, and it fell empty.</summary>
    Vacated,
}

/// <summary>Why a role fell empty.</summary>
public enum VacancyReason { Released, SteppedDown, LeftTeam, AccountDisabled, AccountDeleted, BecameGuest }

/// <summary>Why a role that somebody has may soon be empty.</summary>
public enum RiskReason { EndsSoon, Away, NotFound }

/// <param name="Since">When it fell empty.</param>
public sealed record Vacancy(DateTimeOffset Since, VacancyReason Reason);

/// <summary>A question to somebody to take a role. Nobody has a role who did not say yes.</summary>
/// <param name="Number">Distinguishes the invitations of one slot; stands on the card.</param>
/// <param name="By">Who asked; <see cref="Person.Bot"/> when a role that fell empty is offered to its backup.</param>
/// <param name="Until">The last day of the role as proposed; null for open-ended.</param>
/// <param name="ThirdRole">The inviter was told that it is the person's third role in this community, and meant it.</param>
public sealed record Invitation(int Number, Person Invitee, Person By, DateTimeOffset At, DateOnly? Until = null, bool ThirdRole = false)
{
    /// <summary>An invitation without an answer lapses after so long; halfway there is one reminder.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(14);
    public static TimeSpan ReminderAfter { get; } = TimeSpan.FromDays(7);

    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>The card on which it was asked, where others see it too; null where it was asked elsewhere, or by typing.</summary>
    public CardPlace? Card { get; init; }

    /// <summary>When the invited person said that they would like to talk first.</summary>
    public DateTimeOffset? TalkFirstAt { get; init; }

    public bool HasLapsed(DateTimeOffset now) => now >= At + Lifetime;
}

/// <summary>Where a card stands that is to be brought up to date.</summary>
/// <param name="ConversationId">With the thread, in a channel.</param>
/// <param name="MessageId">The message there.</param>
public sealed record CardPlace(string ConversationId, string MessageId);

/// <summary>Who steps in when the holder leaves; asked for consent too.</summary>
/// <param name="AcceptedAt">Null until they said yes.</param>
public sealed record Backup(Person Who, Person By, DateTimeOffset At, DateTimeOffset? AcceptedAt = null);

/// <summary>One of the three roles of a community: who has it, since when, who was asked, who steps in.</summary>
public sealed record RoleSlot(Role Role)
{
    /// <summary>A role whose last day is this near is at risk: time to find a successor.</summary>
    public const int DaysBeforeEnd = 30;

    /// <summary>An undo stays possible for so long, unless something else happened to the slot.</summary>
    public static TimeSpan UndoTime { get; } = TimeSpan.FromHours(24);

    /// <summary>Counts the changes of this slot; stands on cards, so that an old card is known as old.</summary>
    public int Revision { get; init; }

    public Person? Holder { get; init; }

    /// <summary>When the holder said yes.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The holder's last day; null for open-ended.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The holder, or who asked them, knew that it was their third role in this community.</summary>
    public bool ThirdRole { get; init; }

    /// <summary>The holder agreed that the channel hears of their yes in a line of its own.</summary>
    public bool IsAloud { get; init; }

    /// <summary>The holder is on leave, or could not be found, as heard last.</summary>
    public RiskReason? Doubt { get; init; }

    public DateTimeOffset? DoubtSince { get; init; }

    /// <summary>The last day on which it is clear what the holder contributes, or too early to ask; null where nobody noted it.</summary>
    public DateOnly? ClearUntil { get; init; }

    public Invitation? Invitation { get; init; }

    public Backup? Backup { get; init; }

    public Vacancy? Vacancy { get; init; }

    /// <summary>The slot as it was before its last change, for an undo; of that one nothing earlier is kept.</summary>
    public RoleSlot? Before { get; init; }

    /// <summary>Who made the last change, and when: they may undo it.</summary>
    public Person? ChangedBy { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public SlotState StateOn(DateOnly today) => this switch
    {
        { Holder: not null } => RiskOn(today) is null ? SlotState.Accepted : SlotState.AtRisk,
        { Invitation: not null } => SlotState.Invited,
        { Vacancy: not null } => SlotState.Vacated,
        _ => SlotState.Open,
    };

    /// <summary>Why the role may soon be empty, or null.</summary>
    public RiskReason? RiskOn(DateOnly today) =>
        Holder is null ? null
        : Doubt ?? (Until is { } until && until <= today.AddDays(DaysBeforeEnd) ? RiskReason.EndsSoon : null);

    /// <summary>Whether the holder did not say in time what they contribute.</summary>
    public bool IsUnclearOn(DateOnly today) => Holder is not null && ClearUntil < today;

    /// <summary>Whether somebody may take back what happened last.</summary>
    public bool MayUndo(Person person, int revision, DateTimeOffset now) =>
        Before is not null && Revision == revision && person.Is(ChangedBy) && now - ChangedAt < UndoTime;

    /// <summary>Whether the last change was taken back by somebody already, who presses "undo" on the same card again.</summary>
    /// <param name="revision">The slot's, as the card showed it.</param>
    public bool WasUndone(Person person, int revision) => Before is null && Revision == revision + 1 && person.Is(ChangedBy);

    /// <summary>
    /// Whether the last change is what somebody said for themself: they took or laid down the role, or answered a question. Everything else was done to
    /// somebody by a lead.
    /// </summary>
    public bool IsOwnAnswerOf(Person person) => Before is { } before
        && (person.Is(Holder) != person.Is(before.Holder) || IsNoOf(person) || (person.Is(Backup?.Who) && Backup != before.Backup));

    /// <summary>Whether the last change is somebody's own no, to a question for the role or to be its backup.</summary>
    public bool IsNoOf(Person person) => Before is { } before && !person.Is(Holder)
        && ((Invitation is null && person.Is(before.Invitation?.Invitee)) || (Backup is null && person.Is(before.Backup?.Who)));

    /// <summary>Everybody whom this slot, or an undo of its last change, knows something of.</summary>
    public IEnumerable<Person> People() => new[] { Holder, Invitation?.Invitee, Invitation?.By, Backup?.Who, Backup?.By, ChangedBy }
        .OfType<Person>().Where(person => !person.IsAnonymous).Concat(Before?.People() ?? []);

    /// <summary>The next version of this slot, which remembers this one.</summary>
    internal RoleSlot Changed(Person by, DateTimeOffset at) =>
        this with { Revision = Revision + 1, Before = this with { Before = null }, ChangedBy = by, ChangedAt = at };
}

/// <summary>The three slots of a community.</summary>
public sealed record RoleSlots(RoleSlot Bouwer, RoleSlot Verbinder, RoleSlot Aanjager)
{
    public static RoleSlots Open { get; } = new(new(Role.Bouwer), new(Role.Verbinder), new(Role.Aanjager));

    public RoleSlot this[Role role] => role switch { Role.Bouwer => Bouwer, Role.Verbinder => Verbinder, _ => Aanjager };

    public IReadOnlyList<RoleSlot> All() => [Bouwer, Verbinder, Aanjager];

    public RoleSlots With(RoleSlot slot) =>
        slot.Role switch { Role.Bouwer => this with { Bouwer = slot }, Role.Verbinder => this with { Verbinder = slot }, _ => this with { Aanjager = slot } };
}
