using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Communities;

/// <summary>The job that counts anew what was logged of activities, for the targets of a community. Whoever changes one or the other plans it.</summary>
internal static class TallyLine
{
    /// <summary>Its subject is the channel.</summary>
    public const string Kind = "activity.tally";

    public static DueItem Of(Community community, DateTimeOffset at) => new(community.TenantId, Kind, community.ChannelId, at);
}
