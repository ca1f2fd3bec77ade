using TeamsCommunityBot.Domain;
using Xunit;

namespace TeamsCommunityBot.Tests.Domain;

public sealed class LocalTimeTests
{
    [Theory]
    // Half past midnight in Amsterdam is still the day before in UTC: winter one hour, summer two.
    [InlineData("Europe/Amsterdam", "2026-11-22T23:30:00Z", "2026-11-23")]
    [InlineData("Europe/Amsterdam", "2026-07-01T22:30:00Z", "2026-07-02")]
    [InlineData("America/Curacao", "2026-11-22T03:30:00Z", "2026-11-21")]
    // Zones that nobody knows count as the default one.
    [InlineData("Mars/Phobos", "2026-11-22T23:30:00Z", "2026-11-23")]
    public void The_day_is_the_day_where_the_community_is(string zone, string now, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", null), LocalTime.DayIn(zone, DateTimeOffset.Parse(now, null)));
}
