namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>
/// Which slice may use which other, and what for. What two slices need from each other stands in <c>Communities</c> or <c>Domain</c>; a line here says why
/// that is no place for it. A line that no code needs any more fails a test, so that the table only shrinks by itself.
/// </summary>
internal static class SliceArrows
{
    /// <summary>More than this many arrows would be a knot again, whatever their reasons.</summary>
    public const int Most = 16;

    /// <summary>The largest circle; none at all is the aim.</summary>
    public const int LargestCircle = 3;

    public static IReadOnlyList<SliceArrow> Allowed { get; } =
    [
        new("Calls", "Roles", "Whoever raised a hand is asked by the roles' own question."),
        new("Contributions", "Roles", "A person's own card answers a role that somebody offered."),
        new("Contributions", "StaffCap", "The contributions' card opens the check of the staff cap."),
        new("Doctor", "Presence", "The doctor tells what is known about who is still here."),
        new("Milestones", "Registration", "A milestone's card opens the community's details."),
        new("Nudges", "Examples", "A weekly message may hold an example that a community shared."),
        new("Nudges", "Milestones", "The log lists milestones beside the weekly messages."),
        new("Presence", "Erasure", "Who left is erased in the end."),
        new("Presence", "Roles", "Who left loses the roles they held."),
        new("Roles", "Audit", "Who took or left a role is noted; its news is read from the notes."),
        new("Roles", "Contributions", "Whoever leaves a role leaves the contribution that belongs to it."),
        new("StaffCap", "Contributions", "The cap is counted in contributions, and its card opens one."),
        new("StaffCap", "Roles", "A staff member is given a role by the roles' own question."),
        new("Status", "Audit", "The status card opens the log."),
        new("Status", "Registration", "The status card opens the community's details."),
        new("TimeGiven", "Contributions", "The monthly question names what somebody said they would give."),
    ];

    /// <summary>Cards that name a handler of another slice for its verb's sake. They are known, and no new one may join them.</summary>
    public static IReadOnlyList<Arrow> KnownVerbs { get; } =
    [
        new("Features.Contributions.ContributionsCard", "Features.StaffCap.ShowStaff"),
        new("Features.Contributions.MeCard", "Features.Roles.AcceptBackup"),
        new("Features.Contributions.MeCard", "Features.Roles.AcceptRole"),
        new("Features.Contributions.MeCard", "Features.Roles.DeclineBackup"),
        new("Features.Contributions.MeCard", "Features.Roles.DeclineRole"),
        new("Features.Milestones.MilestoneCard", "Features.Registration.EditRegistration"),
        new("Features.StaffCap.StaffCard", "Features.Contributions.EditContribution"),
        new("Features.Status.StatusCard", "Features.Audit.ShowAudit"),
        new("Features.Status.StatusCard", "Features.Registration.EditRegistration"),
    ];
}
