using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Domain;

/// <summary>What a community misses. Stored by name: the words never change, their order may. In the order in which it hurts.</summary>
public enum GapKind
{
    /// <summary>Nobody has the role, and nobody was asked.</summary>
    RoleEmpty,

    /// <summary>Somebody has the role, and may not have it much longer.</summary>
    RoleAtRisk,

    /// <summary>Somebody has a role and did not say in time what they contribute. Of whom, nobody is told.</summary>
    ContributionUnclear,

    /// <summary>Nobody has said for over a year that the reason for the community still holds. Where there never was one, the status card says so.</summary>
    WhyOld,

    /// <summary>Two months in a row a role did not get the time that was agreed. Which one, nobody is told.</summary>
    TimeShort,

    /// <summary>After the start phase a target lags behind the pace that it asks.</summary>
    BehindPace,
}

/// <summary>One thing that a community misses.</summary>
/// <param name="Role">The role that it is about; null where it is about none, or where that would point at somebody.</param>
public sealed record Gap(GapKind Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Role? Role = null);

/// <summary>What a community misses, by what is known today.</summary>
public sealed partial record Community
{
    /// <summary>
    /// Everything that is missing on a day, the most useful to mend first. The clock asks the outline alone: what this reads must stand there.
    /// </summary>
    public IReadOnlyList<Gap> GapsOn(DateOnly today)
    {
        var facts = CheckFacts.Of(this, today);
        return
        [
            .. RoleGapsOn(today).OrderBy(gap => gap.Kind),
            .. Where(CheckKind.Contributions, GapKind.ContributionUnclear),
            // Of the others the message speaks of a part alone: the rest stands on the status.
            .. WhyOn(today) == WhyState.TooOld ? Where(CheckKind.Why, GapKind.WhyOld) : [],
            .. Where(CheckKind.Time, GapKind.TimeShort),
            .. IsBehindPace(today) ? Where(CheckKind.Targets, GapKind.BehindPace) : [],
        ];

        IEnumerable<Gap> Where(CheckKind check, GapKind gap) => Checks.StateOf(check, facts) == CheckState.Attention ? [new(gap)] : [];
    }

    private IEnumerable<Gap> RoleGapsOn(DateOnly today) => Roles.All()
        .Select(slot => slot.StateOn(today) switch
        {
            SlotState.Open or SlotState.Vacated => new Gap(GapKind.RoleEmpty, slot.Role),
            SlotState.AtRisk => new Gap(GapKind.RoleAtRisk, slot.Role),
            _ => null,
        })
        .OfType<Gap>();
}
