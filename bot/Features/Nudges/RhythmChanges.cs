using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>When the bot speaks in a community: the one way to change it.</summary>
internal sealed class RhythmChanges(CommunityStore communities, Rounds rounds)
{
    /// <summary>The sweep that sends nudges: one line a tenant and moment, however many communities have their slot then.</summary>
    public const string Sweep = "nudge";

    /// <summary>The line of the next slot, be it paused or not: what is skipped gets its reason when its moment comes.</summary>
    public static DueItem NextLine(Community community, DateTimeOffset now) =>
        new(community.TenantId, Sweep, "", community.Rhythm.MomentsAfter(now, community.TimeZone).First().At);

    /// <summary>Changes the rhythm of the community where a turn takes place.</summary>
    /// <returns>The community after it.</returns>
    /// <exception cref="UserErrorException">There is none, whoever asks does not lead it any more, or too many others changed it at the same moment; says
    /// so.</exception>
    public async ValueTask<Community> ChangeAsync(Turn turn, Func<Community, Community> change, CancellationToken ct)
    {
        var decision = await communities.DecideAsLeadAsync(turn, turn.Conversation.Id, RulingOn, ct);
        return decision switch
        {
            { Holds: true, Community: { } after } => after,
            { End: DecisionEnd.NotLead } => throw new UserErrorException(CommunityTexts.NotLeadNow),
            _ => throw new UserErrorException(NudgeTexts.Busy),
        };

        Ruling<Community> RulingOn(Community before)
        {
            var after = change(before);
            return new(after, after) { Due = [.. rounds.LinesOf(after, RoundOccasion.Changes, turn.At)] };
        }
    }
}
