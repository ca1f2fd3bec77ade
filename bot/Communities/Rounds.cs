using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Communities;

/// <summary>The rounds of a community, those of every slice.</summary>
internal sealed class Rounds(IEnumerable<IRound> rounds, IAgenda agenda)
{
    /// <summary>The lines to plan, before the truth is written that calls for them.</summary>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now) =>
        rounds.SelectMany(round => round.LinesOf(community, occasion, now));

    /// <summary>Before the truth is written that calls for it: a line too many hurts nobody, one too few would silence a community.</summary>
    public async ValueTask PlanAsync(Community community, RoundOccasion occasion, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var line in LinesOf(community, occasion, now)) await agenda.EnsureAsync(line, ct);
    }
}
