using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>What the buttons about an activity carry, signed: nobody but the bot puts it together.</summary>
/// <param name="Id">Empty for an activity that is not stored yet.</param>
/// <param name="Revision">Makes the card old when it changes.</param>
/// <param name="ChannelId">Null on a card in the community's own channel, where the place itself says it.</param>
/// <param name="Form">The one-time name of a form for a new activity; null elsewhere.</param>
internal sealed record ActivityFacts(DateOnly Day, [Entry("activity")] string Id, int Revision, [Entry("channel")] string? ChannelId = null,
    string? Form = null)
{
    public IReadOnlyDictionary<string, string> Data => ButtonData.Of(this);

    public bool IsNew => Id.Length == 0;

    public static ActivityFacts Of(Community community, CommunityActivity activity) => new(activity.Day, activity.Id, activity.Revision, community.ChannelId);

    /// <summary>A new activity of the channel where the card stands.</summary>
    public static ActivityFacts New { get; } = new(default, "", 0);

    /// <summary>The same on a card in the community's own channel.</summary>
    public ActivityFacts Here => this with { ChannelId = null };

    /// <summary>The facts of the pressed button; those of a new activity for none of ours.</summary>
    public static ActivityFacts Of(Turn turn) => ButtonData.Read<ActivityFacts>(turn) ?? New;
}
