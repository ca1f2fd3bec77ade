using System.Text.Json;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Nudges;
using Xunit;
using static TeamsCommunityBot.Tests.Features.Nudges.NudgeSample;

namespace TeamsCommunityBot.Tests.Features.Nudges;

public sealed class NudgePlanTests
{
    private static readonly DateTimeOffset Monday = At("2026-11-23T08:30:00Z");

    [Fact]
    public void The_same_facts_and_the_same_chance_give_the_same_choice()
    {
        var choice = NudgePlan.For(Community(), NudgeState.Empty, Taste.Unknown, Items, Monday, 7);

        Assert.NotNull(choice);
        Assert.Equal(choice, NudgePlan.For(Community(), NudgeState.Empty, Taste.Unknown, [.. Items.Reverse()], Monday, 7));
    }

    [Fact]
    public void An_empty_role_comes_before_one_at_risk_and_the_item_helps_with_it()
    {
        var community = Community().WithHolders(Role.Bouwer, Role.Verbinder);
        community = community with { Roles = community.Roles.With(community.Roles.Bouwer with { Until = new(2026, 12, 1) }) };

        var choice = NudgePlan.For(community, NudgeState.Empty, Taste.Unknown, Items, Monday, 7)!;

        Assert.Equal(new Gap(GapKind.RoleEmpty, Role.Aanjager), choice.Gap);
        Assert.Contains(Role.Aanjager, Items.Single(item => item.Id == choice.Item).Roles);
    }

    [Fact]
    public void A_role_at_risk_is_named_when_none_is_empty_and_nothing_when_all_is_well()
    {
        var community = Community().WithHolders(Role.Bouwer, Role.Verbinder, Role.Aanjager);
        var leaving = community with { Roles = community.Roles.With(community.Roles.Verbinder with { Doubt = RiskReason.Away }) };

        Assert.Null(NudgePlan.MostUsefulGap(community, NudgeState.Empty, Monday));
        Assert.Equal(new Gap(GapKind.RoleAtRisk, Role.Verbinder), NudgePlan.MostUsefulGap(leaving, NudgeState.Empty, Monday));
    }

    [Fact]
    public void Somebody_was_asked_so_the_role_is_no_gap()
    {
        var community = Community().WithHolders(Role.Bouwer, Role.Verbinder);
        community = community with { Roles = community.Roles.With(community.Roles.Aanjager with { Invitation = new(1, Someone(9), Someone(1), Monday) }) };

        Assert.Null(NudgePlan.MostUsefulGap(community, NudgeState.Empty, Monday));
    }

    [Fact]
    public void Roles_come_first_then_contributions_and_then_time()
    {
        var community = Community().WithHolders(Role.Bouwer, Role.Verbinder, Role.Aanjager) with { TimeShortUntil = new(2026, 12, 31) };
        var unclear = community with { Roles = community.Roles.With(community.Roles.Verbinder with { ClearUntil = new(2026, 11, 22) }) };
        var leaving = unclear with { Roles = unclear.Roles.With(unclear.Roles.Bouwer with { Doubt = RiskReason.Away }) };

        Assert.Equal(new Gap(GapKind.TimeShort), NudgePlan.MostUsefulGap(community, NudgeState.Empty, Monday));
        Assert.Equal(new Gap(GapKind.ContributionUnclear), NudgePlan.MostUsefulGap(unclear, NudgeState.Empty, Monday));
        Assert.Equal(new Gap(GapKind.RoleAtRisk, Role.Bouwer), NudgePlan.MostUsefulGap(leaving, NudgeState.Empty, Monday));
        Assert.NotNull(NudgePlan.For(unclear, NudgeState.Empty, Taste.Unknown, Items, Monday, 7));
    }

    [Theory]
    [InlineData("""{"Item":"a","Kind":"Tip","Gap":{"Kind":"RoleEmpty","Role":"Verbinder"},"Seed":7}""", GapKind.RoleEmpty, Role.Verbinder)]
    [InlineData("""{"Item":"a","Kind":"Tip","Gap":{"Kind":"TimeShort"},"Seed":7}""", GapKind.TimeShort, null)]
    [InlineData("""{"Item":"a","Kind":"Tip","Seed":7}""", null, null)]
    public void What_was_chosen_before_still_reads_and_is_written_as_it_was(string row, GapKind? kind, Role? role)
    {
        var choice = JsonSerializer.Deserialize(row, NudgeJson.Default.NudgeChoice)!;

        Assert.Equal(kind is { } missed ? new Gap(missed, role) : null, choice.Gap);
        Assert.Equal(row, JsonSerializer.Serialize(choice, NudgeJson.Default.NudgeChoice));
    }

    [Fact]
    public void Equal_gaps_take_turns()
    {
        var named = Weeks(Community(), 6).Select(record => record.Choice!.Gap!.Role!.Value).ToList();

        Assert.Equal([Role.Bouwer, Role.Verbinder, Role.Aanjager, Role.Bouwer, Role.Verbinder, Role.Aanjager], named);
    }

    [Fact]
    public void Kinds_take_turns()
    {
        var kinds = Weeks(Community(), 12).Select(record => record.Choice!.Kind).ToList();

        Assert.All(kinds.Zip(kinds.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.All(Enum.GetValues<ContentKind>(), kind => Assert.InRange(kinds.Count(one => one == kind), 2, 6));
    }

    [Theory]
    [InlineData(nameof(NudgeAnswer.NotForUs), -1)]
    [InlineData(nameof(NudgeAnswer.Inspires), 1)]
    [InlineData(nameof(NudgeAnswer.WillDo), 1)]
    public void Answers_change_the_mix(string answer, int direction)
    {
        var usual = Weeks(Community(), 20).Count(record => record.Choice!.Kind == ContentKind.Question);

        var said = Tally.None.With(Enum.Parse<NudgeAnswer>(answer), 4);
        var after = Weeks(Community(), 20, record => record.Choice!.Kind == ContentKind.Question ? said : Tally.None)
            .Count(record => record.Choice!.Kind == ContentKind.Question);

        Assert.Equal(direction, Math.Sign(after - usual));
    }

    [Theory]
    [InlineData("2027-06-01", Phase.Preparation)]
    [InlineData("2026-09-01", Phase.Start)]
    [InlineData("2024-09-01", Phase.Bloom)]
    public void What_is_said_fits_the_phase_and_then_a_neighbour(string start, Phase phase)
    {
        var fitting = Items.Count(item => item.Phases.Contains(phase));

        var said = Weeks(Community(start: start), 20).Select(record => Items.Single(item => item.Id == record.Choice!.Item)).ToList();

        Assert.True(fitting > 20);
        Assert.All(said, item => Assert.Contains(phase, item.Phases));
    }

    [Fact]
    public void Nothing_left_means_nothing_said_and_the_leads_hear_it_once()
    {
        var (community, state) = (Community(), NudgeState.Empty);
        var told = 0;
        for (var week = 0; week < 5; week++)
        {
            var decision = NudgeDecision.For(community, state, Taste.Unknown, [.. Items.Take(2)], [], Monday.AddDays(7 * week), Monday.AddDays(7 * week));
            state = decision.After;
            told += decision.RanDry ? 1 : 0;
        }

        Assert.Equal(1, told);
        Assert.Equal(2, state.Records.Count(record => record.IsSaid));
        Assert.All(state.Records.TakeLast(3), record => Assert.Equal(nameof(SkipReason.NothingLeft), record.Reason));
    }

    /// <summary>So many nudges in a row, with what people answer to each.</summary>
    private static List<NudgeRecord> Weeks(Community community, int count, Func<NudgeRecord, Tally>? answers = null)
    {
        var (state, taste) = (NudgeState.Empty, Taste.Unknown);
        for (var week = 0; week < count; week++)
        {
            var at = Monday.AddDays(7 * week);
            var choice = NudgePlan.For(community, state, taste, Items, at, week)!;
            var record = new NudgeRecord(IsoWeek.Of(DateOnly.FromDateTime(at.Date)).ToString(), at, NudgeOutcome.Sent, choice);
            state = state.With(record);
            taste = new(1, new Dictionary<string, Tally>(taste.ByNudge) { [record.Id] = answers?.Invoke(record) ?? Tally.None });
        }
        return [.. state.Records];
    }
}
