using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>A role on a card: the same row wherever roles are shown. Its state is a word, a shape and a colour, of which the word alone would do.</summary>
internal static class RoleRow
{
    public static CardElement Of(SlotView slot) => Of(slot, Words.RoleDoes(slot.Role));

    /// <summary>The row where a sentence below it says what the role asks.</summary>
    public static CardElement WithoutWhatItDoes(SlotView slot) => Of(slot, "");

    /// <summary>A role that somebody is looked for, with what it does.</summary>
    public static CardElement OfRole(Role role) => Parts.Row(Words.Role(role), Words.RoleDoes(role), sign: SignOfRole(role));

    private static CardElement Of(SlotView slot, string does) => Parts.PersonRow(
        Words.Role(slot.Role), does, WhoOf(slot), string.Join(" · ", Details(slot)), SignOfRole(slot.Role), StateOf(slot.State));

    private static Image SignOfRole(Role role) => Parts.Sign(
        role switch
        {
            Role.Bouwer => SignOf.Bouwer,
            Role.Verbinder => SignOf.Verbinder,
            _ => SignOf.Aanjager,
        },
        Words.Role(role));

    private static Badge StateOf(SlotState state) => state switch
    {
        SlotState.Accepted => Parts.Badge(TurnTexts.RoleStateTaken, BadgeStyle.Good),
        SlotState.AtRisk => Parts.Badge(TurnTexts.RoleStateAtRisk, BadgeStyle.Attention),
        SlotState.Invited => Parts.Badge(TurnTexts.RoleStateAsked, BadgeStyle.Warning),
        _ => Parts.Badge(TurnTexts.RoleStateOpen, BadgeStyle.Subtle, "PersonAdd"),
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
