using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>What a community wants to reach, on its status: a sentence and a bar for each target.</summary>
internal static class StatusTargets
{
    /// <summary>More would push the rest off two screens of a phone.</summary>
    private const int Most = 3;

    /// <summary>Those that ask for attention come first.</summary>
    public static IEnumerable<CardElement> Of(StatusView view)
    {
        if (view.Targets.Count == 0) return [];
        var shown = view.Targets.OrderBy(target => RankOf(target.Pace.State)).Take(Most);
        return
        [
            Parts.Subheading(StatusTexts.Targets),
            .. shown.Select(TargetRow.Of),
            .. Parts.Optional(view.Targets.Count > Most ? Parts.Hint(Words.Fill(StatusTexts.MoreTargets, view.Targets.Count - Most)) : null),
        ];
    }

    /// <summary>Where there is none the facts say so, with the reason where somebody wrote it.</summary>
    public static Fact? FactOf(StatusView view) => view switch
    {
        { Targets.Count: > 0 } => null,
        { WithoutTarget.Length: > 0 } => new(StatusTexts.Targets, Words.Fill(StatusTexts.WithoutTargets, Plain.Text(view.WithoutTarget))),
        _ => new(StatusTexts.Targets, StatusTexts.NoTargets),
    };

    private static int RankOf(TargetState state) => state switch
    {
        TargetState.Behind => 0,
        TargetState.SlightlyBehind => 1,
        TargetState.Missed => 2,
        TargetState.Stale => 3,
        TargetState.OnPace => 4,
        _ => 5,
    };
}
