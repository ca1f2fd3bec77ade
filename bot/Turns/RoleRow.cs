using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// What everybody may see of a role. Somebody who was asked and has not answered, as holder or as backup, is not in it: that they were asked is
/// theirs to tell.
/// </summary>
/// <param name="Holder">The name of who said yes.</param>
/// <param name="Until">The holder's last day; null for open-ended.</param>
/// <param name="IsOver">Whether that day is past.</param>
/// <param name="EmptySince">When somebody had it last.</param>
/// <param name="Backup">The name of a backup who said yes.</param>
public sealed record SlotView(
    Role Role, SlotState State, string? Holder, DateOnly? Since, DateOnly? Until, bool IsOver, RiskReason? Risk, DateOnly? EmptySince, string? Backup, bool IsAsked)
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

/// <summary>A role on a card: the same row wherever roles are shown, told in words and signs, never by colour.</summary>
public static class RoleRow
{
    public static CardElement Of(SlotView slot) => Of(slot, Words.RoleDoes(slot.Role));

    /// <summary>The row where a sentence below it says what the role asks.</summary>
    public static CardElement WithoutWhatItDoes(SlotView slot) => Of(slot, "");

    private static CardElement Of(SlotView slot, string does) =>
        Parts.PersonRow(Words.Role(slot.Role), does, $"{SymbolOf(slot.State)} {WhoOf(slot)}", string.Join(" · ", Details(slot)));

    private static string SymbolOf(SlotState state) => state switch
    {
        SlotState.Accepted => "●",
        SlotState.AtRisk => "⚠",
        SlotState.Invited => "◔",
        _ => "○",
    };

    private static string WhoOf(SlotView slot) =>
        slot.Holder is { } holder ? Plain.Text(holder) : slot.State == SlotState.Invited ? TurnTexts.RoleAsked : TurnTexts.RoleOpen;

    private static IEnumerable<string> Details(SlotView slot)
    {
        if (slot is { Holder: null, EmptySince: { } empty }) yield return Words.Fill(TurnTexts.RoleVacated, Words.Day(empty));
        if (slot is { Holder: not null, Since: { } since }) yield return Words.Fill(TurnTexts.RoleSince, Words.Day(since));
        if (slot.Risk is RiskReason.Away) yield return TurnTexts.RoleAway;
        if (slot.Risk is RiskReason.NotFound) yield return TurnTexts.RoleNotFound;
        if (slot is { Holder: not null, Until: { } until }) yield return Words.Fill(UntilOf(slot), Words.Day(until));
        if (slot is { Holder: not null, IsAsked: true }) yield return TurnTexts.RoleSuccessorAsked;
        if (slot.Backup is { } backup) yield return Words.Fill(TurnTexts.RoleBackup, Plain.Text(backup));
    }

    private static string UntilOf(SlotView slot) => slot switch
    {
        { IsOver: true } => TurnTexts.RoleEnded,
        { Risk: RiskReason.EndsSoon } => TurnTexts.RoleEndsSoon,
        _ => TurnTexts.RoleUntil,
    };
}
