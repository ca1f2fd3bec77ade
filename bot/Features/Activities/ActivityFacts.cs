using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>What the buttons about an activity carry, signed: nobody but the bot puts it together.</summary>
/// <param name="ChannelId">Empty on a card in the community's own channel, where the place itself says it.</param>
/// <param name="Id">Empty for an activity that is not stored yet.</param>
/// <param name="Revision">Makes the card old when it changes.</param>
internal sealed record ActivityFacts(string ChannelId, DateOnly Day, string Id, int Revision)
{
    private const string ChannelKey = "channel";
    private const string DayKey = "day";
    private const string IdKey = "activity";
    private const string RevisionKey = "revision";

    public IReadOnlyDictionary<string, string> Data
    {
        get
        {
            var data = new Dictionary<string, string> { [DayKey] = ActivityAnswer.Iso(Day), [IdKey] = Id, [RevisionKey] = Revision.ToString(CultureInfo.InvariantCulture) };
            if (ChannelId.Length > 0) data[ChannelKey] = ChannelId;
            return data;
        }
    }

    public bool IsNew => Id.Length == 0;

    public static ActivityFacts Of(Community community, CommunityActivity activity) => new(community.ChannelId, activity.Day, activity.Id, activity.Revision);

    /// <summary>A new activity of the channel where the card stands.</summary>
    public static ActivityFacts New { get; } = new("", default, "", 0);

    /// <summary>The same on a card in the community's own channel.</summary>
    public ActivityFacts Here => this with { ChannelId = "" };

    /// <summary>The facts of the pressed button.</summary>
    public static ActivityFacts Of(Turn turn)
    {
        var data = turn.Press?.Data ?? new Dictionary<string, string>();
        return new(
            data.GetValueOrDefault(ChannelKey, ""),
            ActivityAnswer.DayOf(data.GetValueOrDefault(DayKey, "")) ?? default,
            data.GetValueOrDefault(IdKey, ""),
            int.TryParse(data.GetValueOrDefault(RevisionKey), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0);
    }
}
