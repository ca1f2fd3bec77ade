namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>
/// Which slice may use which other, and what for. What two slices need from each other stands in <c>Communities</c> or <c>Domain</c>; a line here says why
/// that is no place for it. A line that no code needs any more fails a test, so that the table only shrinks by itself.
/// </summary>
internal static class SliceArrows
{
    /// <summary>More than this many arrows would be a knot again, whatever their reasons.</summary>
    public const int Most = 11;

    public static IReadOnlyList<SliceArrow> Allowed { get; } =
    [
        new("Calls", "Roles", "Whoever raised a hand is asked by the roles' own question."),
        new("Doctor", "Presence", "The doctor tells what is known about who is still here."),
        new("Nudges", "Examples", "A weekly message may hold an example that a community shared."),
        new("Nudges", "Milestones", "The log lists milestones beside the weekly messages."),
        new("Presence", "Erasure", "Who left is erased in the end."),
        new("Presence", "Roles", "Who left loses the roles they held."),
        new("Roles", "Audit", "Who took or left a role is noted; its news is read from the notes."),
        new("Roles", "Contributions", "Whoever leaves a role leaves the contribution that belongs to it."),
        new("StaffCap", "Contributions", "The cap counts who has said what they contribute."),
        new("StaffCap", "Roles", "A staff member is given a role by the roles' own question."),
        new("TimeGiven", "Contributions", "The monthly question names what somebody said they would give."),
    ];
}
