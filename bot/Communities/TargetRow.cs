using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>What everybody may see of a target.</summary>
/// <param name="Name">What is counted, where it is the community's own; what people typed.</param>
/// <param name="Owner">The name of whoever looks after it; null for nobody.</param>
internal sealed record TargetView(
    string Id, int Revision, TargetMetric Metric, string Name, decimal Value, decimal Number, DateOnly CountedOn, DateOnly Deadline, TargetPace Pace,
        string? Owner)
{
    public bool IsLogged => Metric is TargetMetric.Activities or TargetMetric.Participants;

    public static TargetView Of(Community community, Target target, DateOnly today) => new(
        target.Id, target.Revision, target.Metric, target.Name, target.Value, target.Number, target.CountedOn, target.Deadline,
        target.PaceOn(today, community.StartDate), target.Owner is { Name.Length: > 0 } owner ? owner.Name : null);

    public static IReadOnlyList<TargetView> All(Community community, DateOnly today) =>
        [.. community.Targets.Open.Select(target => Of(community, target, today))];
}

/// <summary>A target on a card: the same sentence and bar wherever targets are shown. The sentence alone would do.</summary>
internal static class TargetRow
{
    public static CardElement Of(TargetView target) =>
        Parts.Progress((double)target.Value, (double)target.Number, SentenceOf(target), ColorOf(target.Pace.State));

    /// <summary>How far it is, against the pace of a straight line.</summary>
    public static string SentenceOf(TargetView target)
    {
        var (value, number, unit) = (Written(target.Value), Written(target.Number), UnitOf(target.Metric, target.Name, target.Number));
        return target.Pace.State switch
        {
            TargetState.Reached => Words.Fill(PaceTexts.Reached, value, number, unit),
            TargetState.Missed => Words.Fill(PaceTexts.Missed, value, number, unit, Words.Day(target.Deadline)),
            TargetState.Stale => Words.Fill(PaceTexts.Stale, value, number, unit, Words.Day(target.CountedOn)),
            var state => Words.Fill(PatternOf(state), value, number, unit, Words.Day(target.Pace.Day), Written(target.Pace.Expected)),
        };
    }

    /// <summary>What is counted, as it follows a number.</summary>
    public static string UnitOf(TargetMetric metric, string name, decimal number) => (metric, number == 1) switch
    {
        (TargetMetric.Members, true) => PaceTexts.Member,
        (TargetMetric.Members, _) => PaceTexts.Members,
        (TargetMetric.Activities, true) => PaceTexts.Activity,
        (TargetMetric.Activities, _) => PaceTexts.Activities,
        (TargetMetric.Participants, true) => PaceTexts.Participant,
        (TargetMetric.Participants, _) => PaceTexts.Participants,
        (TargetMetric.Partners, true) => PaceTexts.Partner,
        (TargetMetric.Partners, _) => PaceTexts.Partners,
        _ => Plain.Text(name),
    };

    public static string Written(decimal number) => Parts.Number((double)number);

    private static string PatternOf(TargetState state) => state switch
    {
        TargetState.OnPace => PaceTexts.OnPace,
        TargetState.SlightlyBehind => PaceTexts.SlightlyBehind,
        _ => PaceTexts.Behind,
    };

    private static ProgressColor ColorOf(TargetState state) => state switch
    {
        TargetState.Reached or TargetState.OnPace => ProgressColor.Good,
        TargetState.Stale => ProgressColor.Accent,
        _ => ProgressColor.Warning,
    };
}
