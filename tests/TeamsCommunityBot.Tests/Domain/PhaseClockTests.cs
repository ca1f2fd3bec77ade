using TeamsCommunityBot.Domain;
using Xunit;

namespace TeamsCommunityBot.Tests.Domain;

public sealed class PhaseClockTests
{
    [Theory]
    [InlineData("2026-11-21", "2026-11-22", Phase.Preparation, 0)]
    [InlineData("2026-11-22", "2026-11-22", Phase.Start, 1)]
    [InlineData("2026-12-21", "2026-11-22", Phase.Start, 1)]
    [InlineData("2026-12-22", "2026-11-22", Phase.Start, 2)]
    [InlineData("2027-11-21", "2026-11-22", Phase.Start, 12)]
    [InlineData("2027-11-22", "2026-11-22", Phase.Bloom, 13)]
    // Started on the 31st: February has no such day, so the second month begins on its last day.
    [InlineData("2027-02-27", "2027-01-31", Phase.Start, 1)]
    [InlineData("2027-02-28", "2027-01-31", Phase.Start, 2)]
    // A leap day: the year is full on 28 February.
    [InlineData("2029-02-27", "2028-02-29", Phase.Start, 12)]
    [InlineData("2029-02-28", "2028-02-29", Phase.Bloom, 13)]
    public void A_month_is_full_on_the_same_day_of_the_next(string today, string start, Phase phase, int month) =>
        Assert.Equal(new PhaseClock(phase, month), PhaseClock.On(Day(today), Day(start)));

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", null);
}
