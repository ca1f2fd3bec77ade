using TeamsCommunityBot.Teams.Inbound.Wire;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>What the sender's client says of itself: believed only as far as it makes sense.</summary>
internal static class ClientFacts
{
    /// <summary>Longer than any zone or language tag.</summary>
    private const int Longest = 64;

    /// <summary>The IANA zone, where it exists here.</summary>
    public static string? TimeZone(Activity activity) =>
        activity.Entities?.FirstOrDefault(e => e?.Type == "clientInfo")?.Timezone is { } told && Exists(told) ? told
        : activity.LocalTimezone is { } local && Exists(local) ? local
        : null;

    /// <summary>A BCP-47 tag by its look; which languages we speak is not decided here.</summary>
    public static string? Locale(Activity activity) =>
        activity.Locale is { Length: > 1 and <= Longest } tag && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag : null;

    /// <summary>When it happened as the sender says, but never later than it reached us: a date in the future would outlive every later event.</summary>
    public static DateTimeOffset SentAt(Activity activity, DateTimeOffset receivedAt) =>
        DateTimeOffset.TryParse(
            activity.Timestamp,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal,
            out var sent) && sent < receivedAt ? sent.ToUniversalTime() : receivedAt;

    // The id becomes part of a file name where zones are files, so it is looked at first.
    private static bool Exists(string zone) =>
        zone.Length is > 0 and <= Longest
        && zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        && found.HasIanaId;
}
