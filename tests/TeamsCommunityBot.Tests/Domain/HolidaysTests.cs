using System.Globalization;
using TeamsCommunityBot.Domain;
using Xunit;

namespace TeamsCommunityBot.Tests.Domain;

public sealed class HolidaysTests
{
    [Theory]
    // The days of 2026 and 2027 as the government of the Netherlands publishes them.
    [InlineData("2026-01-01", "2026-04-03", "2026-04-05", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14", "2026-05-24", "2026-05-25", "2026-12-25",
        "2026-12-26")]
    [InlineData("2027-01-01", "2027-03-26", "2027-03-28", "2027-03-29", "2027-04-27", "2027-05-05", "2027-05-06", "2027-05-16", "2027-05-17", "2027-12-25",
        "2027-12-26")]
    // 27 April 2025 was a Sunday.
    [InlineData("2025-01-01", "2025-04-18", "2025-04-20", "2025-04-21", "2025-04-26", "2025-05-05", "2025-05-29", "2025-06-08", "2025-06-09", "2025-12-25",
        "2025-12-26")]
    public void A_year_has_these_holidays_and_no_other(params string[] expected)
    {
        var first = Day(expected[0]);

        Assert.Equal(expected, Enumerable.Range(0, 365).Select(first.AddDays).Where(Holidays.Includes)
            .Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Theory]
    // The earliest and the latest that Easter can be, and the two exceptions of the calendar.
    [InlineData("2285-03-22")]
    [InlineData("2008-03-23")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    public void Easter_is_where_the_moon_has_it(string sunday) => Assert.True(Holidays.Includes(Day(sunday)) && Holidays.Includes(Day(sunday).AddDays(1)));

    [Theory]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-12-25", false)]
    public void People_work_from_Monday_to_Friday(string day, bool works) => Assert.Equal(works, Holidays.IsWorkingDay(Day(day)));

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
