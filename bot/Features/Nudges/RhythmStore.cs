using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>When a community's nudges come: the one way to change it, and to have the next one planned.</summary>
public sealed class RhythmStore(CommunityStore communities, IAgenda agenda)
{
    /// <summary>The sweep that sends nudges: one line a tenant and moment, however many communities have their slot then.</summary>
    public const string Sweep = "nudge";

    private const int Tries = 20;

    /// <summary>Plans the next slot. Before the truth is written that calls for it: a line too many hurts nobody, one too few would silence a community.</summary>
    public ValueTask PlanNextAsync(Community community, DateTimeOffset now, CancellationToken ct) => agenda.PlanAsync(NextLine(community, now), ct);

    /// <summary>The line of the next slot, be it paused or not: what is skipped gets its reason when its moment comes.</summary>
    public static DueItem NextLine(Community community, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(community);
        return new(community.TenantId, Sweep, "", community.Rhythm.SlotsAfter(now, community.TimeZone).First().At);
    }

    /// <summary>Changes the rhythm of the community where a turn takes place.</summary>
    /// <returns>The community after it; null when it has none, or when too many others changed it at the same moment.</returns>
    public async ValueTask<Community?> ChangeAsync(Turn turn, Func<Community, Community> change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(change);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await communities.FindRegisteredAsync(turn, ct) is not { } stored) return null;
            var after = change(stored.Community);
            await PlanNextAsync(after, turn.At, ct);
            if (await communities.SaveAsync(stored, after, ct)) return after;
        }
        return null;
    }
}
