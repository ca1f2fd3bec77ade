using System.Globalization;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// A date input comes as <c>yyyy-MM-dd</c>, and from some clients as a moment (AdaptiveCards#4118, botframework-sdk#5411); whoever reads the answers
/// shall meet the one form alone.
/// </summary>
internal static class WireDay
{
    private const int LengthOfDay = 10;
    private const int LongestMoment = 35;

    /// <summary>The day that a moment means to the person; anything that is no moment stays as it is.</summary>
    /// <param name="zone">The person's IANA zone, which exists.</param>
    public static string Read(string answer, string zone)
    {
        if (answer.Length is <= LengthOfDay or > LongestMoment || answer[LengthOfDay] != 'T') return answer;
        var day = answer[..LengthOfDay];
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || !DateTimeOffset.TryParse(answer, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return answer;
        // Midnight stands for the day as it is written. Another hour comes of the client's own midnight, told in UTC.
        if (answer.AsSpan(LengthOfDay).StartsWith("T00:00", StringComparison.Ordinal) || HasNoOffset(answer)) return day;
        return TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static bool HasNoOffset(string moment) => moment.AsSpan(LengthOfDay).IndexOfAny("Z+-") < 0;
}
