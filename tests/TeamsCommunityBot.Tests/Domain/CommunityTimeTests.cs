using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Tests.Features.Nudges;
using Xunit;
using static TeamsCommunityBot.Tests.Features.Nudges.NudgeSample;

namespace TeamsCommunityBot.Tests.Domain;

/// <summary>Up to when it is clear what people contribute, and whether they got the time for it.</summary>
public sealed class CommunityTimeTests
{
    private static readonly DateTimeOffset Monday = At("2026-11-23T08:30:00Z");
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly DateOnly November = new(2026, 11, 1);

    [Fact]
    public void Whoever_took_a_role_has_two_weeks_to_say_what_they_contribute()
    {
        var community = Full();

        Assert.Empty(community.GapsOn(Today.AddDays(14)));
        Assert.Equal([new Gap(GapKind.ContributionUnclear)], community.GapsOn(Today.AddDays(15)));
    }

    [Fact]
    public void What_was_confirmed_counts_for_half_a_year_or_up_to_its_last_day()
    {
        var community = Full(but: Role.Bouwer);
        var said = Said(Role.Bouwer);

        var half = community.WithContribution(said.Who.Id, said, Monday);
        var until = community.WithContribution(said.Who.Id, said with { Until = new(2026, 12, 31) }, Monday);

        Assert.Equal(new DateOnly(2027, 5, 23), half.Roles.Bouwer.ClearUntil);
        Assert.Equal(new DateOnly(2026, 12, 31), until.Roles.Bouwer.ClearUntil);
        Assert.Same(half, half.WithContribution(said.Who.Id, said, Monday));
        // Put away later, there are two weeks again, and no more by being asked once more.
        var away = half.WithContribution(said.Who.Id, null, Monday.AddDays(60));
        Assert.Equal(Today.AddDays(74), away.Roles.Bouwer.ClearUntil);
        Assert.Same(away, away.WithContribution(said.Who.Id, null, Monday.AddDays(65)));
    }

    [Fact]
    public void Written_for_other_roles_it_does_not_count()
    {
        var community = Full(but: Role.Bouwer);

        var after = community.WithContribution(Someone((int)Role.Bouwer).Id, Said(Role.Bouwer, Role.Aanjager), Monday.AddDays(1));

        Assert.Equal(Today.AddDays(14), after.Roles.Bouwer.ClearUntil);
    }

    [Fact]
    public void Rows_from_before_say_nothing_about_it() =>
        Assert.Empty(Community().WithHolders(Role.Bouwer, Role.Verbinder, Role.Aanjager).GapsOn(Today.AddYears(1)));

    [Fact]
    public void Twice_in_a_row_no_is_short_and_a_month_between_is_not()
    {
        var community = Full();
        var once = community.AnswerTime(Someone(0).Id, November.AddMonths(-1), TimeAnswer.No);
        Assert.False(once.IsTimeShortIn(November.AddMonths(-1)));

        var twice = once.AnswerTime(Someone(2).Id, November, TimeAnswer.No);
        Assert.True(twice.IsTimeShortIn(November));
        Assert.Contains(new Gap(GapKind.TimeShort), twice.GapsOn(new(2026, 12, 31)));
        Assert.DoesNotContain(new Gap(GapKind.TimeShort), twice.GapsOn(new(2027, 1, 1)));
        Assert.Equal((0, 0, 1), twice.TimeIn(November));

        Assert.False(once.AnswerTime(Someone(2).Id, November.AddMonths(1), TimeAnswer.No).IsTimeShortIn(November.AddMonths(1)));
        Assert.Null(twice.AnswerTime(Someone(2).Id, November, TimeAnswer.Partly).TimeShortUntil);
    }

    [Fact]
    public void Only_the_last_few_answers_are_kept_one_a_role_and_month()
    {
        var community = Full();
        for (var month = 0; month < 12; month++)
            foreach (var answer in Enum.GetValues<TimeAnswer>()) community = community.AnswerTime(Someone(1).Id, November.AddMonths(month), answer);

        Assert.Equal([9, 10, 11], community.TimeSaid.Select(said => ((said.Month.Year - 2026) * 12) + said.Month.Month - 11));
        Assert.Same(community, community.AnswerTime(Someone(1).Id, November.AddMonths(11), TimeAnswer.No));
        Assert.Same(community, community.AnswerTime(Someone(9).Id, November.AddMonths(11), TimeAnswer.No));
    }

    [Fact]
    public void Nobody_inherits_what_another_answered_and_who_is_erased_leaves_no_answer()
    {
        var community = Full().AnswerTime(Someone(0).Id, November.AddMonths(-1), TimeAnswer.No).AnswerTime(Someone(0).Id, November,
            TimeAnswer.No).AnswerTime(Someone(1).Id, November, TimeAnswer.Yes);

        var released = Assert.IsType<RoleOutcome.Changed>(community.Release(Role.Bouwer, Someone(1), Monday)).After;
        var left = Assert.IsType<RoleOutcome.Changed>(community.Leave(Someone(0), VacancyReason.LeftTeam, Monday)).After;
        var forgotten = community.Forget(Someone(0).Id, Monday);

        Assert.All([released, left, forgotten], after =>
        {
            Assert.Equal([new TimeSaid(November, Role.Verbinder, TimeAnswer.Yes)], after.TimeSaid);
            Assert.Null(after.TimeShortUntil);
        });
    }

    [Fact]
    public void The_outline_knows_the_gaps_and_nobodys_answers()
    {
        var community = Full().AnswerTime(Someone(0).Id, November.AddMonths(-1), TimeAnswer.No).AnswerTime(Someone(0).Id, November, TimeAnswer.No);

        var outline = community.Outline();

        Assert.Equal(community.GapsOn(Today.AddDays(20)), outline.GapsOn(Today.AddDays(20)));
        Assert.Equal([GapKind.ContributionUnclear, GapKind.TimeShort], outline.GapsOn(Today.AddDays(20)).Select(gap => gap.Kind));
        Assert.Empty(outline.TimeSaid);
        Assert.Equal(outline, community.Outline());
    }

    [Fact]
    public void A_why_is_a_gap_once_nobody_looked_at_it_for_over_a_year()
    {
        var community = Full() with { Purpose = new() { ConfirmedOn = Today.AddMonths(-12) } };

        Assert.Empty(community.GapsOn(Today));
        Assert.Equal([new Gap(GapKind.WhyOld)], community.GapsOn(Today.AddDays(1)));
        Assert.Equal([new Gap(GapKind.WhyOld)], community.Outline().GapsOn(Today.AddDays(1)));
    }

    /// <summary>Everybody took their role today and, but for one, said for years what they contribute.</summary>
    private static Community Full(Role? but = null)
    {
        var community = Community();
        foreach (var role in Enum.GetValues<Role>())
        {
            community = Assert.IsType<RoleOutcome.Changed>(community.Invite(role, Someone((int)role), Someone((int)role), null, thirdRole: false,
                Monday)).After;
            if (but is { } one && role != one)
                community = community with { Roles = community.Roles.With(community.Roles[role] with { ClearUntil = DateOnly.MaxValue }) };
        }
        return community;
    }

    private static Contribution Said(params Role[] roles) =>
        new() { Who = Someone((int)roles[0]), Roles = roles, Commitments = ["Een", "Twee", "Drie"], Hours = 4, ConfirmedAt = Monday, Revision = 1 };
}
