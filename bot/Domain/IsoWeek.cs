using System.Globalization;

namespace TeamsCommunityBot.Domain;

/// <summary>A week from Monday to Sunday, by ISO 8601: it belongs to the year that has most of its days, so a year has 52 of them or 53.</summary>
public readonly record struct IsoWeek(int Year, int Number)
{
    public static IsoWeek Of(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        return new(ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date));
    }

    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday));

    public DateOnly Sunday => Monday.AddDays(6);

    public IsoWeek Next => Of(Monday.AddDays(7));

    /// <summary>Counts all weeks there are, over the years: two weeks that follow each other differ by one.</summary>
    public int Index => Monday.DayNumber / 7;

    /// <summary>The day of this week.</summary>
    public DateOnly On(DayOfWeek day) => Monday.AddDays(((int)day + 6) % 7);

    /// <summary><c>2026-W53</c>: in the order of time when sorted as text. Stored.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-W{Number:D2}");
}
