using TeamsCommunityBot.Domain;
using Xunit;
using static TeamsCommunityBot.Domain.CheckKind;
using static TeamsCommunityBot.Domain.CheckState;

namespace TeamsCommunityBot.Tests.Domain;

/// <summary>The verdicts on the eleven recommendations, each in each of its states.</summary>
public sealed class ChecksTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    /// <summary>Everything is as the method wants it.</summary>
    private static CheckFacts Fine { get; } = new()
    {
        Today = Today,
        Roles = [SlotState.Accepted, SlotState.Accepted, SlotState.Accepted],
        Why = WhyState.Fresh,
        WhyOn = Today.AddDays(-40),
        HasGoal = true,
        HasSponsor = true,
        Targets = [Pace(TargetState.OnPace)],
        Phase = Phase.Start,
        Staff = new(3, 0, Today.AddDays(-10)),
        StaffCap = 3,
        WasLevelDiscussed = true,
        TimeMonth = new(2026, 11, 1),
        StepsLeft = 0,
        MayPost = true,
        HasPlanned = true,
    };

    private static readonly (CheckKind Kind, CheckState State, Func<CheckFacts, CheckFacts> Change)[] Rows =
    [
        (Roles, Ok, facts => facts),
        (Roles, Attention, facts => facts with { Roles = [SlotState.Accepted, SlotState.Accepted, SlotState.Open] }),
        (Roles, Attention, facts => facts with { Roles = [SlotState.Accepted, SlotState.Accepted, SlotState.Vacated] }),
        (Roles, Attention, facts => facts with { Roles = [SlotState.Accepted, SlotState.Invited, SlotState.AtRisk] }),
        (Roles, Unknown, facts => facts with { Roles = [SlotState.Accepted, SlotState.Accepted, SlotState.Invited] }),
        (Why, Ok, facts => facts),
        (Why, Attention, facts => facts with { Why = WhyState.Missing }),
        (Why, Attention, facts => facts with { Why = WhyState.TooOld }),
        (Why, Attention, facts => facts with { HasGoal = false }),
        (Why, Attention, facts => facts with { HasSponsor = false }),
        (Why, Unknown, facts => facts with { HasSponsor = false, IsSponsorAsked = true }),
        (Contributions, Ok, facts => facts),
        (Contributions, Attention, facts => facts with { IsUnclear = true }),
        (Contributions, Unknown, facts => facts with { Roles = [SlotState.Open, SlotState.Vacated, SlotState.Invited] }),
        (Targets, Ok, facts => facts),
        (Targets, Ok, facts => facts with { Targets = [Pace(TargetState.Behind)] }),
        (Targets, Ok, facts => facts with { Targets = [Pace(TargetState.Stale), Pace(TargetState.Reached)], Phase = Phase.Bloom }),
        (Targets, Attention, facts => facts with { Targets = [] }),
        (Targets, Attention, facts => facts with { Targets = [Pace(TargetState.Reached), Pace(TargetState.Missed)] }),
        (Targets, Attention, facts => facts with { Targets = [Pace(TargetState.Behind)], Phase = Phase.Bloom }),
        (Targets, Attention, facts => facts with { Targets = [Pace(TargetState.SlightlyBehind)], Phase = Phase.Bloom }),
        (Targets, Unknown, facts => facts with { Targets = [], HasReasonForNoTarget = true }),
        (Targets, Unknown, facts => facts with { Targets = [Pace(TargetState.Stale)] }),
        (Development, Unknown, facts => facts),
        (Staff, Ok, facts => facts),
        (Staff, Ok, facts => facts with { Staff = new(5, 0, Today) }),
        (Staff, Ok, facts => facts with { Staff = new(3, 2, Today) }),
        (Staff, Attention, facts => facts with { Staff = new(4, 1, Today.AddDays(-Checks.DaysFresh)) }),
        (Staff, Unknown, facts => facts with { Staff = new(4, 1, Today.AddDays(-Checks.DaysFresh - 1)) }),
        (Staff, Unknown, facts => facts with { Staff = null }),
        (Level, Ok, facts => facts),
        (Level, Unknown, facts => facts with { WasLevelDiscussed = false }),
        (Time, Ok, facts => facts),
        (Time, Attention, facts => facts with { IsTimeShort = true }),
        (Time, Unknown, facts => facts with { TimeMonth = null }),
        (Time, Unknown, facts => facts with { TimeMonth = new(2026, 8, 1) }),
        (Year, Ok, facts => facts),
        (Year, Ok, facts => facts with { Phase = Phase.Bloom }),
        (Year, Attention, facts => facts with { Phase = Phase.Preparation, HoldsForTarget = true }),
        (Year, Unknown, facts => facts with { Phase = Phase.Preparation }),
        (CheckKind.FlyingStart, Ok, facts => facts),
        (CheckKind.FlyingStart, Attention, facts => facts with { StepsLeft = 2 }),
        (CheckKind.FlyingStart, Unknown, facts => facts with { StepsLeft = 2, IsStarting = true }),
        (CheckKind.FlyingStart, Unknown, facts => facts with { StepsLeft = null }),
        (Energy, Ok, facts => facts),
        (Energy, Attention, facts => facts with { HasPlanned = false }),
        (Energy, Attention, facts => facts with { MayPost = false, IsPaused = true }),
        (Energy, Unknown, facts => facts with { HasPlanned = false, IsPaused = true }),
        (Energy, Unknown, facts => facts with { IsPaused = true }),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Rows.Length)];

    [Theory, MemberData(nameof(Numbers))]
    public void A_check_stands_as_its_rule_says(int number)
    {
        var (kind, state, change) = Rows[number];

        Assert.Equal(state, Checks.StateOf(kind, change(Fine)));
    }

    [Fact]
    public void Each_of_the_eleven_is_there_once_and_what_nobody_could_know_is_no_complaint()
    {
        Assert.Equal(Enum.GetValues<CheckKind>(), Checks.Of(Fine).Select(check => check.Kind));
        Assert.Equal(11, Checks.Of(Fine).Count);
        Assert.Equal([Development], Checks.Of(Fine).Where(check => check.State != Ok).Select(check => check.Kind));
        Assert.Equal(Today.AddDays(-40), Checks.Of(Fine).Single(check => check.Kind == Why).On);
        Assert.All(Rows.Where(row => row.State == Attention), row => Assert.Contains(Rows, other => other.Kind == row.Kind && other.State == Ok));
    }

    /// <summary>Whatever the weekly message calls a gap, the status says needs attention, and the outline knows as much.</summary>
    [Fact]
    public void The_message_and_the_status_have_one_verdict()
    {
        var open = CommunityOf(RoleSlots.Open);
        Community[] communities =
        [
            open,
            CommunityOf(new(Held(Role.Bouwer), Held(Role.Verbinder), Held(Role.Aanjager) with { Doubt = RiskReason.Away })),
            CommunityOf(new(Held(Role.Bouwer), Held(Role.Verbinder), Held(Role.Aanjager) with { ClearUntil = Today.AddDays(-1) })),
            open with { Purpose = new() { Why = "Daarom", ConfirmedOn = Today.AddYears(-2) } },
            open with { TimeShortUntil = Today },
            open with
            {
                StartDate = Today.AddYears(-2),
                Targets = new([new() { Id = "1", Metric = TargetMetric.Members, Baseline = 0, Number = 40, From = Today.AddDays(-300),
                    Deadline = Today.AddDays(10), Value = 1, CountedOn = Today }]),
            },
        ];

        Assert.Equal(Enum.GetValues<GapKind>().Order(), communities.SelectMany(it => it.GapsOn(Today)).Select(gap => gap.Kind).Distinct().Order());
        Assert.All(communities, it =>
        {
            var states = Checks.Of(CheckFacts.Of(it, Today)).ToDictionary(check => check.Kind, check => check.State);
            Assert.All(it.GapsOn(Today), gap => Assert.Equal(Attention, states[KindOf(gap.Kind)]));
            Assert.Equal(it.GapsOn(Today), it.Outline().GapsOn(Today));
        });
    }

    private static CheckKind KindOf(GapKind gap) => gap switch
    {
        GapKind.RoleEmpty or GapKind.RoleAtRisk => Roles,
        GapKind.ContributionUnclear => Contributions,
        GapKind.WhyOld => Why,
        GapKind.TimeShort => Time,
        _ => Targets,
    };

    private static TargetPace Pace(TargetState state) => new(state, 10, Today);

    private static RoleSlot Held(Role role) => new(role) { Holder = new($"{role}", "29:1", "Iemand"), ClearUntil = Today.AddDays(9) };

    private static Community CommunityOf(RoleSlots roles) => new()
    {
        TenantId = "t",
        ChannelId = "19:kanaal@thread.tacv2",
        TeamId = "19:team@thread.tacv2",
        Name = "Lezers van de Polder",
        StartDate = new(2026, 9, 1),
        Language = "nl",
        Address = new(new("https://connector.example/"), "19:kanaal@thread.tacv2", "28:bot"),
        RegisteredBy = "1",
        RegisteredAt = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero),
        Roles = roles,
    };
}
