namespace TeamsCommunityBot.Domain;

/// <summary>Days and zones.</summary>
public static class LocalTime
{
    /// <summary>The zone of a community until it says otherwise.</summary>
    public const string DefaultZone = "Europe/Amsterdam";

    /// <summary>The date in an IANA zone; in the default zone if this machine does not know the zone.</summary>
    public static DateOnly DayIn(string zone, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Find(zone)).DateTime);

    private static TimeZoneInfo Find(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.FindSystemTimeZoneById(DefaultZone);
}
