namespace TeamsCommunityBot.Domain;

/// <summary>Up to when it is clear what those with a role contribute; pure. What they wrote stands elsewhere and is theirs.</summary>
public sealed partial record Community
{
    /// <summary>Whoever took a role, or another one, has so many days to say what they contribute.</summary>
    public const int DaysToDescribe = 14;

    /// <summary>Notes how somebody's contribution stands, in the slots of the roles that they hold.</summary>
    /// <param name="said">What they confirmed last; null when there is nothing.</param>
    public Community WithContribution(string personId, Contribution? said, DateTimeOffset now)
    {
        var holds = HeldBy(personId);
        var isConfirmed = Contribution.StateOf(said, holds, now, Today(now)) == ContributionState.Confirmed;
        var roles = holds.Aggregate(Roles, (slots, role) => isConfirmed
            ? Noted(slots, slots[role], LastDayOf(said!))
            : Noted(slots, slots[role], Earlier(slots[role].ClearUntil, Today(now).AddDays(DaysToDescribe))));
        return roles == Roles ? this : this with { Roles = roles };
    }

    private static RoleSlots Noted(RoleSlots slots, RoleSlot slot, DateOnly day) => slot.ClearUntil == day ? slots : slots.With(slot with { ClearUntil = day });

    private DateOnly LastDayOf(Contribution said) => Earlier(said.Until, LocalTime.DayIn(TimeZone, said.ExpiresAt));

    private static DateOnly Earlier(DateOnly? one, DateOnly other) => one is { } day && day < other ? day : other;
}
