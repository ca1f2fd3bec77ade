using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Milestones;

/// <summary>What became of a milestone.</summary>
/// <param name="Months">How long after the start date: one of <see cref="MilestonePlan.All"/>.</param>
/// <param name="Day">On which day it fell, by the start date of then.</param>
/// <param name="At">When that was decided.</param>
/// <param name="Line">The moment of the due line that decided it: run again, it says the same.</param>
/// <param name="Reason">Why nothing was said, in a word: a <see cref="SkipReason"/>, or the class of Teams' refusal; null when it was said.</param>
internal sealed record MilestoneRecord(int Months, DateOnly Day, DateTimeOffset At, DateTimeOffset Line, string? Reason = null)
{
    public bool IsSaid => Reason is null;
}

/// <summary>How a community goes on after its start phase. Stored: the words never change.</summary>
internal enum ReviewChoice { GoOn, Adjust }

/// <summary>What a lead chose after a year.</summary>
internal sealed record Review(ReviewChoice Choice, Person By, DateTimeOffset At);

/// <summary>The milestones of one community, and what was chosen at the last one. It outlives the registration: nothing is said twice in a channel.</summary>
/// <param name="V">The row's version.</param>
/// <param name="Review">Null while nothing was chosen, or when it was taken back.</param>
/// <param name="Revision">Counts the choices; stands on the card, so that an old card is known as old.</param>
internal sealed record MilestoneState(int V, IReadOnlyList<MilestoneRecord> Records, Review? Review = null, int Revision = 0)
{
    public static MilestoneState Empty { get; } = new(1, []);

    /// <summary>What became of a milestone. What was skipped counts for its day alone: moved to another day, it is still to come.</summary>
    public MilestoneRecord? Find(int months, DateOnly day) => Records.FirstOrDefault(record => record.Months == months && (record.IsSaid || record.Day == day));

    public MilestoneState With(MilestoneRecord record) => this with { Records = [.. Records.Where(other => other.Months != record.Months), record] };

    public MilestoneState Chosen(Review? review) => this with { Review = review, Revision = Revision + 1 };
}
