using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Communities;

/// <summary>What a rule makes of a community as it stands. Pure: after a conflict the rule is asked anew, about what stands then.</summary>
/// <param name="Told">What the rule says of it: what was done, or why not.</param>
/// <param name="After">What becomes of the community; null, or the community itself, where it stays as it is.</param>
internal sealed record Ruling<T>(T Told, Community? After = null)
{
    /// <summary>Rows of the community's own partition that are written with it, all or nothing.</summary>
    public IReadOnlyList<Change> Beside { get; init; } = [];

    /// <summary>What becomes due because of it. Written before the truth: a line too many hurts nobody, one too few is never made up for.</summary>
    public IReadOnlyList<DueItem> Due { get; init; } = [];

    /// <summary>Whom the community knows because of it; the index of people hears it before the truth is written, for the same reason.</summary>
    public IReadOnlyList<Person> Known { get; init; } = [];
}

/// <summary>What came of a decision about a community.</summary>
/// <param name="Told">What the rule said last; nothing where it was never asked.</param>
/// <param name="Community">The community as it stands after it, as far as that is known.</param>
internal sealed record Decision<T>(DecisionEnd End, T? Told, Community? Community)
{
    /// <summary>Whether what the rule said holds: it was stored, or there was nothing to store.</summary>
    public bool Holds => End == DecisionEnd.Made;
}

/// <summary>How a decision ended.</summary>
internal enum DecisionEnd
{
    Made,

    /// <summary>The channel has no registered community.</summary>
    NoCommunity,

    /// <summary>Whoever decided led the community when they began, and does not any more.</summary>
    NotLead,

    /// <summary>A row that was to be written beside the community was changed meanwhile; nothing was stored.</summary>
    RowChanged,

    /// <summary>Too many others changed the community at the same moment; nothing was stored.</summary>
    Busy,
}
