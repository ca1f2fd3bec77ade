using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Schedule;

/// <summary>Reads a channel back, where the organisation consented to it; who speaks to Graph implements it. Never throws for what Graph does.</summary>
internal interface IReadBack
{
    /// <summary>Looks whether a post stands in its place.</summary>
    /// <param name="intended">When it was about to be sent: what is clearly older need not be read.</param>
    ValueTask<Reading> ReadAsync(string tenantId, Post post, DateTimeOffset intended, CancellationToken ct);
}

/// <summary>What a channel says of a post.</summary>
internal abstract record Reading
{
    private Reading()
    {
    }

    /// <param name="Where">The thread that the post began.</param>
    /// <param name="ActivityId">The message there.</param>
    public sealed record Stands(Address Where, string ActivityId) : Reading;

    /// <summary>It is not there, or not there yet.</summary>
    public sealed record Absent : Reading;

    /// <summary>Nobody tells.</summary>
    /// <param name="LacksConsent">Because nobody consented to it: somebody can do something about that.</param>
    public sealed record Unreadable(bool LacksConsent = false) : Reading;
}
