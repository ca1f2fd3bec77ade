using System.Globalization;

namespace TeamsCommunityBot.Turns;

/// <summary>Fills the places in a sentence, in the culture of the turn.</summary>
public static class Words
{
    public static string Fill(string sentence, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, sentence, values);

    /// <summary>A day as people write it: <c>3 March 2026</c>, <c>3 maart 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);
}
