namespace TeamsCommunityBot.Domain;

/// <summary>
/// The three roles that every community needs an employee for. The names are the method's own; in English they are
/// builder, connector and energiser.
/// </summary>
public enum Role
{
    /// <summary>Makes it run: room, calendar, materials, welcome, notes.</summary>
    Bouwer,

    /// <summary>Knows who should meet whom: partners, newcomers, inside and outside.</summary>
    Verbinder,

    /// <summary>Gives direction and spark: the why, examples, first activities, the pace.</summary>
    Aanjager,
}
