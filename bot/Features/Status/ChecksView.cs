using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The eleven checks of a community, ready to show.</summary>
/// <param name="Community">What people typed.</param>
internal sealed record ChecksView(string Community, IReadOnlyList<Check> Checks, CheckFacts Facts)
{
    public static ChecksView Of(Community community, DateTimeOffset now)
    {
        var facts = CheckFacts.Of(community, community.Today(now));
        return new(community.Name, Domain.Checks.Of(facts), facts);
    }
}

/// <summary>What a check is called, which rule it follows, and what is known: the same words on every card.</summary>
internal static class CheckWords
{
    public static string Title(CheckKind kind) => kind switch
    {
        CheckKind.Roles => CheckTexts.Roles,
        CheckKind.Why => CheckTexts.Why,
        CheckKind.Contributions => CheckTexts.Contributions,
        CheckKind.Targets => CheckTexts.Targets,
        CheckKind.Development => CheckTexts.Development,
        CheckKind.Staff => CheckTexts.Staff,
        CheckKind.Level => CheckTexts.Level,
        CheckKind.Time => CheckTexts.Time,
        CheckKind.Year => CheckTexts.Year,
        CheckKind.FlyingStart => CheckTexts.FlyingStart,
        _ => CheckTexts.Energy,
    };

    public static string Rule(CheckKind kind) => kind switch
    {
        CheckKind.Roles => CheckTexts.RolesRule,
        CheckKind.Why => Words.Fill(CheckTexts.WhyRule, Purpose.MonthsFresh),
        CheckKind.Contributions => Words.Fill(CheckTexts.ContributionsRule, Contribution.MonthsConfirmed),
        CheckKind.Targets => CheckTexts.TargetsRule,
        CheckKind.Development => CheckTexts.DevelopmentRule,
        CheckKind.Staff => CheckTexts.StaffRule,
        CheckKind.Level => CheckTexts.LevelRule,
        CheckKind.Time => CheckTexts.TimeRule,
        CheckKind.Year => Words.Fill(CheckTexts.YearRule, PhaseClock.StartMonths),
        CheckKind.FlyingStart => Words.Fill(CheckTexts.FlyingStartRule, Domain.FlyingStart.Days),
        _ => CheckTexts.EnergyRule,
    };

    /// <summary>What is known, in a sentence.</summary>
    public static string Data(CheckKind kind, CheckFacts facts) => kind switch
    {
        CheckKind.Roles => Words.Fill(CheckTexts.RolesData, facts.Roles.Count(state => state == SlotState.Accepted),
            facts.Roles.Count(state => state == SlotState.AtRisk), facts.Roles.Count(state => state == SlotState.Invited)),
        CheckKind.Why => string.Join(' ', WhyData(facts)),
        CheckKind.Contributions => facts.IsUnclear ? CheckTexts.ContributionsUnclear
            : facts.Roles.Any(state => state is SlotState.Accepted or SlotState.AtRisk) ? CheckTexts.ContributionsClear : CheckTexts.NobodyHolds,
        CheckKind.Targets => TargetsData(facts),
        CheckKind.Development => CheckTexts.DevelopmentData,
        CheckKind.Staff => facts.Staff is { } seen ? Words.Fill(CheckTexts.StaffData, seen.Colleagues, facts.StaffCap, seen.Unclear) : CheckTexts.StaffNever,
        CheckKind.Level => facts.WasLevelDiscussed ? CheckTexts.LevelData : CheckTexts.LevelNever,
        CheckKind.Time => facts.IsTimeShort ? CheckTexts.TimeShort : facts.TimeMonth is null ? CheckTexts.TimeNever : CheckTexts.TimeFine,
        CheckKind.Year => facts.HoldsForTarget ? CheckTexts.YearHeld : facts.Phase switch
        {
            Phase.Preparation => CheckTexts.YearAhead,
            Phase.Start => CheckTexts.YearRuns,
            _ => CheckTexts.YearOver,
        },
        CheckKind.FlyingStart => facts.StepsLeft switch
        {
            null => CheckTexts.FlyingStartNever,
            0 => CheckTexts.FlyingStartDone,
            var left => Words.Fill(CheckTexts.FlyingStartData, left),
        },
        _ => string.Join(' ', EnergyData(facts)),
    };

    /// <summary>The word of a state; a badge gives it a shape and a colour.</summary>
    public static string State(CheckState state) => state switch
    {
        CheckState.Ok => CheckTexts.Ok,
        CheckState.Attention => CheckTexts.Attention,
        _ => CheckTexts.Unknown,
    };

    private static IEnumerable<string> WhyData(CheckFacts facts)
    {
        yield return facts.Why switch
        {
            WhyState.Missing => CheckTexts.WhyMissing,
            WhyState.TooOld => CheckTexts.WhyOld,
            _ => CheckTexts.WhyFresh,
        };
        yield return facts.HasGoal ? CheckTexts.GoalThere : CheckTexts.GoalMissing;
        yield return facts.HasSponsor ? CheckTexts.SponsorThere : facts.IsSponsorAsked ? CheckTexts.SponsorAsked : CheckTexts.SponsorMissing;
    }

    private static string TargetsData(CheckFacts facts) => facts.Targets.Count == 0
        ? facts.HasReasonForNoTarget ? CheckTexts.TargetsReason : CheckTexts.TargetsNone
        : Words.Fill(CheckTexts.TargetsData, facts.Targets.Count, facts.Targets.Count(pace => pace.IsBehind),
            facts.Targets.Count(pace => pace.State == TargetState.Missed), facts.Targets.Count(pace => pace.State == TargetState.Stale));

    private static IEnumerable<string> EnergyData(CheckFacts facts)
    {
        yield return facts.HasPlanned ? CheckTexts.EnergyPlanned : CheckTexts.EnergyNothing;
        yield return !facts.MayPost ? CheckTexts.EnergySilent : facts.IsPaused ? CheckTexts.EnergyPaused : CheckTexts.EnergyMessages;
    }
}
