using System.Globalization;
using CsCheck;
using TeamsCommunityBot.Domain;
using Xunit;

namespace TeamsCommunityBot.Tests.Domain;

public sealed class RhythmTests
{
    private const string Amsterdam = "Europe/Amsterdam";

    /// <summary>Forty zones: with and without summer time, on both halves of the globe, and with odd quarters of an hour.</summary>
    public static TheoryData<string> Zones =>
    [
        "Europe/Amsterdam", "Europe/London", "Europe/Lisbon", "Europe/Helsinki", "Europe/Istanbul", "Europe/Moscow", "Europe/Dublin", "Atlantic/Azores",
            "Atlantic/Reykjavik", "Africa/Casablanca",
        "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
            "America/Los_Angeles", "America/Anchorage", "America/St_Johns",
        "America/Curacao", "America/Paramaribo", "America/Sao_Paulo", "America/Santiago", "America/Havana", "America/Asuncion", "Pacific/Honolulu",
            "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati",
        "Pacific/Auckland", "Australia/Sydney", "Australia/Lord_Howe", "Australia/Eucla", "Asia/Tokyo", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran",
            "Asia/Beirut", "Asia/Jerusalem",
    ];

    [Theory]
    [InlineData("2026-11-22T00:00:00Z", "2026-11-23T08:30:00Z")]
    // Summer time: an hour earlier in UTC, the same on the wall.
    [InlineData("2026-06-15T07:29:00Z", "2026-06-15T07:30:00Z")]
    [InlineData("2026-06-15T07:30:00Z", "2026-06-22T07:30:00Z")]
    // Around the nights on which the clock changes.
    [InlineData("2026-10-20T00:00:00Z", "2026-10-26T08:30:00Z")]
    [InlineData("2026-10-18T23:00:00Z", "2026-10-19T07:30:00Z")]
    // 29 March 2027 is Easter Monday: Tuesday it is.
    [InlineData("2027-03-23T00:00:00Z", "2027-03-30T07:30:00Z")]
    // Week 53 of 2026, and the first of 2027.
    [InlineData("2026-12-22T00:00:00Z", "2026-12-28T08:30:00Z")]
    [InlineData("2026-12-28T09:00:00Z", "2027-01-04T08:30:00Z")]
    public void Monday_at_half_past_nine_is_that_on_the_wall(string after, string next) =>
        Assert.Equal(At(next), Rhythm.Default.MomentsAfter(At(after), Amsterdam).First().At);

    [Fact]
    public void Weeks_are_named_over_the_edge_of_a_year_with_53_of_them() =>
        Assert.Equal(["2026-W52", "2026-W53", "2027-W01"], Rhythm.Default.MomentsAfter(At("2026-12-20T00:00:00Z"), Amsterdam).Take(3)
            .Select(slot => slot.Week.ToString()));

    [Theory]
    // The hour from two to three is skipped: the nudge comes when it is over.
    [InlineData("2027-03-28", "02:30", "2027-03-28T01:00:00Z")]
    [InlineData("2027-03-28", "02:00", "2027-03-28T01:00:00Z")]
    [InlineData("2027-03-28", "03:00", "2027-03-28T01:00:00Z")]
    // The hour from two to three comes twice: the first is meant.
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25", "03:00", "2026-10-25T02:00:00Z")]
    public void An_hour_that_is_missing_or_double_has_one_moment(string day, string time, string moment) =>
        Assert.Equal(At(moment), LocalTime.MomentOf(Amsterdam, Day(day), TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture)));

    [Fact]
    public void A_nudge_in_the_doubled_hour_comes_once()
    {
        var sunday = Rhythm.Default with { Day = DayOfWeek.Sunday, Time = new(2, 30) };

        var slots = sunday.MomentsAfter(At("2026-10-18T12:00:00Z"), Amsterdam).Take(2).ToList();

        Assert.Equal([At("2026-10-25T00:30:00Z"), At("2026-11-01T01:30:00Z")], slots.Select(slot => slot.At));
    }

    [Theory]
    // Easter Monday → Tuesday; King's Day on a Monday → Tuesday; Good Friday → Thursday, for the week has no working day left.
    [InlineData(DayOfWeek.Monday, "2026-04-06", "2026-04-07")]
    [InlineData(DayOfWeek.Monday, "2026-04-27", "2026-04-28")]
    [InlineData(DayOfWeek.Friday, "2026-04-03", "2026-04-02")]
    [InlineData(DayOfWeek.Thursday, "2026-05-14", "2026-05-15")]
    [InlineData(DayOfWeek.Friday, "2026-12-25", "2026-12-24")]
    [InlineData(DayOfWeek.Saturday, "2026-12-26", "2026-12-24")]
    // A Saturday that is no holiday is a day like another.
    [InlineData(DayOfWeek.Saturday, "2026-11-28", "2026-11-28")]
    public void A_holiday_gives_way_to_a_working_day_of_its_week(DayOfWeek day, string holiday, string instead) =>
        Assert.Equal(Day(instead), (Rhythm.Default with { Day = day }).MomentIn(IsoWeek.Of(Day(holiday)), Amsterdam)!.Day);

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_year_has_one_nudge_a_week_in_every_zone(string zone)
    {
        Assert.True(LocalTime.IsZone(zone));
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var rhythm = Rhythm.Default with { Day = day };
            var slots = rhythm.MomentsAfter(At("2026-01-05T00:00:00Z"), zone).TakeWhile(slot => slot.At < At("2027-01-04T00:00:00Z")).ToList();

            // From Monday to Monday it is 52 weeks; where it is a day earlier or later, one more begins or ends within.
            Assert.InRange(slots.Count, 52, 53);
            Assert.Equal(slots.Count, slots.Select(slot => slot.Week).Distinct().Count());
            Assert.All(slots, slot => Assert.Equal((slot.Day, slot.Week), (LocalTime.DayIn(zone, slot.At), IsoWeek.Of(slot.Day))));
            Assert.All(slots, slot => Assert.Equal(new TimeOnly(9, 30), TimeOnly.FromDateTime(LocalTime.In(zone, slot.At))));
            Assert.All(slots, slot => Assert.False(Holidays.Includes(slot.Day)));
        }
    }

    [Fact]
    public void Every_moment_has_a_next_one_and_no_week_has_two() =>
        Gen.Select(Gen.Int[0, 39].Select(place => Zones.ElementAt(place).Data), Gen.Enum<DayOfWeek>(), Gen.Int[0, (24 * 60) - 1], Gen.Int[0, 40 * 365 * 24],
            Gen.Enum<Cadence>()).Sample((zone, day, minute, hour, cadence) =>
        {
            var rhythm = new Rhythm { Day = day, Time = TimeOnly.MinValue.AddMinutes(minute), Cadence = cadence, Anchor = new(2026, 11, 23) };
            var after = At("2010-01-01T00:00:00Z").AddHours(hour);
            var slots = rhythm.MomentsAfter(after, zone).Take(4).ToList();

            Assert.All(slots, slot => Assert.True(slot.At > after));
            var apart = cadence == Cadence.Weekly ? 1 : 2;
            Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.Equal(apart, pair.Second.Week.Index - pair.First.Week.Index));
            Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At));
            // It is due when it says, and not a moment later.
            Assert.Equal(slots[0], rhythm.MomentsAfter(slots[0].At.AddTicks(-1), zone).First());
        });

    [Fact]
    public void Every_two_weeks_goes_on_over_a_year_with_53_weeks()
    {
        var rhythm = new Rhythm { Cadence = Cadence.EveryTwoWeeks, Anchor = new(2026, 12, 16) };

        Assert.Equal(
            ["2026-W51", "2026-W53", "2027-W02", "2027-W04"],
            rhythm.MomentsAfter(At("2026-12-07T12:00:00Z"), Amsterdam).Take(4).Select(slot => slot.Week.ToString()));
    }

    [Fact]
    public void A_pause_ends_by_itself_and_quiet_days_hold_for_all()
    {
        var rhythm = Rhythm.Default with { Pause = new(At("2026-11-22T00:00:00Z"), new(2026, 12, 7)) };
        QuietDays[] quiet = [new(new(2026, 12, 21), new(2027, 1, 3))];

        var slots = rhythm.MomentsAfter(At("2026-11-22T00:00:00Z"), Amsterdam).Take(7);

        Assert.Equal(
            [SkipReason.Paused, SkipReason.Paused, null, null, SkipReason.Quiet, SkipReason.Quiet, null],
            slots.Select(slot => rhythm.WhyNot(slot, quiet)));
    }

    [Theory]
    [InlineData("2026-11-24T08:30:00Z", false)]
    [InlineData("2026-11-24T08:30:01Z", true)]
    public void A_day_late_is_still_in_time(string now, bool tooLate) =>
        Assert.Equal(tooLate, Rhythm.Default.MomentIn(new(2026, 48), Amsterdam)!.IsTooLate(At(now)));

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
