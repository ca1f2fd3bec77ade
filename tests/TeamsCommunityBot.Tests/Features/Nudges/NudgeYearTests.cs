using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Tests.Domain;
using Xunit;
using static TeamsCommunityBot.Tests.Features.Nudges.NudgeSample;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>A year, as the clock goes by: who gets what, when, and why not.</summary>
public sealed class NudgeYearTests
{
    private static readonly DateTimeOffset From = At("2026-10-19T00:00:00Z");
    private static readonly DateTimeOffset To = At("2027-10-18T00:00:00Z");

    [Fact]
    public void Two_hundred_communities_get_a_nudge_a_week_and_never_the_same_one()
    {
        string[] zones = [.. RhythmTests.Zones.Select(row => row.Data)];
        string[] starts = ["2027-12-01", "2026-09-01", "2024-03-01", "2027-03-01"];
        for (var number = 0; number < 200; number++)
        {
            var community = Community(number, zones[number % zones.Length], starts[number % starts.Length]) with
            {
                Rhythm = new() { Day = (DayOfWeek)(number % 7), Time = new(number % 24, 30) },
            };
            var (sent, state) = Year(community, TimeSpan.FromHours(1));

            Assert.InRange(sent.Count, 52, 53);
            Assert.Equal(sent.Count, sent.Select(nudge => nudge.Record.Id).Distinct().Count());
            Assert.Equal(sent.Count, sent.Select(nudge => nudge.Record.Choice!.Item).Distinct().Count());
            Assert.All(sent, nudge => Assert.Equal(OnTheWall(community, nudge.Record),
                TimeOnly.FromDateTime(LocalTime.In(community.TimeZone, nudge.Record.At))));
            Assert.All(sent, nudge => Assert.InRange(nudge.At - nudge.Record.At, TimeSpan.Zero, TimeSpan.FromHours(1)));
            Assert.DoesNotContain(state.Records, record => record.Outcome == NudgeOutcome.Skipped);
        }
    }

    [Fact]
    public void Every_slot_without_a_nudge_says_why()
    {
        var community = Community() with { Rhythm = new() { Pause = new(From, new(2026, 11, 9)) } };
        QuietDays[] quiet = [new(new(2026, 12, 21), new(2027, 1, 3)), new(new(2027, 7, 19), new(2027, 8, 15))];

        var (sent, state) = Year(community, TimeSpan.FromHours(1), quiet);

        var skipped = state.Records.Where(record => record.Outcome == NudgeOutcome.Skipped).CountBy(record => record.Reason!).ToDictionary();
        Assert.Equal(new() { [nameof(SkipReason.Paused)] = 3, [nameof(SkipReason.Quiet)] = 6 }, skipped);
        Assert.Equal(52 - 9, sent.Count);
        Assert.Equal("2026-W46", sent[0].Record.Id);
    }

    [Fact]
    public void Every_two_weeks_is_half_as_often() =>
        Assert.Equal(26, Year(Community() with { Rhythm = new() { Cadence = Cadence.EveryTwoWeeks, Anchor = new(2026, 10, 19) } },
            TimeSpan.FromHours(1)).Sent.Count);

    [Theory]
    // The process slept from Monday morning on: 23 hours late is sent, three days late is not.
    [InlineData(23, nameof(NudgeOutcome.Planned), null)]
    [InlineData(72, nameof(NudgeOutcome.Skipped), nameof(SkipReason.TooLate))]
    public void A_missed_slot_is_sent_within_a_day_and_else_skipped_and_said(int hoursLate, string outcome, string? reason)
    {
        var monday = At("2026-11-23T08:30:00Z");

        var (state, _) = Run(Community(), NudgeState.Empty with { Through = monday.AddHours(-1) }, monday.AddHours(hoursLate));

        var record = Assert.Single(state.Records);
        Assert.Equal((outcome, reason), (record.Outcome.ToString(), record.Reason));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(24 * 7)]
    [InlineData(-24 * 7)]
    public void A_clock_that_jumps_gives_no_second_nudge_in_a_week(int hours)
    {
        var monday = At("2026-11-23T08:31:00Z");
        var (state, first) = Run(Community(), NudgeState.Empty with { Through = monday.AddHours(-2) }, monday);
        (state, _) = Run(Community(), state, monday.AddHours(hours));
        (state, _) = Run(Community(), state, monday.AddMinutes(1));
        (state, _) = Run(Community(), state, monday.AddHours(2));

        Assert.NotNull(first);
        Assert.Equal(state.Records.Count, state.Records.Select(record => record.Id).Distinct().Count());
        Assert.Single(state.Records, record => record.Id == first.Id);
    }

    [Fact]
    public void After_a_crash_the_same_is_sent_again_under_the_same_name_and_after_a_day_not_at_all()
    {
        var (slot, before) = (At("2026-11-23T08:30:00Z"), NudgeState.Empty with { Through = At("2026-11-23T06:30:00Z") });
        var first = NudgeDecision.For(Community(), before, Taste.Unknown, Items, [], slot, slot.AddMinutes(1));
        var again = NudgeDecision.For(Community(), first.After, Taste.Unknown, [.. Items.Reverse()], [], slot, slot.AddHours(3));
        var late = NudgeDecision.For(Community(), first.After, Taste.Unknown, Items, [], slot, slot.AddHours(30));
        var another = NudgeDecision.For(Community(), first.After, Taste.Unknown, Items, [], slot.AddHours(1), slot.AddHours(3));

        Assert.NotNull(first.Send);
        Assert.True(NudgeDecision.IsDue(Community(), first.After, slot, slot.AddHours(3)));
        Assert.Equal(first.Send, again.Send);
        Assert.Null(late.Send);
        // A sweep of another moment leaves it alone.
        Assert.Null(another.Send);
        Assert.False(NudgeDecision.IsDue(Community(), first.After, slot.AddHours(1), slot.AddHours(3)));
    }

    [Fact]
    public void An_archived_team_hears_nothing_and_gets_no_burst_afterwards()
    {
        var archived = Community() with { TeamArchived = new(true, From) };
        var (state, sent) = (NudgeState.Empty with { Through = From }, 0);
        for (var now = From; now < From.AddDays(28); now += TimeSpan.FromHours(6)) (state, _) = Run(archived, state, now);
        Assert.All(state.Records, record => Assert.Equal(nameof(SkipReason.TeamArchived), record.Reason));

        for (var now = From.AddDays(28); now < From.AddDays(42); now += TimeSpan.FromHours(6))
        {
            (state, var record) = Run(Community(), state, now);
            sent += record is null ? 0 : 1;
        }

        Assert.Equal(2, sent);
    }

    [Fact]
    public void Another_hour_counts_from_the_moment_it_was_chosen()
    {
        var wednesday = At("2026-11-25T12:00:00Z");
        var community = Community() with { Rhythm = new() { Day = DayOfWeek.Tuesday, ChangedAt = wednesday } };

        var (state, sent) = Run(community, NudgeState.Empty with { Through = At("2026-11-24T00:00:00Z") }, wednesday.AddMinutes(1));

        Assert.Null(sent);
        Assert.Empty(state.Records);
        Assert.Equal(At("2026-12-01T08:30:00Z"), community.NextNudge(wednesday, [])!.At);
    }

    [Fact]
    public void A_nudge_sent_by_hand_takes_the_place_of_the_weeks_own()
    {
        var sunday = At("2026-11-22T12:00:00Z");
        var before = NudgeState.Empty with { Through = sunday };
        var byHand = NudgeDecision.ByHand(Community(), before, Taste.Unknown, Items, next: null, At("2026-11-23T07:00:00Z"))!;

        var (state, sent) = Run(Community(), byHand.After, At("2026-11-23T09:00:00Z"));

        Assert.Null(sent);
        Assert.Equal(NudgeOutcome.Planned, Assert.Single(state.Records).Outcome);
        Assert.Null(NudgeDecision.ByHand(Community(), state, Taste.Unknown, Items, next: null, At("2026-11-24T07:00:00Z")));
    }

    private static (List<(DateTimeOffset At, NudgeRecord Record)> Sent, NudgeState State) Year(Community community, TimeSpan step,
        IReadOnlyList<QuietDays>? quiet = null)
    {
        var (state, sent) = (NudgeState.Empty with { Through = From }, new List<(DateTimeOffset, NudgeRecord)>());
        // Some rounds come twice: two processes, or one that was started again.
        for (var now = From; now <= To; now += step)
            for (var round = 0; round < (now.Hour % 5 == 0 ? 2 : 1); round++)
            {
                (state, var record) = Run(community, state, now, quiet: quiet);
                // What is handed over twice under one name is posted once: the ledger sees to that.
                if (record is not null && !sent.Contains((now, record))) sent.Add((now, record));
            }
        return (sent, state);
    }

    /// <summary>The chosen hour, or the end of an hour that is skipped that day.</summary>
    private static TimeOnly OnTheWall(Community community, NudgeRecord record)
    {
        var day = LocalTime.DayIn(community.TimeZone, record.At);
        return TimeOnly.FromDateTime(LocalTime.In(community.TimeZone, LocalTime.MomentOf(community.TimeZone, day, community.Rhythm.Time)));
    }
}
