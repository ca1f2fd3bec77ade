namespace TeamsCommunityBot.Domain;

/// <summary>What a community misses. Stored: the words never change. In the order in which it hurts.</summary>
public enum GapKind
{
    /// <summary>Nobody has the role, and nobody was asked.</summary>
    RoleEmpty,

    /// <summary>Somebody has the role, and may not have it much longer.</summary>
    RoleAtRisk,
}

/// <summary>One thing that a community misses.</summary>
public sealed record Gap(GapKind Kind, Role Role);

/// <summary>What a community misses, by what is known today.</summary>
public sealed partial record Community
{
    /// <summary>Everything that is missing on a day, the most useful to mend first.</summary>
    public IReadOnlyList<Gap> GapsOn(DateOnly today) =>
    [
        .. Roles.All().Select(slot => (slot.Role, State: slot.StateOn(today)))
            .Select(role => role.State switch
            {
                SlotState.Open or SlotState.Vacated => new Gap(GapKind.RoleEmpty, role.Role),
                SlotState.AtRisk => new Gap(GapKind.RoleAtRisk, role.Role),
                _ => null,
            })
            .OfType<Gap>()
            .OrderBy(gap => gap.Kind),
    ];
}
