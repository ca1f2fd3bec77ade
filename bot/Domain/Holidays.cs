namespace TeamsCommunityBot.Domain;

/// <summary>
/// The public holidays of the Netherlands as the law has them (Algemene termijnenwet, article 3): New Year's Day, Good Friday, Easter, King's Day,
/// 5 May, Ascension Day, Whitsun and both days of Christmas.
/// </summary>
public static class Holidays
{
    public static bool Includes(DateOnly day)
    {
        var easter = EasterOf(day.Year);
        return day == KingsDayOf(day.Year)
            || (day.Month, day.Day) is (1, 1) or (5, 5) or (12, 25) or (12, 26)
            // Good Friday, both days of Easter, Ascension Day, both days of Whitsun.
            || (day.DayNumber - easter.DayNumber) is -2 or 0 or 1 or 39 or 49 or 50;
    }

    /// <summary>Neither in the weekend nor a holiday.</summary>
    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Includes(day);

    /// <summary>27 April; a day earlier when that is a Sunday.</summary>
    private static DateOnly KingsDayOf(int year)
    {
        var birthday = new DateOnly(year, 4, 27);
        return birthday.DayOfWeek == DayOfWeek.Sunday ? birthday.AddDays(-1) : birthday;
    }

    /// <summary>Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher (Astronomical Algorithms, 1991, chapter 8).</summary>
    private static DateOnly EasterOf(int year)
    {
        var (golden, century, inCentury) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var toSunday = (32 + (2 * (century % 4)) + (2 * (inCentury / 4)) - epact - (inCentury % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var sum = epact + toSunday - (7 * correction) + 114;
        return new(year, sum / 31, (sum % 31) + 1);
    }
}
