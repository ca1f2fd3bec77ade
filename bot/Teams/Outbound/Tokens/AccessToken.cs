using System.Net.Http.Headers;

namespace TeamsCommunityBot.Teams.Outbound.Tokens;

/// <summary>A token for the connector. Its text appears in the header alone: never in a log, so there is no <c>ToString</c> of it.</summary>
internal sealed class AccessToken(string value, DateTimeOffset issued, DateTimeOffset expires)
{
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    public AuthenticationHeaderValue Header { get; } = new("Bearer", value);

    public DateTimeOffset IssuedAt { get; } = issued;

    /// <summary>Not used after this: five minutes before it expires (half of its life, where that is shorter).</summary>
    public DateTimeOffset UsableUntil { get; } = expires - Shorter(Reserve, (expires - issued) / 2);

    /// <summary>From now on a new one is fetched beside the work: fifteen minutes before it expires (three quarters of its life).</summary>
    public DateTimeOffset RenewFrom { get; } = expires - Shorter(3 * Reserve, (expires - issued) * 3 / 4);

    /// <summary>Set once the connector has accepted it.</summary>
    public bool Proved { get; set; }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
