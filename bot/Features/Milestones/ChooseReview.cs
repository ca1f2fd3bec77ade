using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Milestones;

/// <summary>The buttons "go on" and "adjust" on the card after a year: a lead chooses, everyone sees it.</summary>
internal sealed class ChooseReview(CommunityStore communities, MilestoneStore milestones) : IHandler
{
    public const string Verb = "milestone.choose";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var isOurs = Enum.TryParse<ReviewChoice>(turn.Press?.Data.GetValueOrDefault(MilestoneCard.ChoiceKey), out var choice) && Enum.IsDefined(choice);
        return isOurs ? await ReviewDesk.ChangeAsync(turn, communities, milestones, new(choice, turn.From, turn.At), ct)
            : new Reply.Text(MilestoneTexts.NoReview);
    }
}

/// <summary>Takes the choice back; any lead may.</summary>
internal sealed class UndoReview(CommunityStore communities, MilestoneStore milestones) : IHandler
{
    public const string Verb = "milestone.undo";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => ReviewDesk.ChangeAsync(turn, communities, milestones, null, ct);
}

/// <summary>What both buttons share.</summary>
internal static class ReviewDesk
{
    /// <summary>Stores a choice (null takes it back) if the card still shows the last one, and shows the card as it is then.</summary>
    public static async ValueTask<Reply> ChangeAsync(Turn turn, CommunityStore communities, MilestoneStore milestones, Review? review, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var stored = await milestones.FindAsync(community, ct);
        if (!stored.State.Records.Any(record => record.IsSaid && record.Months == MilestonePlan.Last)) return new Reply.Text(MilestoneTexts.NoReview);

        var isCurrent = turn.Press?.Data.GetValueOrDefault(MilestoneCard.RevisionKey) == stored.State.Revision.ToString(CultureInfo.InvariantCulture);
        var after = stored.State.Chosen(review);
        var end = isCurrent
            ? await communities.WriteAsLeadAsync(turn, community.ChannelId, [MilestoneStore.ChangeOf(community, stored, after)], ct) : DecisionEnd.RowChanged;
        if (end == DecisionEnd.NotLead) return new Reply.Text(CommunityTexts.NotLeadNow);
        var isDone = end == DecisionEnd.Made;
        var shown = isDone ? after : (await milestones.FindAsync(community, ct)).State;
        var view = MilestoneView.Of(community, MilestonePlan.Last, shown, turn.At, isDone ? null : MilestoneTexts.ChangedMeanwhile);
        return new Reply.Replace(MilestoneCard.Render(view), MilestoneCard.Summary(view));
    }
}
