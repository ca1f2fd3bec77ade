using System.Globalization;
using TeamsCommunityBot.Domain;
using Xunit;

namespace TeamsCommunityBot.Tests.Domain;

/// <summary>The rules about what a community wants to reach.</summary>
public sealed class TargetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly Person Anna = new("30000000-0000-4000-8000-000000000001", "29:anna", "Anna Voorbeeld");
    private static readonly Person Bram = new("30000000-0000-4000-8000-000000000002", "29:bram", "Bram Testman");

    private static Community Community { get; } = new()
    {
        TenantId = "tenant",
        ChannelId = "19:kanaal@thread.tacv2",
        TeamId = "19:team@thread.tacv2",
        Name = "Lezers van de Polder",
        StartDate = new(2026, 9, 1),
        Language = "nl",
        Address = new(new("https://connector.example/"), "19:kanaal@thread.tacv2", "28:bot"),
        RegisteredBy = Anna.Id,
        Roles = RoleSlots.Open,
        RegisteredAt = Now.AddMonths(-3),
    };

    private static TargetPlan Plan { get; } = new(TargetMetric.Members, "", 8, 40, new(2027, 9, 1), Anna);

    [Theory]
    [InlineData(TargetMetric.Members, "", "8", "40", "2027-09-01")]
    [InlineData(TargetMetric.Members, "", "0", "1", "2026-11-25")]
    [InlineData(TargetMetric.Members, "", "8", "40", "2028-02-29")]
    [InlineData(TargetMetric.Members, "", "8", "1000000", "2031-11-24")]
    [InlineData(TargetMetric.Own, "uren", "1.5", "7.25", "2027-09-01")]
    [InlineData(TargetMetric.Members, "", null, "40", "2027-09-01", TargetProblem.BaselineWrong)]
    [InlineData(TargetMetric.Members, "", "-1", "40", "2027-09-01", TargetProblem.BaselineWrong)]
    [InlineData(TargetMetric.Members, "", "8", "-1", "2027-09-01", TargetProblem.NumberWrong, TargetProblem.NotMore)]
    [InlineData(TargetMetric.Members, "", "8", "1000000000", "2027-09-01", TargetProblem.NumberWrong)]
    [InlineData(TargetMetric.Members, "", "8", "12.5", "2027-09-01", TargetProblem.NumberNotWhole)]
    [InlineData(TargetMetric.Members, "", "0.5", "40", "2027-09-01", TargetProblem.BaselineNotWhole)]
    [InlineData(TargetMetric.Own, "uren", "1", "7.255", "2027-09-01", TargetProblem.NumberWrong)]
    [InlineData(TargetMetric.Own, "", "1", "7", "2027-09-01", TargetProblem.NameMissing)]
    [InlineData(TargetMetric.Members, "", "0", "0", "2027-09-01", TargetProblem.NotMore)]
    [InlineData(TargetMetric.Members, "", "40", "8", "2027-09-01", TargetProblem.NotMore)]
    [InlineData(TargetMetric.Members, "", "40", "40", "2027-09-01", TargetProblem.NotMore)]
    [InlineData(TargetMetric.Members, "", "8", "40", null, TargetProblem.DeadlineWrong)]
    [InlineData(TargetMetric.Members, "", "8", "40", "9999-12-31", TargetProblem.DeadlineWrong)]
    [InlineData(TargetMetric.Members, "", "8", "40", "2031-11-25", TargetProblem.DeadlineWrong)]
    [InlineData(TargetMetric.Members, "", "8", "40", "1900-01-01", TargetProblem.DeadlinePast)]
    [InlineData(TargetMetric.Members, "", "8", "40", "2026-11-24", TargetProblem.DeadlinePast)]
    public void A_plan_is_sound_or_every_reason_is_told(
        TargetMetric metric, string name, string? baseline, string? number, string? deadline, params TargetProblem[] problems)
    {
        var plan = new TargetPlan(metric, name, Number(baseline), Number(number), Day(deadline), Anna);

        Assert.Equal(problems, plan.Problems(Today));
        Assert.Equal(problems.Length == 0, Community.SetTarget("1", plan, Anna, Now) is TargetOutcome.Changed);
    }

    [Theory]
    [InlineData("2026-11-24", 8)]
    [InlineData("2026-11-25", 8)]
    [InlineData("2027-04-14", 24)]
    [InlineData("2027-08-31", 39)]
    [InlineData("2027-09-01", 40)]
    [InlineData("2027-12-01", 40)]
    public void The_pace_is_a_straight_line_from_the_day_on_which_it_was_set(string day, int expected) =>
        Assert.Equal(expected, Set().ExpectedOn(Day(day)!.Value, Community.StartDate));

    [Fact]
    public void A_line_that_is_set_ahead_of_the_first_day_begins_on_that_day_and_a_leap_day_is_a_day()
    {
        var target = Set(Plan with { Baseline = 0, Number = 58, Deadline = new(2028, 2, 29) });

        Assert.Equal(0, target.ExpectedOn(new(2028, 1, 2), new(2028, 1, 2)));
        Assert.Equal(1, target.ExpectedOn(new(2028, 1, 3), new(2028, 1, 2)));
        Assert.Equal(57, target.ExpectedOn(new(2028, 2, 28), new(2028, 1, 2)));
        Assert.NotEqual(TargetState.Missed, target.PaceOn(new(2028, 2, 29), new(2028, 1, 2)).State);
        Assert.Equal(TargetState.Missed, target.PaceOn(new(2028, 3, 1), new(2028, 1, 2)).State);
    }

    [Theory]
    [InlineData(40, "2027-04-14", "2027-04-14", TargetState.Reached)]
    [InlineData(24, "2027-04-14", "2027-04-14", TargetState.OnPace)]
    [InlineData(23, "2027-04-14", "2027-04-14", TargetState.SlightlyBehind)]
    [InlineData(16, "2027-04-14", "2027-04-14", TargetState.SlightlyBehind)]
    [InlineData(15, "2027-04-14", "2027-04-14", TargetState.Behind)]
    [InlineData(3, "2027-04-14", "2027-04-14", TargetState.Behind)]
    [InlineData(24, "2027-04-14", "2027-07-15", TargetState.OnPace)]
    [InlineData(24, "2027-04-14", "2027-07-16", TargetState.Stale)]
    [InlineData(39, "2027-08-31", "2027-09-01", TargetState.OnPace)]
    [InlineData(39, "2027-08-31", "2027-09-02", TargetState.Missed)]
    [InlineData(40, "2027-08-31", "2027-09-02", TargetState.Reached)]
    public void What_was_counted_by_hand_is_held_against_the_day_of_the_count(int value, string counted, string today, TargetState state)
    {
        var target = Set() with { Value = value, CountedOn = Day(counted)!.Value };

        var pace = target.PaceOn(Day(today)!.Value, Community.StartDate);

        Assert.Equal((state, Day(counted)!.Value), (pace.State, pace.Day));
    }

    [Fact]
    public void What_is_logged_is_held_against_today_and_never_old()
    {
        var target = Set(Plan with { Metric = TargetMetric.Activities });

        Assert.Equal(TargetState.Behind, target.PaceOn(new(2027, 8, 31), Community.StartDate).State);
    }

    [Fact]
    public void Asking_less_or_later_needs_a_reason_and_more_or_sooner_does_not()
    {
        var community = With(Plan);

        Assert.Equal(TargetRefusal.ReasonMissing, Refused(community.ChangeTarget("1", 1, Plan with { Number = 39 }, "", Bram, Now)));
        Assert.Equal(TargetRefusal.ReasonMissing, Refused(community.ChangeTarget("1", 1, Plan with { Deadline = new(2027, 9, 2) }, "", Bram, Now)));
        var eased = Changed(community.ChangeTarget("1", 1, Plan with { Number = 39 }, "Het dorp is klein", Bram, Now));
        Assert.Equal((TargetDeed.Eased, "Het dorp is klein", 39), (eased.Deed, eased.Reason, eased.Target!.Number));
        Assert.Equal(TargetDeed.Changed, Changed(community.ChangeTarget("1", 1, Plan with { Number = 41, Deadline = new(2027, 8, 1) }, "", Bram, Now)).Deed);
        Assert.Equal(TargetRefusal.Outdated, Refused(eased.After.ChangeTarget("1", 1, Plan, "", Anna, Now)));
        Assert.IsType<TargetOutcome.AsItWas>(eased.After.ChangeTarget("1", 1, Plan with { Number = 39 }, "Het dorp is klein", Bram, Now));
    }

    [Fact]
    public void A_deadline_that_has_passed_may_stay_and_another_in_the_past_may_not()
    {
        var (community, later) = (With(Plan), Now.AddYears(1));

        Assert.Empty((Plan with { Number = 50 }).Problems(community.Today(later), community.Targets.Open[0]));
        Assert.Equal([TargetProblem.DeadlinePast], (Plan with { Deadline = new(2027, 10, 1) }).Problems(community.Today(later), community.Targets.Open[0]));
    }

    [Fact]
    public void Five_are_the_most_and_the_same_form_twice_makes_one()
    {
        var community = Enumerable.Range(1, 5).Aggregate(Community, (it, id) => Changed(it.SetTarget($"{id}", Plan, Anna, Now)).After);

        Assert.IsType<TargetOutcome.AsItWas>(community.SetTarget("5", Plan, Anna, Now));
        Assert.Equal(TargetRefusal.TooMany, Refused(community.SetTarget("6", Plan, Anna, Now)));
    }

    [Fact]
    public void A_count_is_taken_back_by_whoever_made_it_within_a_day_and_if_nothing_happened_since()
    {
        var counted = Changed(With(Plan).CountTarget("1", 12, Bram, Now.AddHours(1))).After;
        Assert.True(counted.Targets.Open[0].WasJustCounted);

        Assert.Equal(TargetRefusal.CannotUndo, Refused(counted.UndoTarget("1", 2, Anna, Now.AddHours(2))));
        Assert.Equal(TargetRefusal.CannotUndo, Refused(counted.UndoTarget("1", 2, Bram, Now.AddHours(25))));
        Assert.Equal(TargetRefusal.CannotUndo, Refused(counted.UndoTarget("1", 1, Bram, Now.AddHours(2))));
        var undone = Changed(counted.UndoTarget("1", 2, Bram, Now.AddHours(2))).After.Targets.Open[0];
        Assert.Equal((8, Today, 3), (undone.Value, undone.CountedOn, undone.Revision));
        Assert.Equal(TargetRefusal.CannotUndo, Refused(Changed(counted.UndoTarget("1", 2, Bram, Now.AddHours(2))).After.UndoTarget("1", 3, Bram,
            Now.AddHours(3))));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1000000001")]
    [InlineData("12.5")]
    public void A_count_that_cannot_be_is_refused(string value) =>
        Assert.Equal(TargetRefusal.NotSound, Refused(With(Plan).CountTarget("1", Number(value)!.Value, Bram, Now)));

    [Fact]
    public void What_is_logged_is_not_counted_by_hand_and_adds_up_to_the_baseline()
    {
        var community = With(Plan with { Metric = TargetMetric.Participants });

        Assert.Equal(TargetRefusal.IsLogged, Refused(community.CountTarget("1", 12, Bram, Now)));
        var logged = community.WithLogged(_ => 5, Today.AddDays(3));
        Assert.Equal((13, Today.AddDays(3)), (logged.Targets.Open[0].Value, logged.Targets.Open[0].CountedOn));
        Assert.Same(logged, logged.WithLogged(_ => 5, Today.AddDays(4)));
        Assert.Equal(15, Changed(logged.ChangeTarget("1", 1, Plan with { Metric = TargetMetric.Participants, Baseline = 10 }, "", Anna, Now))
            .Target!.Value);
    }

    [Fact]
    public void What_is_let_go_needs_a_reason_and_comes_back_within_a_day()
    {
        Assert.Equal(TargetRefusal.ReasonMissing, Refused(With(Plan).RemoveTarget("1", 1, "", Anna, Now)));
        var gone = Changed(With(Plan).RemoveTarget("1", 1, "Niet van ons", Anna, Now)).After;

        Assert.Empty(gone.Targets.Open);
        Assert.Equal("Niet van ons", gone.WithoutTarget?.Reason);
        Assert.Single(Changed(gone.UndoTarget("1", 2, Anna, Now.AddHours(23))).After.Targets.Open);
        var other = Changed(gone.SetTarget("2", Plan, Anna, Now.AddDays(2))).After;
        Assert.Single(other.Targets.All);
        Assert.Equal(TargetRefusal.CannotUndo, Refused(other.UndoTarget("1", 2, Anna, Now.AddDays(2))));
    }

    [Fact]
    public void What_was_registered_ahead_of_its_first_day_leaves_the_preparation_with_a_target_or_a_reason()
    {
        var community = Community with { AsksTarget = true };
        var set = Changed(community.SetTarget("1", Plan, Anna, Now)).After;

        Assert.Equal(new(Phase.Preparation, 0), community.PhaseOn(Today));
        Assert.Equal(new(Phase.Start, 3), set.PhaseOn(Today));
        Assert.Equal(new(Phase.Preparation, 0), Changed(set.UndoTarget("1", 1, Anna, Now)).After.PhaseOn(Today));
        // Whoever began does not go back.
        Assert.Equal(new(Phase.Start, 3), Changed(set.RemoveTarget("1", 1, "Weg", Anna, Now)).After.PhaseOn(Today));
        Assert.Equal(new(Phase.Start, 3), Changed(community.BeginWithoutTarget("Eerst luisteren", Anna, Now)).After.PhaseOn(Today));
        Assert.Equal(TargetRefusal.ReasonMissing, Refused(community.BeginWithoutTarget("", Anna, Now)));
        Assert.Equal(new(Phase.Start, 3), Community.PhaseOn(Today));
        foreach (var it in new[] { community, set, Changed(community.BeginWithoutTarget("Eerst luisteren", Anna, Now)).After })
            Assert.Equal(it.PhaseOn(Today), it.Outline().PhaseOn(Today));
    }

    [Theory]
    [InlineData("2025-11-25", false)]
    [InlineData("2025-11-24", true)]
    public void Behind_its_pace_is_a_gap_after_the_start_phase_alone_and_the_outline_knows(string start, bool isGap)
    {
        var set = With(Plan) with { StartDate = Day(start)!.Value };
        var community = set with { Targets = new([set.Targets.All[0] with { From = Today.AddDays(-90), CountedOn = Today }]) };

        Assert.Equal(isGap, community.GapsOn(Today).Contains(new Gap(GapKind.BehindPace)));
        Assert.Equal(community.GapsOn(Today), community.Outline().GapsOn(Today));
    }

    [Fact]
    public void An_outline_holds_nobody_and_nothing_that_people_wrote()
    {
        var outline = Changed(With(Plan with { Metric = TargetMetric.Own, Name = "uren" }).CountTarget("1", 12, Bram, Now)).After.Outline().Targets.All[0];

        Assert.Equal(("", "", null, null, null), (outline.Id, outline.Name, outline.Owner, outline.Before, outline.ChangedBy));
    }

    [Fact]
    public void Nothing_of_a_person_stays_and_whoever_is_somebody_else_changes_nothing()
    {
        var community = Changed(Changed(With(Plan with { Owner = Bram }).ChangeTarget("1", 1, Plan with { Owner = Anna }, "", Bram, Now)).After
            .BeginWithoutTarget("Zomaar", Bram, Now)).After;

        var target = community.Forget(Bram.Id, Now).Targets.All[0];

        Assert.Equal((Anna, null, Person.Bot), (target.Owner, target.Before!.Owner, target.ChangedBy));
        Assert.Equal(Person.Bot, community.Forget(Bram.Id, Now).WithoutTarget!.By);
        Assert.Null(Assert.IsType<RoleOutcome.Changed>(community.Leave(Anna, VacancyReason.LeftTeam, Now)).After.Targets.All[0].Owner);
        Assert.Equal(community, community.Forget("30000000-0000-4000-8000-000000000009", Now));
    }

    private static Target Set(TargetPlan? plan = null) => With(plan ?? Plan).Targets.Open[0];

    private static Community With(TargetPlan plan) => Changed(Community.SetTarget("1", plan, Anna, Now)).After;

    private static TargetOutcome.Changed Changed(TargetOutcome outcome) => Assert.IsType<TargetOutcome.Changed>(outcome);

    private static TargetRefusal Refused(TargetOutcome outcome) => Assert.IsType<TargetOutcome.Refused>(outcome).Why;

    private static decimal? Number(string? number) => number is null ? null : decimal.Parse(number, CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
