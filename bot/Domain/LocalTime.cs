namespace TeamsCommunityBot.Domain;

/// <summary>Days, hours and zones.</summary>
public static class LocalTime
{
    /// <summary>The zone of a community until it says otherwise.</summary>
    public const string DefaultZone = "Europe/Amsterdam";

    /// <summary>Whether this machine knows the zone, by its IANA name.</summary>
    public static bool IsZone(string zone) => zone.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    /// <summary>The date in an IANA zone; in the default zone if this machine does not know the zone.</summary>
    public static DateOnly DayIn(string zone, DateTimeOffset now) => DateOnly.FromDateTime(In(zone, now));

    /// <summary>What a clock on the wall shows in an IANA zone; in the default zone if this machine does not know the zone.</summary>
    public static DateTime In(string zone, DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, Find(zone)).DateTime;

    /// <summary>
    /// The moment at which a clock on the wall shows this. An hour that is skipped in spring stands for the moment at which the skipping ends; of an
    /// hour that comes twice in autumn the first is meant.
    /// </summary>
    public static DateTimeOffset MomentOf(string zone, DateOnly day, TimeOnly time)
    {
        var found = Find(zone);
        var local = day.ToDateTime(time);
        if (found.IsInvalidTime(local)) local = EndOfGap(found, local);
        var offset = found.IsAmbiguousTime(local) ? found.GetAmbiguousTimeOffsets(local).Max() : found.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>Zones change on whole minutes, and by a day at most.</summary>
    private static DateTime EndOfGap(TimeZoneInfo zone, DateTime local)
    {
        var minute = local.Date.AddMinutes((int)local.TimeOfDay.TotalMinutes);
        while (zone.IsInvalidTime(minute)) minute = minute.AddMinutes(1);
        return minute;
    }

    private static TimeZoneInfo Find(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.FindSystemTimeZoneById(DefaultZone);
}
