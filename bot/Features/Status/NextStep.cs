using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>
/// The one thing to do next: a role that is missing comes before one that may soon be, that before why the community exists, and that before what would be
/// good to have.
/// </summary>
/// <param name="Why">What it is good for, in a sentence.</param>
/// <param name="Press">What the button says; null where there is nothing to do but wait.</param>
/// <param name="Command">What it does.</param>
/// <param name="Icon">A name of Fluent's icons.</param>
internal sealed record NextStep(string Why, string? Press = null, string Command = "", string Icon = "")
{
    /// <summary>Null when there is nothing to do.</summary>
    public static NextStep? Of(StatusView view)
    {
        var alone = view.Roles.FirstOrDefault(role => role is { Holder: not null, Backup: null });
        return view switch
        {
            _ when Empty(view.Roles) is { } empty => Roles(StatusTexts.NextStepEmpty, StatusTexts.PressEmpty, empty),
            _ when AtRisk(view.Roles) is { } risk => Roles(SentenceFor(risk), StatusTexts.PressRisk, risk),
            { WhyHint: WhyHint.Missing } => new(StatusTexts.WhyMissing, StatusTexts.PressWhy, CommandNames.Why, "Edit"),
            { HoldsForTarget: true } => new(StatusTexts.TargetMissing, StatusTexts.PressTarget, CommandNames.Target, "Target"),
            // Where somebody was asked, the next step is theirs.
            _ when view.Roles.Any(role => role.State == SlotState.Invited) => new(StatusTexts.NextStepWait),
            { WhyHint: WhyHint.TooOld } => new(StatusTexts.WhyTooOld, StatusTexts.PressWhyOld, CommandNames.Why, "Edit"),
            { WhyHint: WhyHint.NoSponsor } => new(StatusTexts.WhyNoSponsor, StatusTexts.PressSponsor, CommandNames.Why, "PersonAdd"),
            { Targets.Count: 0, WithoutTarget.Length: 0 } => new(StatusTexts.TargetMissing, StatusTexts.PressTarget, CommandNames.Target, "Target"),
            _ when alone is not null => Roles(StatusTexts.NextStepBackup, StatusTexts.PressBackup, alone),
            _ => null,
        };
    }

    private static NextStep Roles(string why, string press, SlotView slot)
    {
        var role = Words.RoleAmid(slot.Role);
        return new(Words.Fill(why, role), Words.Fill(press, role), CommandNames.Roles, "PersonAdd");
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
