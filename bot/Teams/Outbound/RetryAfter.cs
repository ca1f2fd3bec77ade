using System.Globalization;
using System.Net.Http.Headers;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>Reads <c>Retry-After</c> as something that a program can live with: 1 second to 1 hour, whatever a server writes.</summary>
internal static class RetryAfter
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The wait that the answer asks for, or null where it asks for none.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.NonValidated.TryGetValues("Retry-After", out var values) ? Parse(values.First(), now) : null;

    /// <summary>Seconds or an HTTP date. Anything else counts as the shortest wait: the server did ask for one.</summary>
    public static TimeSpan Parse(string text, DateTimeOffset now)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
            return Clamp(TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)));
        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Clamp(date - now) : Shortest;
    }

    private static TimeSpan Clamp(TimeSpan wait) => wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
}
