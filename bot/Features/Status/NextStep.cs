using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The one thing to do next about the roles: what is missing comes before what may soon be, and that before what would be good to have.</summary>
internal static class NextStep
{
    /// <summary>A sentence; null when there is nothing to do.</summary>
    public static string? Of(IReadOnlyList<SlotView> roles)
    {
        return (Empty(roles), AtRisk(roles), roles.FirstOrDefault(role => role is { Holder: not null, Backup: null })) switch
        {
            ({ } empty, _, _) => Words.Fill(StatusTexts.NextStepEmpty, Words.RoleAmid(empty.Role)),
            (_, { } risk, _) => Words.Fill(SentenceFor(risk), Words.RoleAmid(risk.Role)),
            // Where somebody was asked, the next step is theirs.
            _ when roles.Any(role => role.State == SlotState.Invited) => StatusTexts.NextStepWait,
            (_, _, { } alone) => Words.Fill(StatusTexts.NextStepBackup, Words.RoleAmid(alone.Role)),
            _ => null,
        };
    }

    /// <summary>A role that fell empty is missed more than one that nobody ever had.</summary>
    private static SlotView? Empty(IReadOnlyList<SlotView> roles) =>
        roles.FirstOrDefault(role => role.State == SlotState.Vacated) ?? roles.FirstOrDefault(role => role.State == SlotState.Open);

    private static SlotView? AtRisk(IReadOnlyList<SlotView> roles) => roles.FirstOrDefault(role => role is { State: SlotState.AtRisk, IsAsked: false });

    private static string SentenceFor(SlotView role) => role.Risk switch
    {
        RiskReason.Away => StatusTexts.NextStepAway,
        RiskReason.NotFound => StatusTexts.NextStepNotFound,
        _ => StatusTexts.NextStepEnds,
    };
}
