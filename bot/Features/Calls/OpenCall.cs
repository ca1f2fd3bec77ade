using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>A question to the whole channel: who would enjoy this? A community has one at a time.</summary>
internal sealed record OpenCall
{
    /// <summary>The longest text, in graphemes.</summary>
    public const int TextLimit = 300;

    /// <summary>A call ends by itself after so long.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(28);

    /// <summary>Distinguishes the calls of one community; stands on the card.</summary>
    public required int Number { get; init; }

    /// <summary>The roles that somebody is looked for; none for anything else that is needed.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>What is needed, in the words of whoever asks; may be empty where roles say it.</summary>
    public string Text { get => field ?? ""; init; }

    public required Person By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Where its card stands in the channel; null until it was posted, and in rows of a version that did not note it.</summary>
    public CardPlace? Card { get; init; }

    /// <summary>When somebody ended it.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Those of its roles that nobody has yet.</summary>
    public IReadOnlyList<Role> StillOpen(Community community) => [.. Roles.Where(role => community.Roles[role].Holder is null)];

    public CallState StateIn(Community community, DateTimeOffset now) =>
        ClosedAt is not null ? CallState.Closed
        : Roles.Count > 0 && StillOpen(community).Count == 0 ? CallState.Filled
        : now >= At + Lifetime ? CallState.Expired
        : CallState.Open;
}

internal enum CallState
{
    Open,

    /// <summary>All of its roles have somebody.</summary>
    Filled,
    Expired,

    /// <summary>A lead ended it.</summary>
    Closed,
}

/// <summary>Somebody would enjoy what a call asks. Only the leads hear of it.</summary>
/// <param name="Call">The call's number.</param>
/// <param name="Down">When it was taken down again; null while it is up.</param>
internal sealed record Hand(int Call, Person Who, DateTimeOffset At, DateTimeOffset? Down = null);
