using System.Globalization;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>Moments as they stand in row keys. The index across tenants counts in seconds; so a line is due from the beginning of its second on.</summary>
internal static class DueTime
{
    /// <summary>How long a moment is in a row key.</summary>
    public const int Digits = 19;

    /// <summary>So that the ordinal order of rows is their order in time.</summary>
    public static string Row(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static DateTimeOffset Second(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>What is due by now is before this.</summary>
    public static DateTimeOffset NextSecond(TimeProvider clock) => Second(clock.GetUtcNow()).AddSeconds(1);
}
