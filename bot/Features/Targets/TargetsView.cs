using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>What a community wants to reach, ready to show to everyone in its channel.</summary>
/// <param name="Awaits">The preparation goes on until there is a target or a reason for none.</param>
/// <param name="Without">Why it began without one; empty where it did not.</param>
internal sealed record TargetsView(string Community, IReadOnlyList<TargetView> Targets, bool Awaits, string Without)
{
    /// <summary>A sentence to open with, about what was just done.</summary>
    public string? Notice { get; init; }

    /// <summary>What was just done may be taken back by whoever did it; null for nothing.</summary>
    public TargetFacts? Undo { get; init; }

    /// <summary>What was filled in of a count that cannot be taken.</summary>
    public CountAnswer? Count { get; init; }

    public static TargetsView Of(Community community, DateTimeOffset now) => new(
        community.Name,
        TargetView.All(community, community.Today(now)),
        community.AwaitsTarget,
        community is { WithoutTarget: { Reason: var reason }, Targets.Open.Count: 0 } ? reason : "");
}

/// <summary>The form to set or change a target.</summary>
/// <param name="Changes">What it is called; null for a new one.</param>
/// <param name="Owners">Whom to choose from.</param>
internal sealed record TargetForm(TargetFacts Facts, TargetAnswer Answer, TargetView? Changes, IReadOnlyList<Choice> Owners, DateOnly Today);

/// <summary>The form in which a lead says why there is no target.</summary>
/// <param name="Problem">Why what was filled in cannot be taken; null when it can.</param>
internal sealed record WithoutForm(string Typed = "", string? Problem = null);

/// <summary>What happened to the targets of a community.</summary>
/// <param name="Older">Where older entries begin; null when there are none.</param>
internal sealed record TargetHistoryView(string Community, string TimeZone, IReadOnlyList<TargetEntry> Entries, string? Older);
