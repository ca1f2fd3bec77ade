using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>Why a rule says no, in a sentence without blame. Names nobody who was asked.</summary>
internal static class Refusals
{
    public static string Sentence(RoleOutcome.Refused refused) => refused.Why switch
    {
        RoleRefusal.NotYours => RoleTexts.NotYours,
        RoleRefusal.NotLead => RoleTexts.NotLead,
        RoleRefusal.AlreadyHolds => RoleTexts.AlreadyHolds,
        RoleRefusal.AlreadyInvited => RoleTexts.AlreadyInvited,
        RoleRefusal.SomeoneElseInvited => RoleTexts.SomeoneElseInvited,
        RoleRefusal.AlreadyDone => TurnTexts.AlreadyDone,
        RoleRefusal.ThirdRole => RoleTexts.ThirdRole,
        RoleRefusal.EndsInThePast => RoleTexts.EndsInThePast,
        RoleRefusal.BackupIsHolder => RoleTexts.BackupIsHolder,
        RoleRefusal.Lapsed => RoleTexts.Lapsed,
        RoleRefusal.NobodyHolds => RoleTexts.NobodyHolds,
        RoleRefusal.LastLead => RoleTexts.LastLead,
        RoleRefusal.Busy => RoleTexts.Busy,
        _ => RoleTexts.Outdated,
    };
}
