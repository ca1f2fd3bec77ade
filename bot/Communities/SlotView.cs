using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// What everybody may see of a role. Somebody who was asked and has not answered, as holder or as backup, is not in it: that they were asked is
/// theirs to tell.
/// </summary>
/// <param name="Holder">The name of whoever said yes.</param>
/// <param name="Until">The holder's last day; null for open-ended.</param>
/// <param name="IsOver">Whether that day is past.</param>
/// <param name="EmptySince">When somebody had it last.</param>
/// <param name="Backup">The name of a backup who said yes.</param>
internal sealed record SlotView(
    Role Role, SlotState State, string? Holder, DateOnly? Since, DateOnly? Until, bool IsOver, RiskReason? Risk, DateOnly? EmptySince, string? Backup,
        bool IsAsked)
{
    public static SlotView Of(Community community, Role role, DateTimeOffset now)
    {
        var (slot, today) = (community.Roles[role], community.Today(now));
        return new(
            role,
            slot.StateOn(today),
            slot.Holder?.Name,
            DayOf(community, slot.Since),
            slot.Until,
            slot.Until < today,
            slot.RiskOn(today),
            DayOf(community, slot.Vacancy?.Since),
            slot.Backup is { AcceptedAt: not null } backup ? backup.Who.Name : null,
            slot.Invitation is not null);
    }

    public static IReadOnlyList<SlotView> All(Community community, DateTimeOffset now) => [.. Enum.GetValues<Role>().Select(role => Of(community, role, now))];

    private static DateOnly? DayOf(Community community, DateTimeOffset? moment) =>
        moment is { } at ? LocalTime.DayIn(community.TimeZone, at) : null;
}
