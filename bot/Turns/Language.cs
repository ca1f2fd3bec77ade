using System.Globalization;

namespace TeamsCommunityBot.Turns;

/// <summary>The languages that the bot speaks, and the only place where the culture of a turn is set.</summary>
public static class Language
{
    public const string English = "en";
    public const string Dutch = "nl";

    /// <summary>Every language, as its two-letter code.</summary>
    public static IReadOnlyList<string> All { get; } = [English, Dutch];

    private static readonly CultureInfo EnglishCulture = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo DutchCulture = CultureInfo.GetCultureInfo("nl-NL");

    /// <summary>The language of the turn that runs now.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Dutch ? Dutch : English;

    /// <summary>Our language for a BCP-47 tag: Dutch for any <c>nl</c>, English for everything else and for none.</summary>
    public static string From(string? tag) =>
        tag is not null && (tag.Equals(Dutch, StringComparison.OrdinalIgnoreCase) || tag.StartsWith("nl-", StringComparison.OrdinalIgnoreCase))
            ? Dutch : English;

    /// <summary>Sets both cultures (texts and formats) until disposed, for the code that runs in this flow alone.</summary>
    public static IDisposable Use(string language)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var culture = language == Dutch ? DutchCulture : EnglishCulture;
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        return new Restore(before.CurrentCulture, before.CurrentUICulture);
    }

    private sealed class Restore(CultureInfo culture, CultureInfo uiCulture) : IDisposable
    {
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
    }
}
