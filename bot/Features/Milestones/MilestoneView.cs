using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Milestones;

/// <summary>The facts on the card of a milestone, ready to show. The name is what people typed; who has a role is not said.</summary>
/// <param name="Months">Which milestone.</param>
/// <param name="Gap">What would help most; null when nothing is missing.</param>
/// <param name="Review">What was chosen after a year; null while nothing was.</param>
/// <param name="ChosenOn">The day of that, in the community's zone.</param>
/// <param name="Revision">Of the choice.</param>
/// <param name="Notice">A sentence to open with, about what was just done.</param>
internal sealed record MilestoneView(
    string Community, int Months, IReadOnlyList<MilestoneRole> Roles, Gap? Gap, Review? Review = null, DateOnly? ChosenOn = null, int Revision = 0,
        string? Notice = null)
{
    public bool IsReview => Months == MilestonePlan.Last;

    public int Filled => Roles.Count(role => role.State is SlotState.Accepted or SlotState.AtRisk);

    public static MilestoneView Of(Community community, int months, MilestoneState state, DateTimeOffset now, string? notice = null)
    {
        var today = community.Today(now);
        return new(
            community.Name,
            months,
            [.. community.Roles.All().Select(slot => new MilestoneRole(slot.Role, slot.StateOn(today),
                slot.Since is { } since ? community.Today(since) : null))],
            community.GapsOn(today) is [var worst, ..] ? worst : null,
            months == MilestonePlan.Last ? state.Review : null,
            state.Review is { } review ? community.Today(review.At) : null,
            state.Revision,
            notice);
    }
}

/// <param name="Since">The day on which somebody said yes; null when nobody has it.</param>
internal sealed record MilestoneRole(Role Role, SlotState State, DateOnly? Since);
