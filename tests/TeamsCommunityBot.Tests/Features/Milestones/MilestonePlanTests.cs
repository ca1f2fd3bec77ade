using System.Globalization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Milestones;
using TeamsCommunityBot.Tests.Domain;
using Xunit;
using static TeamsCommunityBot.Tests.Features.Nudges.NudgeSample;

namespace TeamsCommunityBot.Tests.Features.Milestones;

/// <summary>Which milestone is said when, as the clock goes by: once, at the community's own hour, and never too late.</summary>
public sealed class MilestonePlanTests
{
    [Fact]
    public void In_every_zone_each_is_said_once_at_the_communitys_own_hour_on_a_working_day()
    {
        foreach (var zone in RhythmTests.Zones.Select(row => row.Data))
        {
            var community = Community(zone: zone, start: "2026-09-26", registered: "2026-09-20T10:00:00Z");

            var (said, _) = Life(community);

            Assert.Equal([3, 6, 9, 12], said.Select(record => record.Months));
            // The second day of Christmas, Good Friday, a Saturday and a Sunday.
            Assert.Equal(["2026-12-28", "2027-03-30", "2027-06-28", "2027-09-27"], said.Select(record => Day(community, record)));
            Assert.All(said, record => Assert.Equal(new TimeOnly(9, 30), TimeOnly.FromDateTime(LocalTime.In(zone, record.At))));
        }
    }

    [Fact]
    public void Quiet_days_and_a_pause_put_it_off_for_two_weeks_at_most()
    {
        var community = Community(registered: "2026-09-01T10:00:00Z");
        QuietDays[] quiet = [new(new(2026, 11, 30), new(2026, 12, 6)), new(new(2027, 2, 20), new(2027, 3, 31))];
        var paused = community with { Rhythm = new() { Pause = new(community.RegisteredAt, new(2026, 12, 9)) } };

        var (said, after) = Life(paused, quiet);

        Assert.Equal(["2026-12-09", "2027-06-01", "2027-09-01"], said.Select(record => Day(paused, record)));
        var skipped = Assert.Single(after.Records, record => !record.IsSaid);
        Assert.Equal((6, nameof(SkipReason.Quiet)), (skipped.Months, skipped.Reason));
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(16, false)]
    public void A_bot_that_slept_says_it_late_or_not_at_all(int days, bool isSaid)
    {
        var community = Community(registered: "2026-09-01T10:00:00Z");

        var (said, after) = Life(community, from: At("2026-12-01T05:00:00Z").AddDays(days));

        Assert.Equal(isSaid, said.Any(record => record.Months == 3));
        Assert.Equal(isSaid ? null : nameof(SkipReason.TooLate), after.Records.Single(record => record.Months == 3).Reason);
    }

    [Fact]
    public void Run_again_after_a_crash_it_says_the_same_and_another_line_says_nothing()
    {
        var (community, line) = (Community(registered: "2026-09-01T10:00:00Z"), At("2026-12-01T08:30:00Z"));
        var first = MilestonePlan.For(community, MilestoneState.Empty, [], line, line.AddMinutes(1));

        Assert.Equal(3, first.Say?.Months);
        Assert.Equal(first.Say, MilestonePlan.For(community, first.After, [], line, line.AddHours(5)).Say);
        Assert.Null(MilestonePlan.For(community, first.After, [], line.AddHours(1), line.AddHours(5)).Say);
        // Moved back to the summer, the first day makes nothing come again, and what is to come moves with it.
        var moved = community with { StartDate = new(2026, 10, 1) };
        var next = MilestonePlan.For(moved, first.After, [], line.AddHours(1), line.AddHours(5));
        Assert.Null(next.Say);
        Assert.Equal(At("2027-04-01T07:30:00Z"), next.Next);
    }

    [Fact]
    public void What_was_skipped_still_comes_when_the_first_day_is_put_right()
    {
        var community = Community(start: "2026-06-01", registered: "2026-08-20T10:00:00Z");
        var skipped = MilestonePlan.For(community, MilestoneState.Empty, [], At("2026-10-01T07:30:00Z"), At("2026-10-01T07:31:00Z"));
        Assert.Equal((3, nameof(SkipReason.TooLate)), (skipped.After.Records[0].Months, skipped.After.Records[0].Reason));

        var right = MilestonePlan.For(community with { StartDate = new(2026, 9, 1) }, skipped.After, [], At("2026-12-01T08:30:00Z"),
            At("2026-12-01T08:31:00Z"));

        Assert.Equal(3, right.Say?.Months);
    }

    [Fact]
    public void What_fell_before_the_registration_is_passed_over_in_silence()
    {
        var community = Community(start: "2025-12-15", registered: "2026-10-01T10:00:00Z");

        var (said, after) = Life(community);

        Assert.Equal([12], said.Select(record => record.Months));
        Assert.Single(after.Records);
        Assert.Null(MilestonePlan.NextLook(Community(start: "2020-01-01"), At("2026-11-01T00:00:00Z")));
    }

    [Fact]
    public void An_archived_team_hears_of_it_when_it_is_back_in_time()
    {
        var community = Community(registered: "2026-09-01T10:00:00Z");
        var archived = community with { TeamArchived = new(true, At("2026-11-01T00:00:00Z")) };
        var line = At("2026-12-01T08:30:00Z");

        var held = MilestonePlan.For(archived, MilestoneState.Empty, [], line, line.AddMinutes(1));
        Assert.Null(held.Say);
        Assert.Equal(line.AddDays(1), held.Next);
        Assert.Equal(3, MilestonePlan.For(community, held.After, [], held.Next!.Value, held.Next.Value).Say?.Months);
        var over = MilestonePlan.For(archived, held.After, [], line.AddDays(15), line.AddDays(15));
        Assert.Equal(nameof(SkipReason.TeamArchived), Assert.Single(over.After.Records).Reason);
    }

    /// <summary>As the engine does it: from line to line, each run ten minutes late and twice.</summary>
    private static (IReadOnlyList<MilestoneRecord> Said, MilestoneState After) Life(Community community, IReadOnlyList<QuietDays>? quiet = null,
        DateTimeOffset? from = null)
    {
        var (state, said, line) = (MilestoneState.Empty, new List<MilestoneRecord>(), MilestonePlan.NextLook(community, community.RegisteredAt));
        for (var runs = 0; line is { } at && runs < 200; runs++)
        {
            // A bot that slept runs the line when it wakes.
            var now = from > at ? from.Value : at;
            var plan = MilestonePlan.For(community, state, quiet ?? [], at, now);
            Assert.Equal(plan.Say, MilestonePlan.For(community, plan.After, quiet ?? [], at, now.AddMinutes(10)).Say);
            if (plan.Say is { } record) said.Add(record);
            (state, line) = (plan.After, plan.Next);
            Assert.True(line is null || line > now);
        }
        Assert.Null(line);
        return (said, state);
    }

    private static string Day(Community community, MilestoneRecord record) =>
        LocalTime.DayIn(community.TimeZone, record.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
